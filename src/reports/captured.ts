import type { Table } from '../archive/tables/table.ts';
import { allRows, type Engine } from '../query/engine.ts';
import type { Query } from '../query/query.ts';
import type { Captured } from './basis.ts';

/** When the states of a table were captured, as far as they are of the period. */
export async function readCaptured(engine: Engine, table: Table, query: Query): Promise<Captured | null> {
  const { scope, accounts } = query;
  const sql = `SELECT min(${table.captured}), max(${table.captured}) FROM ${table.name}`;
  const rows = await allRows(await engine.run({ sql, tables: [table], scope, accounts, parameters: {} }));
  const [[oldest, newest] = []] = rows;
  return typeof oldest === 'string' && typeof newest === 'string' ? { oldest, newest } : null;
}
