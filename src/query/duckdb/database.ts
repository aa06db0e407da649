import { resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { loadDuckDB } from '../../archive/duckdb.ts';
import { sqlText } from '../../archive/tables/sql-text.ts';
import { DUCKDB_MACROS } from './dialect.ts';
import type { Source } from './sources.ts';

export interface DatabaseOptions {
  readonly threads?: number;
  /** `2GB`. What does not fit is written to temporary files. */
  readonly memoryLimit?: string;
}

export interface Database {
  /** Of a query: who closes it ends the query. */
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

const SETTINGS = [
  "SET GLOBAL TimeZone = 'UTC'",
  // It fails with an internal error where a condition beside the rank has a TRY in it (DuckDB 1.5).
  "SET disabled_optimizers = 'top_n_window_elimination'",
];

/**
 * A database in memory with the tables in the schema `archive`. Then it is closed to everything else: no other file is
 * read or written, nothing is installed or attached, and nobody can open it again.
 */
export async function openDatabase(sources: readonly Source[], options: DatabaseOptions): Promise<Database> {
  const { threads, memoryLimit = '2GB' } = options;
  const instance = await loadDuckDB().DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(threads === undefined ? {} : { threads: String(threads) }),
  });
  const close = (): void => instance.closeSync();
  try {
    const connection = await instance.connect();
    const tables = sources.map(({ table, select }) => `CREATE VIEW archive.${table.name} AS ${select}`);
    for (const statement of [...SETTINGS, 'CREATE SCHEMA archive', ...DUCKDB_MACROS, ...tables, ...lock(sources)]) {
      await connection.run(statement);
    }
    connection.closeSync();
    return { connect: () => instance.connect(), close };
  } catch (error) {
    close();
    throw error;
  }
}

function lock(sources: readonly Source[]): readonly string[] {
  const folders = [...new Set(sources.flatMap((source) => source.folders))].map((folder) => `${resolve(folder)}/`);
  return [
    `SET allowed_directories = [${folders.map(sqlText).join(', ')}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
}
