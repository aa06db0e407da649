import type { ObjectStore } from '../archive/object-store.ts';
import { rootsOf } from '../archive/tables/aws-logs.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { idOfKey, readSnapshot, SNAPSHOT_FOLDER, type Snapshot, timeOfId } from './snapshot.ts';

/** The archive, in which nothing of ours is ever replaced. */
export interface AccessStore {
  readonly archive: ObjectStore;
  /** @param key below the prefix of the archive. False when there is an object of this key already. */
  put(key: string, body: string | Uint8Array): Promise<boolean>;
}

export interface KeptSnapshot {
  readonly id: string;
  readonly key: string;
  /** ISO 8601. */
  readonly takenAt: string;
}

/** In the order in which they were taken. */
export async function listSnapshots(archive: ObjectStore): Promise<readonly KeptSnapshot[]> {
  const found: KeptSnapshot[] = [];
  for (const root of await rootsOf(archive, SNAPSHOT_FOLDER)) {
    for await (const { key } of archive.list(`${root}${SNAPSHOT_FOLDER}`)) {
      const id = idOfKey(key);
      if (id !== undefined) found.push({ id, key, takenAt: timeOfId(id) });
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Throws where the object is not the one that its id was made for. */
export async function getSnapshot(archive: ObjectStore, { id, key }: KeptSnapshot): Promise<Snapshot> {
  const read = readSnapshot(id, (await archive.get(key)).body);
  if ('snapshot' in read) return read.snapshot;
  throw new MetsukeError('aws-error', `${key} ${read.problem}.`, {
    hint: say`Take a new snapshot (metsuke access snapshot), and ask who changed this one: nothing of Metsuke does.`,
  });
}

/**
 * The snapshot that a person means.
 * @param when an id, a moment, or a day: the last one taken until then; undefined: the newest
 */
export function chooseSnapshot(kept: readonly KeptSnapshot[], option: string, when?: string): KeptSnapshot {
  const chosen = kept.find(({ id }) => id === when) ?? kept.findLast(({ takenAt }) => takenAt <= endOf(when, option));
  if (chosen !== undefined) return chosen;
  const [first] = kept;
  if (first === undefined) {
    throw new MetsukeError('not-found', say`The archive has no snapshot of access.`, {
      hint: say`Take one: metsuke access snapshot`,
    });
  }
  throw new MetsukeError('usage', say`No snapshot was taken until ${when ?? ''}.`, {
    hint: say`The first one is of ${first.takenAt}.`,
  });
}

function endOf(when: string | undefined, option: string): string {
  if (when === undefined) return '9999';
  const isDay = /^\d{4}-\d\d-\d\d$/.test(when);
  const time = Date.parse(isDay ? `${when}T23:59:59.999Z` : when);
  if (Number.isNaN(time) || !/^\d{4}-/.test(when)) {
    throw new MetsukeError('usage', say`${option} ${when} is neither a day, nor a moment, nor the id of a snapshot.`, {
      hint: say`Write it as 2026-11-30 or 2026-11-30T09:00:00Z.`,
    });
  }
  return new Date(time).toISOString();
}
