import { createHash } from 'node:crypto';
import { lstat, mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { say } from '../../domain/say.ts';
import { asFileError } from '../../files/file-error.ts';
import { type Inside, openInside } from '../../files/inside.ts';
import { makeRefusals, type Refusal, type Refusals } from '../../files/refusals.ts';
import { METADATA_SUFFIX } from '../folder-store.ts';
import { guardStore } from '../guarded-store.ts';
import { parseKey } from '../layout.ts';
import type { ObjectStore, StoredObject } from '../object-store.ts';
import { type EtagIndex, openEtags } from './etags.ts';

export interface SyncOptions {
  readonly store: ObjectStore;
  /** Where the copy is. Nothing in it is ever removed. */
  readonly folder: string;
  /** Absent: of every account, and what belongs to none. */
  readonly accounts?: readonly AccountId[];
  /** Days of delivery, both included. */
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly onObject: (event: SyncEvent) => void;
  /** Whether names that differ in case alone are one file; absent: as this disk has it. */
  readonly folds?: boolean;
}

export interface SyncEvent {
  readonly key: string;
  readonly bytes: number;
  readonly outcome: 'copied' | 'unchanged' | 'gone' | 'refused';
}

export interface Synced {
  readonly copied: number;
  readonly unchanged: number;
  /** Listed, and expired before they could be read. */
  readonly gone: number;
  readonly bytes: number;
  /** Not copied, since their names would lead out of the folder or replace something else; one for each reason. */
  readonly refused: readonly Refusal[];
}

const REQUESTS = 32;
/** Listed ahead of the requests at most. */
const WAITING = 4 * REQUESTS;
/** Objects are in memory while they are copied: so much of them at once, or one that is larger. */
const BYTES_AT_ONCE = 256 * 1024 ** 2;
/** A copy keeps larger objects than readers read, as far as one fits into memory. */
export const MOST_COPIED_BYTES = 2 * 1024 ** 3;

/** Copies what is not there yet, or differs. Interrupted at any point it goes on where it was. */
export async function syncArchive(options: SyncOptions): Promise<Synced> {
  const limit = pLimit(REQUESTS);
  const work = await beginCopy(options);
  const synced = { copied: 0, unchanged: 0, gone: 0, bytes: 0 };
  const running = new Set<Promise<void>>();
  let bytes = 0;
  let failure: unknown;
  try {
    for await (const object of work.store.list('')) {
      if (failure !== undefined) break;
      if (!isWanted(object, options)) continue;
      const { size } = object;
      while (running.size >= WAITING || (bytes > 0 && bytes + size > BYTES_AT_ONCE)) await Promise.race(running);
      bytes += size;
      const copying: Promise<void> = limit(() => one(object)).finally(() => {
        bytes -= size;
        running.delete(copying);
      });
      running.add(copying);
    }
    await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
    work.etags.close();
    await rm(work.drafts, { recursive: true, force: true });
  }
  if (failure !== undefined) throw failure;
  return { ...synced, refused: work.refusals.list() };

  async function one(object: StoredObject): Promise<void> {
    if (failure !== undefined) return;
    try {
      const outcome = await copy(object, work);
      if (outcome !== 'refused') synced[outcome] += 1;
      if (outcome === 'copied') synced.bytes += object.size;
      options.onObject({ key: object.key, bytes: object.size, outcome });
    } catch (error) {
      failure ??= error;
    }
  }
}

interface Work {
  readonly store: ObjectStore;
  readonly inside: Inside;
  readonly etags: EtagIndex;
  readonly refusals: Refusals;
  /** Where files are until they are whole: no key leads there. */
  readonly drafts: string;
}

async function beginCopy({ store, folder, folds }: SyncOptions): Promise<Work> {
  const own = join(folder, '.metsuke');
  await mkdir(folder, { recursive: true });
  const found = await lstat(own).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) {
    throw new MetsukeError('usage', say`${own} is no folder, and Metsuke keeps its notes in it.`, {
      hint: say`Remove it, or name another folder.`,
    });
  }
  const refusals = makeRefusals();
  const drafts = join(own, `drafts-${process.pid}`);
  await mkdir(drafts, { recursive: true });
  const inside = openInside(folder, folds === undefined ? {} : { folds });
  return { store: guardStore(store, refusals, MOST_COPIED_BYTES), inside, etags: openEtags(folder), refusals, drafts };
}

function isWanted(
  { key, lastModified }: StoredObject,
  { accounts, firstDay = '', lastDay = '9' }: SyncOptions,
): boolean {
  if (key.endsWith('/')) return false;
  const parsed = parseKey(key);
  const account = parsed?.account ?? /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?(\d{12})\//.exec(key)?.[1];
  if (accounts !== undefined && !accounts.some((each) => each === account)) return false;
  const day = parsed !== undefined && 'day' in parsed ? parsed.day : lastModified.slice(0, 10);
  return day >= firstDay && day <= lastDay;
}

async function copy(object: StoredObject, work: Work): Promise<SyncEvent['outcome']> {
  const { store, inside, etags, refusals } = work;
  const placed = CURATED.test(object.key)
    ? { refused: say`lies where metsuke archive compact keeps the table of a copy` }
    : inside.toWrite(object.key);
  if ('refused' in placed) {
    refusals.add(object.key, placed.refused);
    return 'refused';
  }
  const { path } = placed;
  if (await isCurrent(path, object, etags)) return 'unchanged';
  const content = await store.get(object.key).catch((error: unknown) => {
    if (error instanceof MetsukeError && error.code === 'not-found') return undefined;
    throw error;
  });
  if (content === undefined) return 'gone';
  try {
    await mkdir(dirname(path), { recursive: true });
    if (Object.keys(content.metadata).length > 0) {
      await putInPlace(`${path}${METADATA_SUFFIX}`, JSON.stringify(content.metadata), object, work);
    }
    await putInPlace(path, content.body, object, work);
  } catch (error) {
    // Another object has made a folder of it, or a file of its folder, meanwhile.
    const now = inside.toWrite(object.key);
    if ('path' in now) throw asFileError(error, path) ?? error;
    refusals.add(object.key, now.refused);
    return 'refused';
  }
  etags.set(object.key, object.etag);
  return 'copied';
}

/** What a compaction into the copy makes, and queries believe. */
const CURATED = /^curated(?:-manifest)?(?:\/|$)/i;

/** Under another name until it is whole, and with the object's time from the first moment. */
async function putInPlace(
  path: string,
  content: string | Uint8Array,
  { lastModified }: StoredObject,
  { drafts }: Work,
): Promise<void> {
  const draft = join(drafts, createHash('sha256').update(path).digest('hex'));
  const time = new Date(lastModified);
  await writeFile(draft, content);
  await utimes(draft, time, time);
  await rename(draft, path);
}

/** By its etag; after a kill, before etags were noted, by size and time. */
async function isCurrent(
  path: string,
  { key, size, etag, lastModified }: StoredObject,
  etags: EtagIndex,
): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.size !== size) return false;
  const known = etags.get(key);
  if (known !== undefined) return known === etag;
  const isSameTime = Math.abs(found.mtimeMs - Date.parse(lastModified)) < 1000;
  if (isSameTime) etags.set(key, etag);
  return isSameTime;
}
