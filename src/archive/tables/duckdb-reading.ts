import { type DataType, duckdbType, type Field } from './data-type.ts';
import type { ReadableFile } from './scope.ts';
import { sqlText } from './sql-text.ts';

/**
 * One JSON object or array after another. Columns are always given: what DuckDB guesses from the first events is wrong
 * for the later ones. An object of more bytes than its default of 16 MB is normal: a log file is one object.
 */
export function readJson(files: readonly ReadableFile[], columns: readonly Field[], format = 'auto'): string {
  const types = columns.map(({ name, type }) => `${sqlText(name)}: ${sqlText(duckdbType(type))}`).join(', ');
  return [
    `read_json([${files.map(({ path }) => sqlText(path)).join(', ')}]`,
    `columns = {${types}}`,
    `format = ${sqlText(format)}`,
    'filename = true',
    `maximum_object_size = ${bufferFor(files)})`,
  ].join(', ');
}

/** DuckDB takes twice as much memory a thread, whether it is needed or not: so it is told what the largest file needs. */
function bufferFor(files: readonly ReadableFile[]): number {
  return Math.max(DEFAULT_OBJECT_BYTES, ...files.map(({ inflatedSize }) => inflatedSize + 1));
}

const DEFAULT_OBJECT_BYTES = 16_777_216;

/** The same columns without a row, for when there is no file: DuckDB cannot read a list of none. */
export function noRows(columns: readonly Field[]): string {
  const nothing = columns.map(({ name, type }) => `CAST(NULL AS ${rowType(type)}) AS "${name.toLowerCase()}"`);
  return `SELECT ${nothing.join(', ')} WHERE false`;
}

function rowType(type: DataType): string {
  return type === 'json' ? 'VARCHAR' : duckdbType(type);
}

/** `r."eventTime" AS "eventtime"`; JSON becomes the text that it is in the other engines. */
export function selectFields(row: string, fields: readonly Field[]): readonly string[] {
  return fields.map(({ name, type }) => {
    const value = `${row}"${name}"`;
    return `${type === 'json' ? `CAST(${value} AS VARCHAR)` : value} AS "${name.toLowerCase()}"`;
  });
}

/** What the path of a file of `AWSLogs/` says. */
export function fromPath(service: string) {
  return {
    account: `regexp_extract(filename, 'AWSLogs/(?:o-[a-z0-9]+/)?(\\d{12})/', 1) AS "account"`,
    region: `regexp_extract(filename, '/${service}/([a-z0-9-]+)/', 1) AS "region"`,
    day: (name: string) =>
      `regexp_extract(filename, '/${service}/[a-z0-9-]+/(\\d{4}/\\d\\d?/\\d\\d?)/', 1) AS "${name}"`,
  };
}

/**
 * Lines that hold something, as the column `content`. Not by the reader of CSV: after a CR that stands alone it loses a
 * character, and it refuses a file for one byte that is no UTF-8.
 */
export function readLines(files: readonly ReadableFile[]): string {
  const blobs = `read_blob([${files.map(({ path }) => sqlText(path)).join(', ')}])`;
  const lines = "unnest(string_split_regex(decode(content, 'replace'), '[\\r\\n]+'))";
  return `(SELECT * FROM (SELECT ${lines} AS content, filename FROM ${blobs}) WHERE content <> '')`;
}
