import type { ReadableFile } from './scope.ts';
import { sqlText } from './sql-text.ts';

/** A SELECT over files with one JSON object a line, of whose fields all are text. */
export function readJsonLines(
  files: readonly ReadableFile[],
  names: readonly string[],
  places: readonly string[],
): string {
  const values = names.map((name) => `json_extract_string(json, ${sqlText(`$.${name}`)}) AS "${name}"`);
  const paths = files.map(({ path }) => sqlText(path)).join(', ');
  return `SELECT ${[...values, ...places].join(', ')}
FROM read_json_objects([${paths}], format = 'newline_delimited', filename = true)`;
}
