import type { DuckDBConnection } from '@duckdb/node-api';
import { loadDuckDB } from '../duckdb.ts';
import { sqlText } from '../tables/sql-text.ts';

export interface Sorter {
  /** Sorts rows of log files into a file; answers how many there are. */
  sort(select: string, path: string): Promise<number>;
  /** Key of each log file in a part → the time of its first event. */
  oldest(path: string): Promise<ReadonlyMap<string, string>>;
  /** The rows of some log files out of parts that were made earlier. */
  keep(parts: readonly string[], keys: readonly string[], path: string): Promise<number>;
}

/** For what is sorted at once. More is written to the temporary folder. */
const MEMORY_LIMIT = '240MB';

/** By account and time, so that a question about one account or an hour reads little. Then in an order that is total. */
const ORDER = 'account, eventtime, source_number, record_number';
const ROWS_OF_A_GROUP = 100_000;

/** Each piece gets a database of its own: what one has needed is given back before the next one. */
export function makeSorter(temporary: string): Sorter {
  return {
    sort: (select, path) =>
      withDatabase(temporary, (connection) =>
        copyTo(connection, `SELECT * EXCLUDE (source_number) FROM (${select}) ORDER BY ${ORDER}`, path),
      ),
    oldest: (path) =>
      withDatabase(temporary, async (connection) => {
        const from = `read_parquet(${sqlText(path)}, hive_partitioning = false)`;
        const result = await connection.run(`SELECT source_key, min(eventtime) FROM ${from} GROUP BY 1`);
        const rows = await result.getRowsJS();
        return new Map(rows.filter(([, time]) => time !== null).map(([key, time]) => [String(key), String(time)]));
      }),
    keep: (parts, keys, path) =>
      withDatabase(temporary, async (connection) => {
        await connection.run('CREATE TEMP TABLE gone (key VARCHAR)');
        await connection.run(`INSERT INTO gone VALUES ${keys.map((key) => `(${sqlText(key)})`).join(', ')}`);
        const from = `read_parquet([${parts.map(sqlText).join(', ')}], hive_partitioning = false)`;
        const where = 'source_key IN (SELECT key FROM gone)';
        const order = 'account, eventtime, source_key, record_number';
        return copyTo(connection, `SELECT * FROM ${from} WHERE ${where} ORDER BY ${order}`, path);
      }),
  };
}

async function withDatabase<Result>(
  temporary: string,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const instance = await loadDuckDB().DuckDBInstance.create(':memory:', {
    // A second thread would only want as much memory again.
    threads: '1',
    memory_limit: MEMORY_LIMIT,
    temp_directory: temporary,
    // Files are read once: nobody needs to remember what was in them.
    enable_external_file_cache: 'false',
  });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function copyTo(connection: DuckDBConnection, select: string, path: string): Promise<number> {
  const format = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROWS_OF_A_GROUP}`;
  const result = await connection.run(`COPY (${select}) TO ${sqlText(path)} (${format})`);
  const [[count] = []] = await result.getRowsJS();
  return Number(count);
}
