import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { visible } from '../domain/text/visible.ts';
import { refusalOfName } from '../files/names.ts';
import { tooLarge } from '../files/read-plain.ts';
import type { Refusals } from '../files/refusals.ts';
import { METADATA_SUFFIX, MOST_STORED_BYTES } from './folder-store.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';

/**
 * The store without objects whose names could lead somewhere else than they say, or that no memory is large enough for:
 * they are not listed, not read, and counted. Whoever may write into a bucket chooses what lies in it.
 */
export function guardStore(store: ObjectStore, refusals: Refusals, mostBytes = MOST_STORED_BYTES): ObjectStore {
  const passes = (key: string): boolean => {
    // An object that stands for a folder ends with a slash.
    const problem = refusalOfKey(key.endsWith('/') ? key.slice(0, -1) : key);
    if (problem !== undefined) refusals.add(key, problem);
    return problem === undefined;
  };
  // A file of a folder says how large it is when it is opened.
  const fits = ({ key, size }: StoredObject): boolean => {
    const problem = tooLarge(size, mostBytes);
    if (problem !== undefined) refusals.add(key, problem);
    return problem === undefined;
  };
  const isWanted = (object: StoredObject): boolean =>
    passes(object.key) && (store.folder !== undefined || fits(object));
  return {
    ...store,
    async *list(prefix, options) {
      for await (const object of store.list(prefix, options)) if (isWanted(object)) yield object;
    },
    async listFolders(prefix) {
      const folders = await store.listFolders(prefix);
      return folders.filter((folder) => passes(`${prefix}${folder}`));
    },
    async get(key) {
      if (passes(key)) return store.get(key);
      throw new MetsukeError('not-found', say`No object of ${store.location} is read under the name ${visible(key)}.`);
    },
  };
}

/** Why an object of this key is not read, in words that follow it; undefined when it is. */
export function refusalOfKey(key: string): string | undefined {
  const isMetadata = key.toLowerCase().endsWith(METADATA_SUFFIX);
  return (
    refusalOfName(key) ??
    (isMetadata ? say`ends with ${METADATA_SUFFIX}, as the notes that a copy keeps beside its objects` : undefined)
  );
}
