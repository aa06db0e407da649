import { MetsukeError } from '../domain/errors.ts';
import type { ListOptions, ObjectContent, ObjectStore, StoredObject } from './object-store.ts';

/** Several buckets as one. Where two have the same key, the first one's object counts. */
export function joinStores(stores: readonly [ObjectStore, ...ObjectStore[]]): ObjectStore {
  const [only, ...others] = stores;
  if (others.length === 0) return only;
  return {
    location: stores.map(({ location }) => location).join(' + '),
    list: (prefix, options) =>
      others.reduce((all, each) => merge(all, each.list(prefix, options)), only.list(prefix, options)),
    async listFolders(prefix) {
      const folders = await Promise.all(stores.map((store) => store.listFolders(prefix)));
      return [...new Set(folders.flat())].sort();
    },
    get: (key) => getFirst(stores, key),
  };
}

/** A bucket as if its keys began with a prefix, which ends with a slash. */
export function belowPrefix(store: ObjectStore, prefix: string): ObjectStore {
  return {
    location: store.location,
    async *list(wanted, options) {
      const inside = insideOf(wanted, prefix);
      if (inside === undefined) return;
      for await (const object of store.list(inside, startInside(options, prefix))) {
        yield { ...object, key: `${prefix}${object.key}` };
      }
    },
    async listFolders(wanted) {
      if (wanted.startsWith(prefix)) return store.listFolders(wanted.slice(prefix.length));
      if (!prefix.startsWith(wanted)) return [];
      const rest = prefix.slice(wanted.length);
      return [rest.slice(0, rest.indexOf('/') + 1)];
    },
    get: (key) => store.get(key.slice(prefix.length)),
  };
}

/** Undefined where no key of the bucket can be meant. */
function insideOf(wanted: string, prefix: string): string | undefined {
  if (wanted.startsWith(prefix)) return wanted.slice(prefix.length);
  return prefix.startsWith(wanted) ? '' : undefined;
}

function startInside({ startAfter }: ListOptions = {}, prefix: string): ListOptions {
  return startAfter?.startsWith(prefix) ? { startAfter: startAfter.slice(prefix.length) } : {};
}

async function* merge(
  left: AsyncIterable<StoredObject>,
  right: AsyncIterable<StoredObject>,
): AsyncIterable<StoredObject> {
  const rights = right[Symbol.asyncIterator]();
  let waiting = await rights.next();
  for await (const object of left) {
    while (!waiting.done && compare(waiting.value, object) < 0) {
      yield waiting.value;
      waiting = await rights.next();
    }
    if (!waiting.done && waiting.value.key === object.key) waiting = await rights.next();
    yield object;
  }
  while (!waiting.done) {
    yield waiting.value;
    waiting = await rights.next();
  }
}

function compare(a: StoredObject, b: StoredObject): number {
  return Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
}

async function getFirst(stores: readonly ObjectStore[], key: string): Promise<ObjectContent> {
  let absent: unknown;
  for (const store of stores) {
    try {
      return await store.get(key);
    } catch (error) {
      if (!(error instanceof MetsukeError) || error.code !== 'not-found') throw error;
      absent ??= error;
    }
  }
  throw absent;
}
