import { sqlText } from '../tables/sql-text.ts';
import {
  EVENT_COLUMNS,
  type EventColumn,
  KEY_COLUMNS,
  PARTITION_COLUMNS,
  RECORD_NUMBER,
  SOURCE_NUMBER,
} from './columns.ts';
import { isNoCopy, type RowFiles, readRows } from './copies.ts';
import { leafOf, typedLeaf } from './leaves.ts';

const TEXTS = EVENT_COLUMNS.map(({ name }) => name);

/**
 * A SELECT over files that a reader of `openLogReader` has written, which gives Athena's columns of the table `cloudtrail` whatever was
 * read: a column that was left out is NULL. Nested ones are structs.
 */
export function selectFrom(files: readonly string[], columns: readonly EventColumn[], options: SelectOptions): string {
  const chosen = new Set(columns.map(({ name }) => name));
  const keys = KEY_COLUMNS.filter((name) => options.source || name !== 'source_key');
  const fields = [...fieldsOf(TEXTS, 0, chosen), ...keys.map((name) => `"${name}"`)];
  if (options.source) fields.push(`"${SOURCE_NUMBER}"`, `"${RECORD_NUMBER}"`);
  // Without a file the columns are still there.
  const from = files.length > 0 ? fromParquet(files, options.copies) : `FROM (${noRow(chosen)}) WHERE false`;
  return `SELECT ${fields.join(', ')} ${from}`;
}

/** The same columns over compacted files, which hold them as they are: DuckDB itself reads only those that are needed. */
export function selectFromCompacted({ files, where }: RowFiles, copies: readonly string[]): string {
  const columns = [...groupsOf(TEXTS, 0).map(({ name }) => name), ...PARTITION_COLUMNS];
  const from = fromParquet(files, copies);
  const also = where === '' ? '' : `${copies.length === 0 ? ' WHERE' : ' AND'} ${where}`;
  return `SELECT ${columns.map((name) => `"${name}"`).join(', ')} ${from}${also}`;
}

function fromParquet(files: readonly string[], copies: readonly string[] = []): string {
  if (copies.length > 0) return `FROM ${readRows(files)} WHERE ${isNoCopy(copies)}`;
  return `FROM read_parquet([${files.map(sqlText).join(', ')}], hive_partitioning = false)`;
}

export interface SelectOptions {
  /** Whether rows say from which object they came, and as which record. */
  readonly source: boolean;
  /** Files that name rows to leave out. */
  readonly copies?: readonly string[];
}

/** `useridentity.type`, … → `struct_pack(…) AS "useridentity"` */
function fieldsOf(names: readonly string[], depth: number, chosen: ReadonlySet<string>): readonly string[] {
  return groupsOf(names, depth).map(({ name, members }) => {
    const value = valueFor(members, depth, chosen);
    return depth === 0 ? `${value} AS "${name}"` : `"${name}" := ${value}`;
  });
}

function valueFor(members: readonly string[], depth: number, chosen: ReadonlySet<string>): string {
  const [first = ''] = members;
  const isLeaf = first.split('.').length === depth + 1;
  if (!isLeaf) return `struct_pack(${fieldsOf(members, depth + 1, chosen).join(', ')})`;
  return typedLeaf(first, chosen.has(first) ? leafOf(first) : 'CAST(NULL AS VARCHAR)');
}

function groupsOf(names: readonly string[], depth: number): readonly { name: string; members: readonly string[] }[] {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const part = name.split('.')[depth] ?? '';
    groups.set(part, [...(groups.get(part) ?? []), name]);
  }
  return [...groups].map(([name, members]) => ({ name, members }));
}

/** What a file without rows would hold, for DuckDB cannot read a list of none. */
function noRow(chosen: ReadonlySet<string>): string {
  const columns = groupsOf([...chosen], 0).map(({ name, members }) => `${nothing(members, 0)} AS "${name}"`);
  const keys = [...KEY_COLUMNS, SOURCE_NUMBER].map((name) => `CAST(NULL AS VARCHAR) AS "${name}"`);
  return `SELECT ${[...columns, ...keys, `CAST(NULL AS INTEGER) AS "${RECORD_NUMBER}"`].join(', ')}`;
}

function nothing(members: readonly string[], depth: number): string {
  const [first = ''] = members;
  if (first.split('.').length === depth + 1) return 'CAST(NULL AS VARCHAR)';
  const fields = groupsOf(members, depth + 1).map((group) => `"${group.name}" := ${nothing(group.members, depth + 1)}`);
  return `struct_pack(${fields.join(', ')})`;
}

/**
 * The columns that a query may need: whose names it mentions, part by part. Rather too many than one too few: a struct
 * that stands alone, a star, or the table as a value needs all that is in it.
 */
export function columnsFor(sql: string): readonly EventColumn[] {
  const text = sql.toLowerCase().replaceAll('"', '');
  if (isStarred(text) || isWholeRow(text)) return EVENT_COLUMNS;
  const words = [...text.matchAll(/([a-z_][a-z0-9_]*)\s*(\.(?!\d))?/g)];
  const mentioned = new Set(words.map(([, word = '']) => word));
  const alone = new Set(words.filter(([, , dot]) => dot === undefined).map(([, word = '']) => word));
  return EVENT_COLUMNS.filter(({ name }) => isNeeded(name.split('.'), mentioned, alone));
}

function isNeeded(parts: readonly string[], mentioned: ReadonlySet<string>, alone: ReadonlySet<string>): boolean {
  for (const [index, part] of parts.entries()) {
    if (!mentioned.has(part)) return false;
    if (index < parts.length - 1 && alone.has(part)) return true;
  }
  return true;
}

/** `*` that is neither `count(*)` nor a product. */
function isStarred(text: string): boolean {
  const stars = text.replaceAll(/count\s*\(\s*\*\s*\)/g, '').matchAll(/(\S)?\s*\*/g);
  return [...stars].some(([, before]) => before === undefined || !/[\d)]/.test(before)) || /\bcolumns\s*\(/.test(text);
}

/** `SELECT t FROM cloudtrail AS t` is a row as one value. */
function isWholeRow(text: string): boolean {
  const names = [
    'cloudtrail',
    ...[...text.matchAll(/\bcloudtrail\s+(?:as\s+)?([a-z_]\w*)/g)].map(([, alias = '']) => alias),
  ];
  const values = text.replaceAll(/\b(?:from|join)\s+cloudtrail(?:\s+(?:as\s+)?[a-z_]\w*)?/g, '');
  const words = [...values.matchAll(/\b([a-z_]\w*)\b(?!\s*\.)/g)].map(([, word = '']) => word);
  return words.some((word) => names.includes(word) && !KEYWORDS.has(word));
}

/** What follows a table's name and is no alias. */
const KEYWORDS = new Set(
  'where group order having limit join left right inner cross full on union as and or'.split(' '),
);
