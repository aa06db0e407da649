/**
 * Text as a literal of SQL: the only way by which a value becomes part of a statement. In DuckDB, Athena and Trino a
 * backslash means itself and only the quote must be doubled.
 */
export function sqlText(text: string): string {
  // DuckDB ends a statement where C ends a string.
  if (text.includes('\0')) throw new Error('A text with a NUL character cannot be part of a query.');
  return `'${text.replaceAll("'", "''")}'`;
}
