import { type AccountId, isAccountId } from '../domain/ids.ts';
import type { ObjectStore } from './object-store.ts';

interface OwnerFolder {
  readonly prefix: string;
  readonly account: AccountId;
}

/** Every account's folder, below every `AWSLogs/` there is. */
export async function* listOwners(store: ObjectStore): AsyncIterable<OwnerFolder> {
  for await (const root of listRoots(store)) {
    const folders = await store.listFolders(root);
    yield* accountsAmong(root, folders);
    for (const organization of folders.filter((folder) => /^o-[a-z0-9]+\/$/.test(folder))) {
      const below = `${root}${organization}`;
      yield* accountsAmong(below, await store.listFolders(below));
    }
  }
}

function accountsAmong(prefix: string, folders: readonly string[]): readonly OwnerFolder[] {
  return folders.flatMap((folder) => {
    const account = folder.slice(0, -1);
    return isAccountId(account) ? [{ prefix: `${prefix}${folder}`, account }] : [];
  });
}

/** CloudTrail and AWS Config refuse a longer prefix. */
const LONGEST_PREFIX = 200;

/** Every `…/AWSLogs/`, whatever stands before it: trails may have prefixes of their own. */
async function* listRoots(store: ObjectStore): AsyncIterable<string> {
  for await (const prefix of prefixesOf(store, 'AWSLogs/')) yield `${prefix}AWSLogs/`;
}

/** What stands before a folder of this name: '' and what keys of the archive begin with, however deep. */
export async function* prefixesOf(store: ObjectStore, folder: string, prefix = ''): AsyncIterable<string> {
  const folders = await store.listFolders(prefix);
  if (folders.includes(folder)) yield prefix;
  for (const name of folders) {
    const below = `${prefix}${name}`;
    if (name !== folder && !NOT_A_PREFIX.test(below) && below.length <= LONGEST_PREFIX) {
      yield* prefixesOf(store, folder, below);
    }
  }
}

/** What the archive keeps, and months of years; there is no need to look for other prefixes there. */
const NOT_A_PREFIX =
  /(^|\/)(AWSLogs|curated|curated-manifest|access-snapshots|access-reviews|session-logs|s3-access-logs|image-builder|AWS:\w+|\d{4}\/\d\d|dt=[^/]*)\/$/;
