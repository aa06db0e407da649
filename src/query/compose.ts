import type { Scope } from '../archive/tables/scope.ts';
import { sqlText } from '../archive/tables/sql-text.ts';
import type { Table } from '../archive/tables/table.ts';
import type { Parameters, Query } from './query.ts';

/** How an engine gives the rows of a table within a scope: `SELECT * FROM archive.cloudtrail`. */
export type RowsOf = (table: Table, scope: Scope) => string;

export interface ComposeOptions {
  /** Of which tables the rows are each there once already. */
  readonly areOnce?: (table: Table) => boolean;
}

/**
 * The statement that is run: the query behind definitions of the tables it reads, of which each holds only the scope.
 * So a report says nothing of accounts and dates, and no value of a person becomes part of it but as a literal.
 */
export function composeStatement(query: Query, rowsOf: RowsOf, { areOnce }: ComposeOptions = {}): string {
  const { sql, tables, scope, accounts, parameters } = query;
  const definitions = [
    ...tables.map((table) => {
      const rows = scoped(table, scope, rowsOf);
      return `${table.name} AS (${areOnce?.(table) ? rows : onlyOnce(table, rows, sql)})`;
    }),
    `accounts AS (${accountRows(accounts)})`,
    `parameters AS (${parameterRow(parameters)})`,
  ];
  const { recursive, body } = withoutWith(sql);
  return `WITH ${recursive}${definitions.join(',\n')}${body}`;
}

function scoped(table: Table, scope: Scope, rowsOf: RowsOf): string {
  const wanted = filters(table, scope);
  const rows = rowsOf(table, scope);
  return wanted.length === 0 ? rows : `SELECT * FROM (${rows}) AS every WHERE ${wanted.join(' AND ')}`;
}

/** What was delivered again counts once. Where the last of the columns says nothing, a row is like no other. */
function onlyOnce({ columns, once }: Table, rows: string, sql: string): string {
  if (once === undefined) return rows;
  const last = once.by.at(-1) ?? '';
  const id = `coalesce(${quoted(last)}, CAST(uuid() AS varchar))`;
  const by = [...new Set([...once.by.slice(0, -1).map(quoted), id, ...(once.also?.(sql) ?? [])])].join(', ');
  const order = once.first === undefined ? '' : ` ORDER BY ${quoted(once.first)}`;
  const numbered = `SELECT *, row_number() OVER (PARTITION BY ${by}${order}) AS delivery FROM (${rows}) AS delivered`;
  const names = columns.map(({ name }) => quoted(name.toLowerCase())).join(', ');
  return `SELECT ${names} FROM (${numbered}) AS numbered WHERE delivery = 1`;
}

function quoted(name: string): string {
  return `"${name}"`;
}

function filters({ time, captured, account }: Table, { accounts, ...period }: Scope): readonly string[] {
  return [
    ...(captured === undefined || period.recentDays !== undefined ? [] : [`${captured} < ${moment(period.to)}`]),
    ...(time === null ? [] : periodFilters(time, period)),
    ...(accounts === undefined ? [] : [`${account} IN (${[NOBODY, ...accounts].map(sqlText).join(', ')})`]),
  ];
}

function periodFilters(time: string, { from, to, recentDays }: Scope): readonly string[] {
  if (recentDays === undefined) return [`${time} >= ${moment(from)}`, `${time} < ${moment(to)}`];
  const first = `current_timestamp - interval '${Math.trunc(recentDays)}' day`;
  return [`${time} >= substr(to_iso8601(${first}), 1, 19)`];
}

/** An empty list is no SQL, and would mean nobody. */
const NOBODY = '';

/** Without the Z: texts with and without fractions of a second compare right with it. */
function moment(text: string): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) throw new Error(`${text} is no moment in UTC.`);
  return sqlText(text.slice(0, -1));
}

function accountRows(accounts: Query['accounts']): string {
  if ('table' in accounts) return `SELECT account, name, unit FROM ${accounts.table}`;
  const columns = 't(account, name, unit)';
  if (accounts.length === 0) return `SELECT account, name, unit FROM (VALUES ('', '', '')) AS ${columns} WHERE false`;
  // Others name them: a NUL, which no SQL takes, stops nobody's query.
  const literal = (text: string): string => sqlText(text.replaceAll('\0', ''));
  const rows = accounts.map(({ id, name, unit }) => `(${[id, name, unit].map(literal).join(', ')})`);
  return `SELECT account, name, unit FROM (VALUES ${rows.join(', ')}) AS ${columns}`;
}

/** Lists through `split`, since the engines write types of empty arrays differently. */
function parameterRow(parameters: Parameters): string {
  const values = Object.entries(parameters).map(([name, value]) => {
    if (!/^[a-z][a-z_]*$/.test(name)) throw new Error(`${name} is no name of a parameter.`);
    if (typeof value === 'string') return `${sqlText(value)} AS ${name}`;
    return `split(${sqlText(value.map(withoutSeparator).join(SEPARATOR))}, ${sqlText(SEPARATOR)}) AS ${name}`;
  });
  return `SELECT ${values.length > 0 ? values.join(', ') : "'' AS nothing"}`;
}

const SEPARATOR = '\n';

function withoutSeparator(text: string): string {
  if (text.includes(SEPARATOR)) throw new Error('A value of a list cannot hold a line break.');
  return text;
}

/** A query may begin with definitions of its own; ours come before them. */
function withoutWith(sql: string): { readonly recursive: string; readonly body: string } {
  const [begin, recursive] = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*WITH\s+(RECURSIVE\s+)?/i.exec(sql) ?? [];
  if (begin === undefined) return { recursive: '', body: `\n${sql}` };
  return { recursive: recursive === undefined ? '' : 'RECURSIVE ', body: `,\n${sql.slice(begin.length)}` };
}
