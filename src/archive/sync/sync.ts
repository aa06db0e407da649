import { mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { asFileError } from '../../files/file-error.ts';
import { METADATA_SUFFIX } from '../folder-store.ts';
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
}

export interface SyncEvent {
  readonly key: string;
  readonly bytes: number;
  readonly outcome: 'copied' | 'unchanged' | 'gone';
}

export interface Synced {
  readonly copied: number;
  readonly unchanged: number;
  /** Listed, and expired before they could be read. */
  readonly gone: number;
  readonly bytes: number;
}

const REQUESTS = 32;
/** Listed ahead of the requests at most. */
const WAITING = 4 * REQUESTS;

/** Copies what is not there yet, or differs. Interrupted at any point it goes on where it was. */
export async function syncArchive(options: SyncOptions): Promise<Synced> {
  const { store, folder } = options;
  const limit = pLimit(REQUESTS);
  const etags = openEtags(folder);
  const synced = { copied: 0, unchanged: 0, gone: 0, bytes: 0 };
  const running = new Set<Promise<void>>();
  let failure: unknown;
  try {
    for await (const object of store.list('')) {
      if (failure !== undefined) break;
      if (!isWanted(object, options)) continue;
      while (running.size >= WAITING) await Promise.race(running);
      const work: Promise<void> = limit(() => one(object)).finally(() => running.delete(work));
      running.add(work);
    }
    await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
    etags.close();
  }
  if (failure !== undefined) throw failure;
  return synced;

  async function one(object: StoredObject): Promise<void> {
    if (failure !== undefined) return;
    try {
      const outcome = await copy(store, folder, object, etags);
      synced[outcome] += 1;
      if (outcome === 'copied') synced.bytes += object.size;
      options.onObject({ key: object.key, bytes: object.size, outcome });
    } catch (error) {
      failure ??= error;
    }
  }
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

async function copy(
  store: ObjectStore,
  folder: string,
  object: StoredObject,
  etags: EtagIndex,
): Promise<SyncEvent['outcome']> {
  const path = join(folder, object.key);
  if (await isCurrent(path, object, etags)) return 'unchanged';
  const content = await store.get(object.key).catch((error: unknown) => {
    if (error instanceof MetsukeError && error.code === 'not-found') return undefined;
    throw error;
  });
  if (content === undefined) return 'gone';
  await mkdir(dirname(path), { recursive: true });
  if (Object.keys(content.metadata).length > 0) {
    await writeFile(`${path}${METADATA_SUFFIX}`, JSON.stringify(content.metadata));
  }
  // Under another name until it is whole, and with the object's time from the first moment.
  const partial = join(dirname(path), `.${path.slice(dirname(path).length + 1)}.partial`);
  try {
    await writeFile(partial, content.body);
    const time = new Date(object.lastModified);
    await utimes(partial, time, time);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw asFileError(error, path) ?? error;
  }
  etags.set(object.key, object.etag);
  return 'copied';
}

/** By its etag; after a kill, before etags were noted, by size and time. */
async function isCurrent(
  path: string,
  { key, size, etag, lastModified }: StoredObject,
  etags: EtagIndex,
): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.size !== size) return false;
  const known = etags.get(key);
  if (known !== undefined) return known === etag;
  const isSameTime = Math.abs(found.mtimeMs - Date.parse(lastModified)) < 1000;
  if (isSameTime) etags.set(key, etag);
  return isSameTime;
}
