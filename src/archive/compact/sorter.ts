import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlText } from '../tables/sql-text.ts';

export interface Sorter {
  /** Sorts rows of log files into a file; answers how many there are. */
  sort(select: string, path: string): Promise<number>;
  /** The rows of some log files out of parts that were made earlier. */
  keep(parts: readonly string[], keys: readonly string[], path: string): Promise<number>;
  close(): void;
}

/** For what is sorted at once. More is written to the temporary folder. */
const MEMORY_LIMIT = '240MB';

/** By account and time, so that a question about one account or an hour reads little. Then in an order that is total. */
const ORDER = 'account, eventtime, source_number, record_number';
const ROWS_OF_A_GROUP = 100_000;

export async function openSorter(temporary: string, threads: number): Promise<Sorter> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: MEMORY_LIMIT,
    temp_directory: temporary,
    // What one piece needed is given back before the next one; else it stays with the allocator.
    allocator_flush_threshold: '8MB',
    allocator_bulk_deallocation_flush_threshold: '8MB',
  });
  const connection = await instance.connect();
  return {
    sort: (select, path) =>
      copyTo(connection, `SELECT * EXCLUDE (source_number) FROM (${select}) ORDER BY ${ORDER}`, path),
    async keep(parts, keys, path) {
      await connection.run('CREATE OR REPLACE TEMP TABLE gone (key VARCHAR)');
      await connection.run(`INSERT INTO gone VALUES ${keys.map((key) => `(${sqlText(key)})`).join(', ')}`);
      const from = `read_parquet([${parts.map(sqlText).join(', ')}], hive_partitioning = false)`;
      const where = 'source_key IN (SELECT key FROM gone)';
      return copyTo(
        connection,
        `SELECT * FROM ${from} WHERE ${where} ORDER BY account, eventtime, source_key, record_number`,
        path,
      );
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function copyTo(connection: DuckDBConnection, select: string, path: string): Promise<number> {
  const format = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROWS_OF_A_GROUP}`;
  const result = await connection.run(`COPY (${select}) TO ${sqlText(path)} (${format})`);
  const [[count] = []] = await result.getRowsJS();
  return Number(count);
}
