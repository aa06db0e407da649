import type { ArchiveObject } from './archive-object.ts';
import { type Delivery, makeDigest, type PreviousDigest } from './digests.ts';
import type { LogFile } from './log-files.ts';
import { HOUR_MS, isoOf, MINUTE_MS } from './place.ts';
import { makeRandom } from './random.ts';
import type { SigningKey } from './signing-key.ts';

export interface ChainInput {
  readonly delivery: Delivery;
  readonly signingKey: SigningKey;
  readonly seed: string;
  /** Milliseconds since 1970. The chain begins with the first and has its last digest not later than the second. */
  readonly from: number;
  readonly until: number;
  readonly files: readonly LogFile[];
  /** A file that came too late for the digest of its hour: a backfill lists it. */
  readonly late: LogFile | null;
}

/** The digests of a place: one an hour, whether there was anything to list or not. */
export function makeDigests(input: ChainInput): readonly ArchiveObject[] {
  const { delivery, signingKey, late } = input;
  const files = input.files.filter((file) => file !== late).sort((a, b) => a.deliveredAt - b.deliveredAt);
  const objects: ArchiveObject[] = [];
  let previous: PreviousDigest | null = null;
  let start = input.from;
  let next = 0;
  for (const end of endsOf(input)) {
    const first = next;
    while ((files[next]?.deliveredAt ?? Number.POSITIVE_INFINITY) <= end) next += 1;
    const logs = files.slice(first, next).map(({ log }) => log);
    const made = makeDigest({ delivery, signingKey, start: isoOf(start), end: isoOf(end), logs, previous });
    objects.push(made.object);
    previous = made.link;
    start = end;
  }
  return late ? [...objects, makeBackfill(input, late)] : objects;
}

/** Every chain has a minute and second of its own. */
function endsOf({ delivery, seed, from, until }: ChainInput): readonly number[] {
  const random = makeRandom(seed, 'chain', delivery.account, delivery.region);
  const first = from + (5 + random.below(50)) * MINUTE_MS + random.below(60) * 1_000;
  const count = Math.max(0, Math.floor((until - first) / HOUR_MS) + 1);
  return Array.from({ length: count }, (_, hour) => first + hour * HOUR_MS);
}

function makeBackfill({ delivery, signingKey }: ChainInput, { log, deliveredAt }: LogFile): ArchiveObject {
  const start = Math.floor(deliveredAt / HOUR_MS) * HOUR_MS;
  const backfilledAt = isoOf(start + 5 * HOUR_MS);
  return makeDigest({
    delivery,
    signingKey,
    start: isoOf(start),
    end: isoOf(start + HOUR_MS),
    logs: [log],
    previous: null,
    backfilledAt,
  }).object;
}
