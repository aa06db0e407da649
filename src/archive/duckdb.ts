import { createRequire } from 'node:module';

type DuckDB = typeof import('@duckdb/node-api');

let loaded: DuckDB | undefined;

/**
 * DuckDB, loaded when somebody needs it. By `require`: an `import` reads each of its files twice, to know their names
 * beforehand, which takes as long as all the rest.
 */
export function loadDuckDB(): DuckDB {
  loaded ??= createRequire(import.meta.url)('@duckdb/node-api') as DuckDB;
  return loaded;
}
