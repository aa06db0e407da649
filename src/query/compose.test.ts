import { expect, it } from 'vitest';
import { loadDuckDB } from '../archive/duckdb.ts';
import { tableByName } from '../archive/tables/catalog.ts';
import { texts } from '../archive/tables/data-type.ts';
import { composeStatement } from './compose.ts';

const SCOPE = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };

/** The statement that Athena and Trino are given, over rows as they have them: an event, its copies, and others. */
const ROWS: readonly (readonly [string, string, string | null, string, string?])[] = [
  ['111111111111', 'us-east-1', 'e-1', '2026/10/14'],
  ['111111111111', 'us-east-1', 'e-1', '2026/10/14'],
  ['111111111111', 'us-east-1', 'e-1', '2026/10/29'],
  ['111111111111', 'eu-west-1', 'e-1', '2026/10/14'],
  ['222222222222', 'us-east-1', 'e-1', '2026/10/14'],
  ['111111111111', 'us-east-1', null, '2026/10/14'],
  ['111111111111', 'us-east-1', null, '2026/10/14'],
  ['111111111111', 'us-east-1', 'e-2', '2026/10/14', 'StopLogging'],
  ['111111111111', 'us-east-1', 'e-2', '2026/10/13', 'ListUsers'],
];

async function answer(sql: string) {
  const literal = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);
  const values = ROWS.map(
    ([a, r, id, day, name = 'ListUsers']) => `(${[a, r, id, day, name].map(literal).join(', ')})`,
  );
  const rows = `SELECT *, '2026-10-14T03:00:00Z' AS eventtime FROM (VALUES ${values.join(', ')}) AS t(account, region, eventid, "timestamp", eventname)`;
  const table = {
    ...tableByName('cloudtrail'),
    columns: texts('account', 'region', 'eventid', 'timestamp', 'eventname'),
  };
  const query = { sql, tables: [table], scope: SCOPE, accounts: [], parameters: {} };
  const instance = await loadDuckDB().DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const result = await connection.run(composeStatement(query, () => rows));
  return result.getRowsJS();
}

it('of what was delivered more than once, the first delivery counts', async () => {
  const sql = `SELECT account, region, "timestamp" FROM cloudtrail WHERE eventid = 'e-1' ORDER BY 1, 2`;
  expect(await answer(sql)).toEqual([
    ['111111111111', 'eu-west-1', '2026/10/14'],
    ['111111111111', 'us-east-1', '2026/10/14'],
    ['222222222222', 'us-east-1', '2026/10/14'],
  ]);
});

it('an event is not hidden by another one that has its id', async () => {
  const sql = "SELECT eventname FROM cloudtrail WHERE eventid = 'e-2' ORDER BY 1";
  expect(await answer(sql)).toEqual([['ListUsers'], ['StopLogging']]);
});

it('rows without an id are like no other', async () => {
  expect(await answer('SELECT count(*) FROM cloudtrail WHERE eventid IS NULL')).toEqual([[2n]]);
});
