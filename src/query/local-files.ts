import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectStore } from '../archive/object-store.ts';
import type { ArchiveFile, ReadableFile, Scope } from '../archive/tables/scope.ts';
import type { Table } from '../archive/tables/table.ts';

/** The objects of a table within a scope, as files of this machine. */
export interface LocalFiles {
  get(table: Table, scope: Scope): Promise<readonly LocalFile[]>;
}

export type LocalFile = ArchiveFile & ReadableFile;

/** An archive that is a folder already. */
export function filesInFolder(store: ObjectStore): LocalFiles {
  return {
    async get(table, scope) {
      const files: LocalFile[] = [];
      for await (const file of table.files(store, scope)) {
        const path = join(store.location, file.key);
        files.push({ ...file, path, inflatedSize: await inflatedSizeOf(path, file.size) });
      }
      return files;
    },
  };
}

/** Text of log files becomes at most so many times smaller. */
const MOST_COMPRESSION = 50;
const SMALL_BYTES = 300_000;

/** The last four bytes of a gzip file say how large its content is. Nobody needs to know it of a small one. */
export async function inflatedSizeOf(path: string, size: number): Promise<number> {
  if (!path.endsWith('.gz')) return size;
  if (size < SMALL_BYTES) return size * MOST_COMPRESSION;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, size - 4);
    // Of several members it is the last one's: their sum is not written anywhere.
    return Math.max(buffer.readUInt32LE(0), size * 2);
  } finally {
    await file.close();
  }
}
