import { mkdir, open, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectStore } from '../../archive/object-store.ts';
import type { ArchiveFile, ReadableFile } from '../../archive/tables/scope.ts';

export type StagedFile = ArchiveFile & ReadableFile;

/** Requests to S3 on their way at once. */
const AT_ONCE = 32;

/**
 * Objects as files of this machine: where they are in a copy of the archive, else fetched into `cache`. An object that
 * was fetched before is not fetched again; one that changed since has another name there.
 */
export async function stage(
  store: ObjectStore,
  objects: AsyncIterable<ArchiveFile>,
  cache: string,
): Promise<readonly StagedFile[]> {
  const staged: StagedFile[] = [];
  const iterator = objects[Symbol.asyncIterator]();
  const work = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return;
      const path = store.folder === undefined ? await fetchInto(store, value, cache) : join(store.folder, value.key);
      staged.push({ ...value, path, inflatedSize: await inflatedSizeOf(path, value.size) });
    }
  };
  await Promise.all(Array.from({ length: store.folder === undefined ? AT_ONCE : 1 }, work));
  return staged.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The key stays the end of the path, because tables read from it whose object it is. */
async function fetchInto(store: ObjectStore, { key, etag, size }: ArchiveFile, cache: string): Promise<string> {
  const path = join(cache, etag.replaceAll(/[^\w-]/g, '_'), key.replaceAll('..', '__'));
  const found = await stat(path).catch(() => null);
  if (found?.size === size) return path;
  const { body } = await store.get(key);
  await mkdir(dirname(path), { recursive: true });
  // Another run may fetch the same.
  await writeFile(`${path}.${process.pid}`, body);
  await rename(`${path}.${process.pid}`, path);
  return path;
}

/** Text of log files becomes at most so many times smaller. */
const MOST_COMPRESSION = 50;
const SMALL_BYTES = 300_000;

/** The last four bytes of a gzip file say how large its content is. Nobody needs to know it of a small one. */
async function inflatedSizeOf(path: string, size: number): Promise<number> {
  if (!path.endsWith('.gz')) return size;
  if (size < SMALL_BYTES) return size * MOST_COMPRESSION;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, size - 4);
    // Of several members it is the last one's: their sum is not written anywhere.
    return Math.max(buffer.readUInt32LE(0), size * 2);
  } finally {
    await file.close();
  }
}
