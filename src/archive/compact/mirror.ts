import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { say } from '../../domain/say.ts';
import type { CuratedFiles } from './files.ts';
import { dayOfManifest, dayPrefix, MANIFEST_PREFIX, type Manifest, manifestKey, parseManifest } from './manifest.ts';
import type { TableBucket } from './table-bucket.ts';

/**
 * The table of a bucket, of which the days that queries need are kept in a folder. What is kept is found by what it is, a
 * manifest by its ETag and a part by its hash: it cannot be out of date, and several processes may use the folder at once.
 */
export function mirrorBucket(bucket: TableBucket, folder: string): CuratedFiles {
  const etags = new Map<string, string>();
  let listing: Promise<void> | undefined;
  const list = async (): Promise<void> => {
    for await (const { key, etag } of bucket.list(MANIFEST_PREFIX)) {
      const day = dayOfManifest(key);
      if (day !== undefined) etags.set(day, etag);
    }
  };
  const manifestPath = (day: string, etag: string): string => join(dayFolder(folder, day), nameOf(etag));
  const pathOf: CuratedFiles['pathOf'] = (day, { sha256 }) => join(dayFolder(folder, day), `${sha256}.parquet`);
  return {
    readInstead: READ_INSTEAD,
    async look(firstDay, lastDay) {
      listing ??= list();
      await listing;
      const wanted = [...etags].filter(([day]) => day >= firstDay && day <= lastDay);
      const missing = wanted.filter(([day, etag]) => !isFile(manifestPath(day, etag)));
      await allOf(missing, async ([day]) => {
        const found = await bucket.read(manifestKey(day));
        if (found === undefined) return void etags.delete(day);
        etags.set(day, found.etag);
        keep(manifestPath(day, found.etag), (path) => writeFileSync(path, found.body));
        removeOthers(dayFolder(folder, day), nameOf(found.etag), parseManifest(String(Buffer.from(found.body)), day));
      });
    },
    inspect(day) {
      const etag = etags.get(day);
      if (etag === undefined) return undefined;
      const path = manifestPath(day, etag);
      // Another process has had a newer one meanwhile.
      if (!isFile(path)) return undefined;
      const manifest = parseManifest(readFileSync(path, 'utf8'), day);
      const isComplete = manifest?.parts.every(({ sha256 }) => sha256 !== undefined && /^[0-9a-f]{64}$/.test(sha256));
      return manifest !== undefined && isComplete ? manifest : { damaged: manifestKey(day) };
    },
    pathOf,
    async fetch(manifests) {
      const parts = manifests.flatMap(({ day, parts: ofDay }) => ofDay.map((part) => ({ day, part })));
      const missing = parts.filter(({ day, part }) => !isFile(pathOf(day, part), part.bytes));
      await allOf(missing, async ({ day, part }) => {
        const path = partial(pathOf(day, part));
        try {
          const found = await bucket.download(`${dayPrefix(day)}${part.name}`, path);
          if (found?.sha256 === part.sha256) renameSync(path, pathOf(day, part));
        } finally {
          rmSync(path, { force: true });
        }
      });
    },
  };
}

/** A part may be the one of the next manifest, which a compaction is about to write. */
const READ_INSTEAD = say`is not what its manifest says; the log files of that day were read instead. If no compaction is running, remove it from the bucket and repeat: metsuke archive compact`;

const AT_ONCE = 8;

async function allOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const limit = pLimit(AT_ONCE);
  await Promise.all(items.map((item) => limit(() => work(item))));
}

function dayFolder(folder: string, day: string): string {
  return join(folder, `dt=${day}`);
}

function nameOf(etag: string): string {
  return `${etag.replaceAll(/[^\w-]/g, '_')}.json`;
}

function isFile(path: string, size?: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && (size === undefined || found.size === size);
}

/** Another name until it is whole, and another one for each process. */
function partial(path: string): string {
  return `${path}.${process.pid}.partial`;
}

function keep(path: string, write: (path: string) => void): void {
  mkdirSync(dirname(path), { recursive: true });
  write(partial(path));
  renameSync(partial(path), path);
}

/** Of manifests of before, and what only they speak of. Whoever reads it just now reads log files instead. */
function removeOthers(folder: string, name: string, manifest: Manifest | undefined): void {
  const names = new Set([name, ...(manifest?.parts ?? []).map(({ sha256 }) => `${sha256}.parquet`)]);
  for (const each of readdirSync(folder)) {
    if (!names.has(each) && !each.endsWith('.partial')) rmSync(join(folder, each), { force: true });
  }
}
