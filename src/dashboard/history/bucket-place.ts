import type { TableBucket } from '../../archive/compact/table-bucket.ts';
import { say } from '../../domain/say.ts';
import { type KeptPlace, MOST_BYTES, Unusable } from './kept-place.ts';

export function keepInBucket(bucket: TableBucket): KeptPlace {
  const sizes = new Map<string, number>();
  return {
    location: bucket.location,
    async *list() {
      for await (const { key, size } of bucket.list('')) {
        sizes.set(key, size);
        yield { name: key, size };
      }
    },
    async read(name) {
      // What is larger is never fetched into memory.
      for await (const { key, size } of bucket.list(name)) if (key === name) sizes.set(key, size);
      if ((sizes.get(name) ?? 0) > MOST_BYTES)
        throw new Unusable(say`is larger than anything that Metsuke keeps there`);
      return (await bucket.read(name))?.body;
    },
    async write(name, body) {
      const known = await bucket.read(name);
      return (await bucket.write(name, Buffer.from(body), known?.etag ?? null)) !== null;
    },
  };
}
