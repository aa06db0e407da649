import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

import type { Table } from '../archive/tables/table.ts';
import { composeStatement } from './compose.ts';
import { DUCKDB_MACROS } from './dialect.ts';
import { plainValue } from './duckdb-values.ts';
import type { Engine, Query, QueryResult, Row } from './engine.ts';
import type { LocalFile, LocalFiles } from './local-files.ts';

export interface DuckDBOptions {
  /** Where the objects of the archive are read from on this machine. */
  readonly files: LocalFiles;
  readonly threads?: number;
  /** `2GB`. What does not fit is written to temporary files. */
  readonly memoryLimit?: string;
}

/** DuckDB in this process. Each query has a database of its own in memory, which can reach the query's files only. */
export function makeDuckDBEngine(options: DuckDBOptions): Engine {
  return { name: 'duckdb', run: (query) => runQuery(query, options), close: async () => {} };
}

async function runQuery(query: Query, options: DuckDBOptions): Promise<QueryResult> {
  const read = { objects: 0, bytes: 0 };
  const tables = await Promise.all(
    query.tables.map(async (table) => ({ table, files: await options.files.get(table, query.scope) })),
  );
  for (const { files } of tables) {
    read.objects += files.length;
    read.bytes += files.reduce((sum, { size }) => sum + size, 0);
  }
  const { instance, connection } = await openDatabase(tables, options);
  const statement = composeStatement(query, ({ name }) => `SELECT * FROM archive.${name}`);
  const result = await connection.stream(statement).catch((error: unknown) => {
    close(instance, connection);
    throw error;
  });
  return {
    columns: result.columnNames(),
    rows: rowsOf(result, () => close(instance, connection)),
    statistics: () => ({ ...read, cost: null }),
  };
}

interface TableFiles {
  readonly table: Table;
  readonly files: readonly LocalFile[];
}

async function openDatabase(
  tables: readonly TableFiles[],
  { threads, memoryLimit = '2GB' }: DuckDBOptions,
): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  const { DuckDBInstance: Instance } = await import('@duckdb/node-api');
  const instance = await Instance.create(':memory:', {
    memory_limit: memoryLimit,
    ...(threads === undefined ? {} : { threads: String(threads) }),
  });
  const connection = await instance.connect();
  for (const setting of SETTINGS) await connection.run(setting);
  await connection.run('CREATE SCHEMA archive');
  for (const macro of DUCKDB_MACROS) await connection.run(macro);
  for (const { table, files } of tables) {
    const rows = table.duckdb(files);
    await connection.run(`CREATE VIEW archive.${table.name} AS ${rows}`);
  }
  return { instance, connection };
}

const SETTINGS = [
  "SET TimeZone = 'UTC'",
  // It fails with an internal error where a condition beside the rank has a TRY in it (DuckDB 1.5).
  "SET disabled_optimizers = 'top_n_window_elimination'",
];

async function* rowsOf(result: Awaited<ReturnType<DuckDBConnection['stream']>>, onEnd: () => void): AsyncIterable<Row> {
  try {
    for await (const rows of result.yieldRows()) {
      for (const row of rows) yield row.map(plainValue);
    }
  } finally {
    onEnd();
  }
}

function close(instance: DuckDBInstance, connection: DuckDBConnection): void {
  connection.closeSync();
  instance.closeSync();
}
