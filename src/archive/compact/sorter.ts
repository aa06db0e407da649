import type { DuckDBConnection } from '@duckdb/node-api';

export interface Sorter {
  /** Writes a part of the curated table; answers how many rows it has. */
  write(input: SorterInput): Promise<number>;
  close(): void;
}

export interface SorterInput {
  /** Rows of log files. */
  readonly select: string;
  /** Parts of an earlier compaction, of which the rows of `keys` are taken over. */
  readonly old: readonly string[];
  readonly keys: readonly string[];
  readonly path: string;
}

/** What the sort and the writer may take; more is written to the temporary folder. */
const MEMORY_LIMIT = '200MB';

/** By account and time, so that a question about one account or an hour reads little. Then in an order that is total. */
const ORDER = 'account, eventtime, source_key, record_number';
const ROWS_OF_A_GROUP = 100_000;

export async function openSorter(temporary: string, threads: number): Promise<Sorter> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: MEMORY_LIMIT,
    temp_directory: temporary,
  });
  const connection = await instance.connect();
  return {
    write: (input) => writePart(connection, input),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function writePart(connection: DuckDBConnection, { select, old, keys, path }: SorterInput): Promise<number> {
  let rows = select;
  if (keys.length > 0) {
    await connection.run('CREATE OR REPLACE TEMP TABLE gone (key VARCHAR)');
    await connection.run(`INSERT INTO gone VALUES ${keys.map((key) => `(${quote(key)})`).join(', ')}`);
    const kept = `SELECT * FROM read_parquet([${old.map(quote).join(', ')}], hive_partitioning = false)`;
    rows = `${select} UNION ALL BY NAME (${kept} WHERE source_key IN (SELECT key FROM gone))`;
  }
  const format = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROWS_OF_A_GROUP}`;
  const result = await connection.run(`COPY (SELECT * FROM (${rows}) ORDER BY ${ORDER}) TO ${quote(path)} (${format})`);
  const [[count] = []] = await result.getRowsJS();
  return Number(count);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
