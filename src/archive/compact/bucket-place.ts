import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MetsukeError } from '../../domain/errors.ts';
import {
  formatNewestLogs,
  mergeNewestLogs,
  NEWEST_LOGS_KEY,
  type NewestLogs,
  parseNewestLogs,
} from '../../domain/newest-logs.ts';
import { say } from '../../domain/say.ts';
import type { StoredObject } from '../object-store.ts';
import { hashOfFile } from './hash-of-file.ts';
import { type Lease, takeLease } from './lease.ts';
import {
  dayPrefix,
  formatManifest,
  MANIFEST_PREFIX,
  type Manifest,
  manifestKey,
  type Part,
  parseManifest,
  TABLE_PREFIX,
} from './manifest.ts';
import type { CuratedPlace, MadeDay } from './place.ts';
import type { Expected, TableBucket } from './table-bucket.ts';

/** Apart from the table and from its manifests. */
export const LEASE_KEY = 'curated-manifest/compacting.json';

/** @param now milliseconds since 1970 */
export function keepInBucket(bucket: TableBucket, now: () => number): CuratedPlace {
  let listed: Listed | undefined;
  const list = async (): Promise<Listed> => {
    listed ??= await listTable(bucket);
    return listed;
  };
  return {
    location: bucket.location,
    readManifest: async (day) => readManifest(bucket, await list(), day),
    async begin() {
      const what = say`A compaction into ${bucket.location}`;
      const lease = await takeLease({ bucket, key: LEASE_KEY, what, now });
      // What others did until now.
      listed = undefined;
      const temporary = mkdtempSync(join(tmpdir(), 'metsuke-compact-'));
      return {
        temporary,
        stay: lease.stay,
        fetch: (manifest) => fetchParts(bucket, manifest, temporary),
        publish: async (made) => publish({ bucket, listed: await list(), lease }, made),
        noteNewest: (found) => noteNewest(bucket, found),
        async end() {
          rmSync(temporary, { recursive: true, force: true });
          await lease.giveBack();
        },
      };
    },
  };
}

/** What there is, by key: known once, since while the lease is held nobody else writes. */
type Listed = Map<string, Pick<StoredObject, 'size' | 'etag'>>;

async function listTable(bucket: TableBucket): Promise<Listed> {
  const listed: Listed = new Map();
  for (const prefix of [TABLE_PREFIX, MANIFEST_PREFIX]) {
    for await (const { key, size, etag } of bucket.list(prefix)) listed.set(key, { size, etag });
  }
  return listed;
}

async function readManifest(bucket: TableBucket, listed: Listed, day: string): Promise<Manifest | undefined> {
  if (!listed.has(manifestKey(day))) return undefined;
  const found = await bucket.read(manifestKey(day));
  const manifest = found === undefined ? undefined : parseManifest(Buffer.from(found.body).toString(), day);
  const isThere = ({ name, bytes, sha256 }: Part): boolean =>
    sha256 !== undefined && listed.get(`${dayPrefix(day)}${name}`)?.size === bytes;
  return manifest?.parts.every(isThere) ? manifest : undefined;
}

async function fetchParts(
  bucket: TableBucket,
  { day, parts }: Manifest,
  temporary: string,
): Promise<readonly string[]> {
  const folder = join(temporary, 'before');
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  for (const { name, sha256 } of parts) {
    const path = join(folder, name);
    const key = `${dayPrefix(day)}${name}`;
    const found = await bucket.download(key, path);
    if (found?.sha256 !== sha256) throw changed(bucket, key);
    paths.push(path);
  }
  return paths;
}

interface Publishing {
  readonly bucket: TableBucket;
  readonly listed: Listed;
  readonly lease: Lease;
}

/** Parts first. Until the manifest is there, readers have one whose parts do not fit, and read log files instead. */
async function publish({ bucket, listed, lease }: Publishing, made: MadeDay): Promise<void> {
  const { manifest, folder, makeEmpty } = made;
  const prefix = dayPrefix(manifest.day);
  const upload = async (key: string, path: string, part: { readonly bytes: number; readonly sha256: string }) => {
    await lease.stay();
    const options = { expected: etagOf(key), sha256: part.sha256, onPiece: lease.stay };
    noteWritten(key, await bucket.upload(key, path, options), part.bytes);
  };
  for (const part of manifest.parts) await upload(`${prefix}${part.name}`, join(folder, part.name), withHash(part));
  const names = new Set(manifest.parts.map(({ name }) => `${prefix}${name}`));
  const left = [...listed.keys()].filter((key) => key.startsWith(prefix) && !names.has(key));
  if (left.length > 0) {
    const empty = await makeEmpty();
    const content = await hashOfFile(empty);
    for (const key of left) await upload(key, empty, content);
  }
  await lease.stay();
  const key = manifestKey(manifest.day);
  const body = Buffer.from(formatManifest(manifest));
  noteWritten(key, await bucket.write(key, body, etagOf(key)), body.length);

  function etagOf(name: string): Expected {
    return listed.get(name)?.etag ?? null;
  }

  function noteWritten(name: string, etag: string | null, size: number): void {
    if (etag === null) throw changed(bucket, name);
    listed.set(name, { size, etag });
  }
}

/** Only the holder of the lease writes it. */
async function noteNewest(bucket: TableBucket, found: NewestLogs): Promise<void> {
  const there = await bucket.read(NEWEST_LOGS_KEY);
  const before = there && parseNewestLogs(Buffer.from(there.body).toString());
  const text = formatNewestLogs(before ? mergeNewestLogs(before, found) : found);
  if (there && Buffer.from(there.body).toString() === text) return;
  const written = await bucket.write(NEWEST_LOGS_KEY, Buffer.from(text), there?.etag ?? null);
  if (written === null) throw changed(bucket, NEWEST_LOGS_KEY);
}

function withHash(part: Part): { readonly bytes: number; readonly sha256: string } {
  const { bytes, sha256 } = part;
  if (sha256 === undefined) throw new Error(`${part.name} was made without a hash.`);
  return { bytes, sha256 };
}

function changed({ location }: TableBucket, key: string): MetsukeError {
  return new MetsukeError('archive-in-use', say`${location}/${key} was changed by another process.`, {
    hint: say`Only one compaction at a time may write there. Repeat it when the other has ended.`,
  });
}
