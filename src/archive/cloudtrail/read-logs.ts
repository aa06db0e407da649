import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MetsukeError } from '../../domain/errors.ts';
import type { ObjectStore } from '../object-store.ts';
import type { LogInput, LogOutput } from './batch.ts';
import type { EventColumn, KeyColumn } from './columns.ts';
import { type Reader, startReader } from './pool.ts';

export interface ReadLogsOptions {
  readonly store: ObjectStore;
  /** Key, account, region and day of each file; in any order. */
  readonly files: AsyncIterable<LogInput> | Iterable<LogInput>;
  readonly columns: readonly EventColumn[];
  readonly keys: readonly KeyColumn[];
  readonly hash: boolean;
  /** Of this many threads. */
  readonly workers: number;
  /** Where Parquet files are written; it belongs to this call alone. */
  readonly out: string;
  readonly onFile: (output: LogOutput) => void;
}

/** From log files to files of Parquet, whose paths are the result. Memory does not depend on how many there are. */
export async function readLogs(options: ReadLogsOptions): Promise<readonly string[]> {
  const { store, columns, keys, hash, workers, out, onFile } = options;
  mkdirSync(out, { recursive: true });
  const folder = store.folder === undefined ? {} : { folder: store.folder };
  const readers = Array.from({ length: workers }, (_, index) =>
    startReader({ columns, keys, hash, out: join(out, `${index}`), ...folder }),
  );
  const next = makeBatches(options);
  try {
    await Promise.all(readers.flatMap((reader) => [drain(reader), drain(reader)]));
    const paths = await Promise.all(readers.map((reader) => reader.finish()));
    return paths.filter((path) => path !== undefined);
  } catch (error) {
    await Promise.all(readers.map((reader) => reader.kill()));
    throw error;
  }

  /** Twice for every reader, so that there is work when it comes back. */
  async function drain(reader: Reader): Promise<void> {
    for (;;) {
      const batch = await next();
      if (batch.length === 0) return;
      for (const output of await reader.read(batch)) onFile(output);
    }
  }
}

const FILES_OF_A_FOLDER = 64;
/** Fetched at once for one batch: with two batches for each of two workers 64 requests are on their way. */
const FILES_OF_A_BUCKET = 16;

/** The next batch of files, empty when there are no more. One listing feeds all who ask. */
function makeBatches({ store, files }: ReadLogsOptions): () => Promise<readonly LogInput[]> {
  const iterator = Symbol.asyncIterator in files ? files[Symbol.asyncIterator]() : files[Symbol.iterator]();
  const size = store.folder === undefined ? FILES_OF_A_BUCKET : FILES_OF_A_FOLDER;
  let turn: Promise<unknown> = Promise.resolve();
  return async () => {
    const taking = turn.then(() => take(iterator, size));
    // Whoever comes next need not know that this one failed.
    turn = taking.catch(() => undefined);
    const batch = await taking;
    return store.folder === undefined ? Promise.all(batch.map((file) => fetchBody(store, file))) : batch;
  };
}

async function take(
  iterator: AsyncIterator<LogInput> | Iterator<LogInput>,
  size: number,
): Promise<readonly LogInput[]> {
  const batch: LogInput[] = [];
  while (batch.length < size) {
    const { done, value } = await iterator.next();
    if (done) break;
    const { key, account, region, day } = value;
    batch.push({ key, account, region, day });
  }
  return batch;
}

async function fetchBody(store: ObjectStore, file: LogInput): Promise<LogInput> {
  try {
    const { body } = await store.get(file.key);
    return { ...file, body };
  } catch (error) {
    // Expired since it was listed: told as an unreadable file, as it is when files are opened in a folder.
    if (error instanceof MetsukeError && error.code === 'not-found') return { ...file, body: new Uint8Array() };
    throw error;
  }
}
