import { TrinoSQL } from 'dt-sql-parser';
import { describe, expect, it } from 'vitest';
import { TABLES } from '../archive/tables/catalog.ts';
import { EVERYTHING } from '../archive/tables/scope.ts';
import { athenaStatement } from '../query/athena.ts';
import type { Query } from '../query/query.ts';
import { tokensOf } from '../query/tokens.ts';
import { trinoStatement } from '../query/trino.ts';
import { REPORTS } from './catalog.ts';
import { queryOf } from './run.ts';

const parser = new TrinoSQL();
const scope = { accounts: [], regions: ['us-east-1'], from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
const accounts = [{ id: '111111111111', name: "O'Brien", unit: 'Workloads' }];
const queries = REPORTS.map((report) => [report.id, queryOf(report, { scope, accounts, parameters: {} })] as const);

/** Functions that Athena, Trino and, through a macro or by itself, DuckDB have, and that mean the same in all three. */
const FUNCTIONS = new Set(
  `array_agg array_join array_sort at_timezone avg cast coalesce contains count count_if day_of_week from_iso8601_timestamp
   greatest hour json_extract json_extract_scalar json_format json_size lag lead lower max min nullif power regexp_extract
   regexp_extract_all regexp_like round row_number sequence split strpos substr sum to_unixtime try_cast unnest upper`.split(
    /\s+/,
  ),
);
const NOT_FUNCTIONS = new Set(
  'in and or as join over values by on where from select not exists with then when'.split(' '),
);

function functionsIn(sql: string): readonly string[] {
  const tokens = tokensOf(sql) ?? [];
  return tokens.flatMap(({ kind, text }, index) => {
    const name = text.toLowerCase();
    const isCall = kind === 'word' && tokens[index + 1]?.text === '(' && !NOT_FUNCTIONS.has(name);
    const isDefinition = tokens[index - 1]?.text.toLowerCase() === 'as' || tokens[index + 2]?.text === 'account';
    return isCall && !isDefinition ? [name] : [];
  });
}

function problemsOf(sql: string): readonly string[] {
  return parser.validate(`${sql};`).map(({ message }) => message);
}

describe('the gate', () => {
  it.each([
    'SELECT FROM a',
    'SELECT a FROM b WHERE',
    'SELECT a b c FROM d',
    'SELECT list[1:2] FROM a',
    'FROM a SELECT b',
  ])('refuses %s', (sql) => expect(problemsOf(sql)).not.toEqual([]));
});

describe.each(queries)('%s', (_id, query: Query) => {
  it('is Trino, alone and behind the definitions of its tables', () => {
    expect(problemsOf(query.sql)).toEqual([]);
    expect(problemsOf(athenaStatement(query, 'metsuke'))).toEqual([]);
    expect(problemsOf(trinoStatement(query, 'logs'))).toEqual([]);
  });

  it('uses functions that all engines have', () => {
    expect(functionsIn(query.sql).filter((name) => !FUNCTIONS.has(name))).toEqual([]);
  });
});

describe.each(TABLES.map((table) => [table.name, table] as const))('the table %s', (_name, table) => {
  it('is made of stored ones in Trino', () => {
    const query: Query = {
      sql: `SELECT * FROM ${table.name}`,
      tables: [table],
      scope: EVERYTHING,
      accounts: [],
      parameters: {},
    };
    expect(problemsOf(athenaStatement(query, 'metsuke'))).toEqual([]);
    expect(problemsOf(trinoStatement(query, 'logs'))).toEqual([]);
  });
});
