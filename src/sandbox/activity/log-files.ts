import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ArchiveObject } from './archive-object.ts';
import { type DeliveredLog, type Delivery, folderOf, stampOf } from './digests.ts';
import type { TrailEvent } from './event.ts';
import { HOUR_MS, isoOf, MINUTE_MS, TOKYO_MS } from './place.ts';
import { makeRandom } from './random.ts';

/** A log file on its way into the archive. */
export interface LogFile {
  readonly object: ArchiveObject;
  readonly log: DeliveredLog;
  /** Milliseconds since 1970. */
  readonly deliveredAt: number;
  readonly events: readonly TrailEvent[];
}

/** Puts events, in any order, into files as CloudTrail delivers them: every five minutes when there is much, else fifteen. */
export function makeLogFiles(delivery: Delivery, seed: string, events: readonly TrailEvent[]): readonly LogFile[] {
  const slots = new Map<number, TrailEvent[]>();
  for (const event of [...events].sort(byTime)) {
    const slot = slotEnd(Date.parse(event.eventTime));
    slots.set(slot, [...(slots.get(slot) ?? []), event]);
  }
  return [...slots].map(([slot, records]) => makeLogFile(delivery, { seed, slot, records }));
}

function byTime(a: TrailEvent, b: TrailEvent): number {
  if (a.eventTime === b.eventTime) return a.eventID < b.eventID ? -1 : 1;
  return a.eventTime < b.eventTime ? -1 : 1;
}

function slotEnd(time: number): number {
  const hour = Math.floor(((time + TOKYO_MS) / HOUR_MS) % 24);
  const length = (hour >= 9 && hour < 18 ? 5 : 15) * MINUTE_MS;
  return (Math.floor(time / length) + 1) * length;
}

interface Content {
  readonly seed: string;
  readonly slot: number;
  readonly records: readonly TrailEvent[];
}

function makeLogFile(delivery: Delivery, { seed, slot, records }: Content): LogFile {
  const { base, account, region } = delivery;
  const random = makeRandom(seed, 'file', account, region, slot);
  const deliveredAt = slot + random.below(4 * MINUTE_MS);
  const stamp = `${stampOf(isoOf(deliveredAt)).slice(0, 13)}Z`;
  const unique = random.uuid().replaceAll('-', '').slice(0, 16);
  const name = `${account}_CloudTrail_${region}_${stamp}_${unique}.json.gz`;
  const key = `${base}CloudTrail/${region}/${folderOf(isoOf(deliveredAt))}/${name}`;
  const text = JSON.stringify({ Records: records });
  const [oldest = isoOf(slot)] = records.map(({ eventTime }) => eventTime);
  const newest = records.at(-1)?.eventTime ?? oldest;
  return {
    object: { key, body: gzipSync(text, { level: 6 }), metadata: {} },
    log: { key, hash: createHash('sha256').update(text).digest('hex'), oldest, newest },
    deliveredAt,
    events: records,
  };
}
