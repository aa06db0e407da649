/**
 * UNNEST of an array of rows, of which each is `<name>[1]`. Trino takes a row apart into columns, where what is asked of
 * Athena elsewhere expects it whole; a list of one row is left whole by both.
 */
export function unnestRows(array: string, name: string): string {
  return `UNNEST(transform(${array}, each -> ARRAY[each])) AS unnested(${name})`;
}
