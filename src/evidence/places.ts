import type { ObjectStore } from '../archive/object-store.ts';
import { listOwners } from '../archive/owners.ts';
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
  const found = mapInOrder(listOwners(store), ACCOUNTS_AHEAD, async ({ account, prefix }) =>
    isWanted(filter.accounts, account)
      ? (await findRegions(store, prefix)).map((region) => ({ account, region, base: prefix }))
      : [],
  );
  for await (const places of found) yield* places.filter(({ region }) => isWanted(filter.regions, region));
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
