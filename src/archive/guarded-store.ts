import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { visible } from '../domain/text/visible.ts';
import { refusalOfName } from '../files/names.ts';
import type { Refusals } from '../files/refusals.ts';
import { METADATA_SUFFIX } from './folder-store.ts';
import type { ObjectStore } from './object-store.ts';

/**
 * The store without objects whose names could lead somewhere else than they say: they are not listed, not read, and
 * counted. Whoever may write into a bucket chooses the names in it.
 */
export function guardStore(store: ObjectStore, refusals: Refusals): ObjectStore {
  const passes = (key: string): boolean => {
    // An object that stands for a folder ends with a slash.
    const problem = refusalOfKey(key.endsWith('/') ? key.slice(0, -1) : key);
    if (problem !== undefined) refusals.add(key, problem);
    return problem === undefined;
  };
  return {
    ...store,
    async *list(prefix, options) {
      for await (const object of store.list(prefix, options)) if (passes(object.key)) yield object;
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
