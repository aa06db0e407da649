import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeSkipping } from '../object-problem.ts';
import type { ObjectStore } from '../object-store.ts';
import type { LogInput, LogOutput } from './batch.ts';
import type { EventColumn, KeyColumn } from './columns.ts';
import { type Reader, startReader } from './pool.ts';

export interface LogReaderOptions {
  readonly store: ObjectStore;
  readonly columns: readonly EventColumn[];
  readonly keys: readonly KeyColumn[];
  readonly hash: boolean;
  /** Of this many threads. */
  readonly workers: number;
  /** Where Parquet files are written; it belongs to this reader alone. */
  readonly out: string;
}

export interface LogReader {
  /**
   * From log files to files of Parquet, whose paths are the result. Memory does not depend on how many there are, and the rows come
   * in any order.
   */
  read(
    files: AsyncIterable<LogInput> | Iterable<LogInput>,
    onFile: (output: LogOutput) => void,
  ): Promise<readonly string[]>;
  close(): Promise<void>;
}

export function openLogReader({ store, columns, keys, hash, workers, out }: LogReaderOptions): LogReader {
  mkdirSync(out, { recursive: true });
  const folder = store.folder === undefined ? {} : { folder: store.folder };
  const readers = Array.from({ length: workers }, (_, index) =>
    startReader({ columns, keys, hash, out: join(out, `${index}`), ...folder }),
  );
  return {
    async read(files, onFile) {
      const next = makeBatches(store, files);
      await Promise.all(readers.flatMap((reader) => [drain(reader, next, onFile), drain(reader, next, onFile)]));
      const paths = await Promise.all(readers.map((reader) => reader.finish()));
      return paths.filter((path) => path !== undefined);
    },
    async close() {
      await Promise.all(readers.map((reader) => reader.close()));
    },
  };
}

/** Twice for every reader, so that there is work when it comes back. */
async function drain(reader: Reader, next: NextBatch, onFile: (output: LogOutput) => void): Promise<void> {
  for (;;) {
    const batch = await next();
    if (batch.length === 0) return;
    for (const output of await reader.read(batch)) onFile(output);
  }
}

type NextBatch = () => Promise<readonly LogInput[]>;

const FILES_OF_A_FOLDER = 64;
/** Fetched at once for one batch: with two batches for each of two workers 64 requests are on their way. */
const FILES_OF_A_BUCKET = 16;

/** The next batch of files, empty when there are no more. One listing feeds all who ask. */
function makeBatches(store: ObjectStore, files: AsyncIterable<LogInput> | Iterable<LogInput>): NextBatch {
  const iterator = Symbol.asyncIterator in files ? files[Symbol.asyncIterator]() : files[Symbol.iterator]();
  const size = store.folder === undefined ? FILES_OF_A_BUCKET : FILES_OF_A_FOLDER;
  const skipping = makeSkipping();
  let turn: Promise<unknown> = Promise.resolve();
  return async () => {
    const taking = turn.then(() => take(iterator, size));
    // Whoever comes next need not know that this one failed.
    turn = taking.catch(() => undefined);
    const batch = await taking;
    return store.folder === undefined ? Promise.all(batch.map((file) => fetchBody(store, file, skipping))) : batch;
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
    const { key, account, region, day, number = '', before } = value;
    batch.push({ key, account, region, day, number, ...(before === undefined ? {} : { before }) });
  }
  return batch;
}

async function fetchBody(
  store: ObjectStore,
  file: LogInput,
  skipping: ReturnType<typeof makeSkipping>,
): Promise<LogInput> {
  const found = await skipping(() => store.get(file.key));
  return 'problem' in found ? { ...file, problem: found.problem } : { ...file, body: found.body };
}
