import type { ObjectStore } from '../archive/object-store.ts';
import { mapInOrder } from './pool.ts';

/** An account × region below one prefix of the archive: the management account of an organization trail has two. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** `AWSLogs/o-8m3k2x/111111111111/` */
  readonly base: string;
}

export interface PlaceFilter {
  readonly accounts?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
}

const ACCOUNTS_AHEAD = 16;

/** Every account × region that CloudTrail delivered to, log files or digests; whatever prefix the trails have. */
export async function* findPlaces(store: ObjectStore, filter: PlaceFilter = {}): AsyncGenerator<Place> {
  for (const root of await findRoots(store)) {
    const accounts = (await findAccounts(store, root)).filter(({ account }) => isWanted(filter.accounts, account));
    const found = mapInOrder(accounts, ACCOUNTS_AHEAD, async ({ account, base }) =>
      (await findRegions(store, base)).map((region) => ({ account, region, base })),
    );
    for await (const places of found) yield* places.filter(({ region }) => isWanted(filter.regions, region));
  }
}

/** `AWSLogs/`, and `<S3KeyPrefix>/AWSLogs/` of trails that have a prefix. */
async function findRoots(store: ObjectStore): Promise<readonly string[]> {
  const top = await store.listFolders('');
  const prefixed = await Promise.all(
    top
      .filter((folder) => folder !== 'AWSLogs/')
      .map(async (folder) => ((await store.listFolders(folder)).includes('AWSLogs/') ? [`${folder}AWSLogs/`] : [])),
  );
  return [...(top.includes('AWSLogs/') ? ['AWSLogs/'] : []), ...prefixed.flat()];
}

async function findAccounts(store: ObjectStore, root: string) {
  const folders = await store.listFolders(root);
  const organizations = folders.filter((folder) => /^o-[0-9a-z]+\/$/.test(folder)).map((folder) => `${root}${folder}`);
  const bases = [root, ...organizations];
  const lists = await Promise.all(
    bases.map(async (base) => {
      const names = base === root ? folders : await store.listFolders(base);
      return names
        .filter((folder) => /^\d{12}\/$/.test(folder))
        .map((folder) => ({ account: folder.slice(0, 12), base: `${base}${folder}` }));
    }),
  );
  return lists.flat();
}

async function findRegions(store: ObjectStore, base: string): Promise<readonly string[]> {
  const kinds = await store.listFolders(base);
  const lists = await Promise.all(
    ['CloudTrail/', 'CloudTrail-Digest/']
      .filter((kind) => kinds.includes(kind))
      .map((kind) => store.listFolders(`${base}${kind}`)),
  );
  return [...new Set(lists.flat().map((folder) => folder.slice(0, -1)))].sort();
}

function isWanted(wanted: readonly string[] | undefined, name: string): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(name);
}
