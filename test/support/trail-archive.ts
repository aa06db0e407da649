import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ObjectContent, ObjectStore } from '../../src/archive/object-store.ts';
import { MetsukeError } from '../../src/domain/errors.ts';
import type { PublicKey, PublicKeys } from '../../src/evidence/public-keys.ts';
import {
  type DeliveredLog,
  type Delivery,
  folderOf,
  makeDigest,
  type PreviousDigest,
  stampOf,
} from '../../src/sandbox/activity/digests.ts';
import { makeSigningKey, type SigningKey } from '../../src/sandbox/activity/signing-key.ts';

export const BUCKET = 'logs-333333333333';
export const TRAIL = 'aws-organizations-trail';
export const HOME = 'ap-northeast-1';

interface Stored {
  readonly body: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A log archive in memory, that a test may tamper with. */
export interface TrailArchive {
  readonly objects: Map<string, Stored>;
  readonly publicKeys: PublicKeys;
  /** `bucket`: as in S3. `copy`: a folder whose objects lost their metadata. */
  store(kind?: 'bucket' | 'copy'): ObjectStore;
  digestKeys(place?: Partial<Place>): readonly string[];
  logKeys(place?: Partial<Place>): readonly string[];
}

export interface Place {
  readonly account: string;
  readonly region: string;
}

const keys = new Map<string, SigningKey>();

export function signingKeyOf(region: string, seed = 'test'): SigningKey {
  const name = `${region} ${seed}`;
  const key = keys.get(name) ?? makeSigningKey(region, seed);
  keys.set(name, key);
  return key;
}

export const ALL_PLACES: readonly Place[] = ['111111111111', '444444444444'].flatMap((account) =>
  [HOME, 'us-east-1'].map((region) => ({ account, region })),
);

/** Sound chains: every hour from 2026-01-31T20:00 on, with two log files an hour. */
export function aTrailArchive(
  options: { readonly places?: readonly Place[]; readonly hours?: number } = {},
): TrailArchive {
  const { places = ALL_PLACES, hours = 6 } = options;
  const archive = emptyArchive();
  for (const place of places) {
    const writer = writeChain(archive, deliveryOf(place));
    for (let hour = 0; hour < hours; hour += 1) writer.hour(hour);
  }
  return archive;
}

/** The same objects, for a test that changes some of them. */
export function copyOf({ objects }: TrailArchive): TrailArchive {
  return archiveOf(new Map(objects));
}

export function emptyArchive(): TrailArchive {
  return archiveOf(new Map());
}

function archiveOf(objects: Map<string, Stored>): TrailArchive {
  const matching = (kind: string, { account, region }: Partial<Place>): readonly string[] =>
    [...objects.keys()].filter((key) => key.includes(`${account ?? ''}/${kind}/${region ?? ''}`)).sort();
  return {
    objects,
    publicKeys: { source: 'the test', list: async (region) => [publicKeyOf(signingKeyOf(region))] },
    store: (kind = 'bucket') => memoryStore(objects, kind),
    digestKeys: (place = {}) => matching('CloudTrail-Digest', place),
    logKeys: (place = {}) => matching('CloudTrail', place),
  };
}

export function publicKeyOf({ fingerprint, publicKey }: SigningKey): PublicKey {
  return { fingerprint, value: publicKey };
}

export function deliveryOf({ account, region }: Place, base = `AWSLogs/o-8m3k2xq1zz/${account}/`): Delivery {
  return { bucket: BUCKET, base, account, region, trail: TRAIL, homeRegion: HOME };
}

const START = Date.parse('2026-01-31T20:00:00Z');

/** `hour(2, 30)` → 2026-01-31T22:30:00Z */
export function timeAt(hour: number, minute = 0): string {
  return new Date(START + hour * 3_600_000 + minute * 60_000).toISOString().replace('.000', '');
}

export interface ChainWriter {
  /** Log files of an hour and the digest at its end; returns the digest's key. */
  hour(hour: number, change?: HourChange): string;
  previous(): PreviousDigest | null;
  /** The next digest begins a new chain. */
  restart(): void;
}

export interface HourChange {
  /** Minutes of the log files. */
  readonly minutes?: readonly number[];
  /** Delivered, but listed by no digest of the hour. */
  readonly unlisted?: readonly DeliveredLog[];
  readonly signingKey?: SigningKey;
  readonly previous?: PreviousDigest;
  readonly backfilledAt?: string;
  /** Instead of those of the hour. */
  readonly logs?: readonly DeliveredLog[];
}

export function writeChain(archive: TrailArchive, delivery: Delivery): ChainWriter {
  let previous: PreviousDigest | null = null;
  return {
    hour(hour, change = {}) {
      const minutes = change.minutes ?? [10, 40];
      const logs = change.logs ?? minutes.map((minute) => putLog(archive, delivery, timeAt(hour, minute)));
      const { object, link } = makeDigest({
        delivery,
        signingKey: change.signingKey ?? signingKeyOf(delivery.region),
        start: timeAt(hour),
        end: timeAt(hour + 1),
        logs,
        previous: change.previous ?? previous,
        ...(change.backfilledAt === undefined ? {} : { backfilledAt: change.backfilledAt }),
      });
      archive.objects.set(object.key, object);
      previous = link;
      return object.key;
    },
    previous: () => previous,
    restart: () => {
      previous = null;
    },
  };
}

export function putLog(archive: TrailArchive, delivery: Delivery, time: string, content?: string): DeliveredLog {
  const { base, account, region } = delivery;
  const records =
    content ?? JSON.stringify({ Records: [{ eventTime: time, recipientAccountId: account, awsRegion: region }] });
  const unique = createHash('sha256').update(`${account} ${region} ${time} ${records}`).digest('hex').slice(0, 16);
  const stamp = `${stampOf(time).slice(0, 13)}Z`;
  const key = `${base}CloudTrail/${region}/${folderOf(time)}/${account}_CloudTrail_${region}_${stamp}_${unique}.json.gz`;
  archive.objects.set(key, { body: gzipSync(records), metadata: {} });
  return { key, hash: createHash('sha256').update(records).digest('hex'), oldest: time, newest: time };
}

/** The key at this place; throws when there is none, since a test would prove nothing. */
export function at(list: readonly string[], index: number): string {
  const key = list.at(index);
  if (key === undefined) throw new Error(`There is no key ${index} of ${list.length}.`);
  return key;
}

/** Changes the content of a gzipped object and keeps its metadata. */
export function rewrite(archive: TrailArchive, key: string, change: (text: string) => string): void {
  const { body, metadata } = storedAt(archive, key);
  const text = gunzipSync(body).toString();
  const changed = change(text);
  if (changed === text) throw new Error(`Nothing was changed in ${key}.`);
  archive.objects.set(key, { body: gzipSync(changed), metadata });
}

export function storedAt(archive: TrailArchive, key: string): Stored {
  const stored = archive.objects.get(key);
  if (!stored) throw new Error(`There is no ${key}.`);
  return stored;
}

function memoryStore(objects: ReadonlyMap<string, Stored>, kind: 'bucket' | 'copy'): ObjectStore {
  const sorted = (): readonly string[] =>
    [...objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return {
    location: kind === 'bucket' ? `s3://${BUCKET}` : '/copy',
    async *list(prefix, { startAfter = '' } = {}) {
      for (const key of sorted()) {
        if (!key.startsWith(prefix) || key <= startAfter) continue;
        yield { key, size: objects.get(key)?.body.length ?? 0, etag: key, lastModified: '2026-02-01T12:00:00.000Z' };
      }
    },
    async listFolders(prefix) {
      const below = sorted().filter((key) => key.startsWith(prefix) && key.slice(prefix.length).includes('/'));
      return [...new Set(below.map((key) => key.slice(prefix.length, key.indexOf('/', prefix.length) + 1)))];
    },
    async get(key): Promise<ObjectContent> {
      const stored = objects.get(key);
      if (!stored) throw new MetsukeError('not-found', `There is no ${key}.`);
      return kind === 'bucket' ? stored : { body: stored.body, metadata: {} };
    },
  };
}
