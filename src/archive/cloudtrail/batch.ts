import type { EventColumn, KeyColumn } from './columns.ts';
import { createParquet } from './parquet.ts';
import { leavesOf, makeScanner } from './scanner.ts';

/** A log file to read; without a body it is opened below the folder. */
export interface LogInput {
  readonly key: string;
  readonly account: string;
  readonly region: string;
  readonly day: string;
  /** What `source_number` will be. */
  readonly number?: string;
  readonly body?: Uint8Array;
  /** Only of interest with an event before this moment: delivered long after a period, a file seldom holds one of it. */
  readonly before?: string;
  /** Why there is no body to read, in words that follow the key. */
  readonly problem?: string;
}

export interface LogOutput {
  readonly key: string;
  readonly rows: number;
  readonly sha256?: string;
  /** Why it was skipped, in words that follow its key. */
  readonly problem?: string;
  /** All events are later than what is of interest, and there is no row of it. */
  readonly isTooNew?: boolean;
}

export interface BatchOptions {
  readonly columns: readonly EventColumn[];
  /** What rows are told by their object's key. */
  readonly keys: readonly KeyColumn[];
  readonly hash: boolean;
  /** Where files without a body are. */
  readonly folder?: string;
  /** What the paths of the Parquet files begin with. */
  readonly out: string;
}

export interface BatchReader {
  read(files: readonly LogInput[]): readonly LogOutput[];
  /** The file that was written since the last time; undefined when there was not a single row. */
  finish(): string | undefined;
}

/** What one worker does: from log files to a file of Parquet. */
export function makeBatchReader({ columns, keys, hash, folder = '', out }: BatchOptions): BatchReader {
  let path = '';
  let files = 0;
  let writer: ReturnType<typeof createParquet> | undefined;
  const scanner = makeScanner({
    columns,
    keys,
    hash,
    write: (group) => {
      if (writer === undefined) {
        path = `${out}-${files}.parquet`;
        files += 1;
        writer = createParquet(path, leavesOf({ columns, keys }));
      }
      writer.write(group);
    },
  });
  return {
    read: (files) => files.map(readOne),
    finish() {
      scanner.flush();
      if (writer === undefined) return undefined;
      writer.close();
      writer = undefined;
      return path;
    },
  };

  function readOne({ key, account, region, day, number = '', body, before, problem }: LogInput): LogOutput {
    if (problem !== undefined) return { key, rows: 0, problem };
    const timestamp = day.replaceAll('-', '/');
    return {
      key,
      ...scanner.append({
        body: body ?? `${folder}/${key}`,
        account,
        region,
        timestamp,
        source_key: key,
        source_number: number,
        ...(before === undefined ? {} : { before }),
      }),
    };
  }
}
