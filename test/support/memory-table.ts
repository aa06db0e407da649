import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Expected, TableBucket, Written } from '../../src/archive/compact/table-bucket.ts';

/** A bucket in memory. What was written is in `objects`; `fail` makes a write end the process that asked for it. */
export class MemoryTable {
  readonly objects = new Map<string, Buffer>();
  /** In the order in which they were written. */
  readonly written: string[] = [];
  readonly read: string[] = [];
  /** Before a write; what it throws is thrown, and nothing is written. */
  beforeWrite: (key: string) => void = () => {};

  readonly bucket: TableBucket = this.open();

  private open(): TableBucket {
    const write = async (key: string, body: Uint8Array, expected: Expected): Promise<Written> => {
      this.beforeWrite(key);
      const there = this.objects.get(key);
      if ((there === undefined ? null : etagOf(there)) !== expected) return null;
      this.objects.set(key, Buffer.from(body));
      this.written.push(key);
      return etagOf(body);
    };
    const { objects, read } = this;
    return {
      location: 's3://example-curated',
      async *list(prefix) {
        for (const [key, body] of [...objects].sort(([a], [b]) => (a < b ? -1 : 1))) {
          const lastModified = '2026-10-01T00:00:00.000Z';
          if (key.startsWith(prefix)) yield { key, size: body.length, etag: etagOf(body), lastModified };
        }
      },
      async read(key) {
        read.push(key);
        const body = objects.get(key);
        return body === undefined ? undefined : { body, etag: etagOf(body) };
      },
      async download(key, path) {
        read.push(key);
        const body = objects.get(key);
        if (body === undefined) return undefined;
        writeFileSync(path, body);
        return { sha256: createHash('sha256').update(body).digest('hex') };
      },
      write,
      upload: (key, path, { expected }) => write(key, readFileSync(path), expected),
    };
  }
}

function etagOf(body: Uint8Array): string {
  return createHash('md5').update(body).digest('hex');
}
