import { type AccountId, isAccountId } from '../domain/ids.ts';
import type { ObjectStore } from './object-store.ts';

interface OwnerFolder {
  readonly prefix: string;
  readonly account: AccountId;
}

/** Every account's folder, below every `AWSLogs/` there is. */
export async function* listOwners(store: ObjectStore): AsyncIterable<OwnerFolder> {
  for await (const root of listRoots(store, '', DEEPEST_PREFIX)) {
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

/** Folders that a trail's prefix may consist of; deeper ones nobody was seen to use. */
const DEEPEST_PREFIX = 3;

/** Every `…/AWSLogs/`, whatever stands before it: trails may have prefixes of their own. */
async function* listRoots(store: ObjectStore, prefix: string, depth: number): AsyncIterable<string> {
  for (const folder of await store.listFolders(prefix)) {
    if (folder === 'AWSLogs/') yield `${prefix}${folder}`;
    else if (depth > 0 && !NOT_A_PREFIX.test(folder)) yield* listRoots(store, `${prefix}${folder}`, depth - 1);
  }
}

/** What else the archive keeps beside `AWSLogs/`; there is no need to look into it. */
const NOT_A_PREFIX = /^(curated|curated-manifest|session-logs|s3-access-logs|ssm-inventory|AWS:\w+)\/$/;
