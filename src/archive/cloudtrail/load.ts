import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../../domain/say.ts';
import type { ObjectStore } from '../object-store.ts';
import type { LogInput, LogOutput } from './batch.ts';
import { type EventColumn, PARTITION_COLUMNS } from './columns.ts';
import { type LogScope, listLogKeys } from './list.ts';
import { openLogReader } from './read-logs.ts';
import { columnsFor, selectFrom } from './select.ts';

export interface LoadOptions extends LogScope {
  readonly store: ObjectStore;
  /** The query that the rows are for: only columns that it mentions are read. */
  readonly sql: string;
  /** Log files that somebody has listed already; absent: those of the scope. */
  readonly files?: AsyncIterable<LogInput> | Iterable<LogInput>;
  /** Whether files are hashed. */
  readonly hash?: boolean;
  /** Threads; absent: as many as there are cores, four at most. */
  readonly workers?: number;
  readonly onFile?: (output: LogOutput) => void;
}

export interface Loaded {
  /** A SELECT for DuckDB that gives the table `cloudtrail`, to be put behind WITH or into a view. */
  readonly select: string;
  /** The files that the SELECT reads. */
  readonly paths: readonly string[];
  /** All that the SELECT reads is in it. */
  readonly folder: string;
  readonly files: number;
  /** Of them, those without an event that is early enough. */
  readonly tooNew: number;
  readonly rows: number;
  /** Files that were skipped. `key` and why, in words that follow it. Whoever shows rows must show these too. */
  readonly problems: readonly Problem[];
  /** Removes what was written for the query. */
  close(): void;
}

export interface Problem {
  readonly key: string;
  readonly problem: string;
}

/**
 * Reads log files of CloudTrail so that DuckDB can query them. Rows pass through files in the temporary folder: memory
 * stays the same however large the archive is.
 */
export async function loadCloudTrail(options: LoadOptions): Promise<Loaded> {
  const columns: readonly EventColumn[] = columnsFor(options.sql);
  const out = mkdtempSync(join(tmpdir(), 'metsuke-cloudtrail-'));
  const close = (): void => rmSync(out, { recursive: true, force: true });
  const problems: Problem[] = [];
  const sums = { files: 0, tooNew: 0, rows: 0 };
  const onFile = (output: LogOutput): void => {
    sums.files += 1;
    if (output.isTooNew) sums.tooNew += 1;
    sums.rows += output.rows;
    if (output.problem !== undefined) problems.push({ key: output.key, problem: output.problem });
    options.onFile?.(output);
  };
  const onForeign = (key: string): void => {
    problems.push({ key, problem: say`has no name of a log file of CloudTrail` });
  };
  try {
    const { store, hash = false, workers = Math.min(4, availableParallelism()) } = options;
    const files = options.files ?? listLogKeys(store, options, onForeign);
    const reader = openLogReader({ store, columns, keys: PARTITION_COLUMNS, hash, workers, out });
    const written = await reader.read(files, onFile).finally(() => reader.close());
    return {
      select: selectFrom(written, columns, { source: false }),
      paths: written,
      folder: out,
      ...sums,
      problems,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
