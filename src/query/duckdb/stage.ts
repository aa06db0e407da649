import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MOST_STORED_BYTES } from '../../archive/folder-store.ts';
import { problemOfObject } from '../../archive/object-problem.ts';
import type { ObjectStore } from '../../archive/object-store.ts';
import type { ArchiveFile, ReadableFile } from '../../archive/tables/scope.ts';
import { type Inside, openInside, type Placed } from '../../files/inside.ts';
import { NotPlain, openPlain } from '../../files/read-plain.ts';
import type { Problem } from '../engine.ts';

export type StagedFile = ArchiveFile & ReadableFile;

export interface Staged {
  readonly files: readonly StagedFile[];
  /** What could not be read, and is not among the files. */
  readonly problems: readonly Problem[];
}

/** Requests to S3 on their way at once. */
const AT_ONCE = 32;

/**
 * Objects as files of this machine: where they are in a copy of the archive, else fetched into `cache`. An object that
 * was fetched before is not fetched again; one that changed since has another name there.
 */
export async function stage(store: ObjectStore, objects: AsyncIterable<ArchiveFile>, cache: string): Promise<Staged> {
  const files: StagedFile[] = [];
  const problems: Problem[] = [];
  const iterator = objects[Symbol.asyncIterator]();
  const inside = openInside(store.folder ?? cache);
  const stageOne = async (object: ArchiveFile): Promise<void> => {
    const { key, size } = object;
    const placed = store.folder === undefined ? await fetchInto(store, object, cache, inside) : inside.toRead(key);
    if ('refused' in placed) return void problems.push({ key, problem: placed.refused });
    files.push({ ...object, path: placed.path, inflatedSize: inflatedSizeOf(placed.path, size) });
  };
  const work = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return;
      try {
        await stageOne(value);
      } catch (error) {
        const problem = reasonOf(error);
        if (problem === undefined) throw error;
        problems.push({ key: value.key, problem });
      }
    }
  };
  await Promise.all(Array.from({ length: store.folder === undefined ? AT_ONCE : 1 }, work));
  return { files: files.sort((a, b) => (a.key < b.key ? -1 : 1)), problems };
}

/** Why one object is not read, in words that follow its key; undefined for what concerns all. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof NotPlain) return error.message;
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'is gone since it was listed';
  return problemOfObject(error);
}

/** The key stays the end of the path, because tables read from it whose object it is. */
async function fetchInto(
  store: ObjectStore,
  { key, etag, size }: ArchiveFile,
  cache: string,
  inside: Inside,
): Promise<Placed> {
  const placed = inside.toWrite(`${createHash('sha256').update(etag).digest('hex')}/${key}`);
  if ('refused' in placed) return placed;
  const { path } = placed;
  const found = await stat(path).catch(() => null);
  if (found?.size === size) return placed;
  const { body } = await store.get(key);
  await mkdir(dirname(path), { recursive: true });
  // Another run may fetch the same. No key begins so.
  const draft = join(cache, '.metsuke', `${process.pid}-${createHash('sha256').update(path).digest('hex')}`);
  await mkdir(dirname(draft), { recursive: true });
  await writeFile(draft, body);
  await rename(draft, path);
  return placed;
}

/** Text of log files becomes at most so many times smaller. */
const MOST_COMPRESSION = 50;
const SMALL_BYTES = 300_000;

/** An engine would read it whole: what inflates to more is no log file but an attack on who opens it. */
const MOST_INFLATED_BYTES = 1024 ** 3;

/** The last four bytes of a gzip file say how large its content is. Nobody needs to know it of a small one. */
function inflatedSizeOf(path: string, size: number): number {
  const { file } = openPlain(path, MOST_STORED_BYTES);
  try {
    if (!path.endsWith('.gz')) return size;
    if (size < SMALL_BYTES) return size * MOST_COMPRESSION;
    const trailer = Buffer.alloc(4);
    readSync(file, trailer, 0, 4, size - 4);
    const said = trailer.readUInt32LE(0);
    if (said > MOST_INFLATED_BYTES) throw new NotPlain(TOO_LARGE);
    // Of several members it is the last one's: their sum is not written anywhere.
    return Math.max(said, size * 2);
  } finally {
    closeSync(file);
  }
}

const TOO_LARGE = 'inflates to more than 1 GB, and no log file does: look who put it there';
