import { TABLES } from '../archive/tables/catalog.ts';
import type { DataType, Field } from '../archive/tables/data-type.ts';
import type { Table } from '../archive/tables/table.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { tablesIn } from './tables-in.ts';

/** Names the nearest of some candidates: `Did you mean "eventname"?` */
export type Suggest = (text: string, candidates: Iterable<string>) => string | undefined;

/** What an engine said of a statement, in a sentence with what to do next. */
export function explainError(error: unknown, sql: string, suggest: Suggest): MetsukeError {
  if (error instanceof MetsukeError && error.code !== 'query-failed') return error;
  const said = error instanceof Error ? error.message : String(error);
  const table = unknownName(said, TABLE_PATTERNS);
  if (table !== undefined) {
    const names = TABLES.map(({ name }) => name);
    return failed(
      say`There is no table ${table}.`,
      suggest(table, names) ?? say`There is: ${names.join(', ')}.`,
      error,
    );
  }
  const column = unknownName(said, COLUMN_PATTERNS);
  if (column !== undefined) {
    const read = tablesIn(sql);
    const names = read.flatMap(columnNames);
    const where = read.map(({ name }) => name).join(' and ');
    const hint = suggest(column, names) ?? say`${where || say`The query`} has: ${names.join(', ')}.`;
    return failed(say`There is no column ${column}${where === '' ? '' : say` in ${where}`}.`, hint, error);
  }
  const called = unknownName(said, FUNCTION_PATTERNS);
  if (called !== undefined) {
    return failed(say`There is no function ${called}.`, say`Queries are written in the dialect of Trino.`, error);
  }
  return failed(firstSentence(said), say`Queries are written in the dialect of Trino, which is that of Athena.`, error);
}

const TABLE_PATTERNS = [/Table with name "?([\w.]+)"? does not exist/, /Table '([^']+)' does not exist/];
const COLUMN_PATTERNS = [
  /Referenced column "([^"]+)" not found/,
  /does not have a column named "([^"]+)"/,
  /Could not find key "([^"]+)" in struct/,
  /Column '([^']+)' cannot be resolved/,
];
const FUNCTION_PATTERNS = [/Function with name (\w+) does not exist/, /Function '(\w+)' not registered/];

function unknownName(said: string, patterns: readonly RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const name = pattern.exec(said)?.[1];
    if (name !== undefined) return name.split('.').at(-1);
  }
  return undefined;
}

/** Columns, and the fields of structs by their own names. */
export function columnNames({ columns }: Table): readonly string[] {
  return [...new Set(columns.flatMap(namesIn))];
}

function namesIn({ name, type }: Field): readonly string[] {
  return [name.toLowerCase(), ...fieldsOf(type).flatMap(namesIn)];
}

function fieldsOf(type: DataType): readonly Field[] {
  if (typeof type === 'string' || 'map' in type) return [];
  return 'row' in type ? type.row : fieldsOf(type.array);
}

/** `Parser Error: syntax error at or near "FORM"` without the copy of the whole statement that follows. */
function firstSentence(said: string): string {
  const [first = said] = said.split(/\n\n|\nLINE |\nStack Trace/);
  return first.replaceAll(/\s+/g, ' ').trim();
}

function failed(message: string, hint: string, cause: unknown): MetsukeError {
  return new MetsukeError('query-failed', message, { hint, cause });
}
