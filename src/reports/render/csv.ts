import type { Row, Value } from '../../query/engine.ts';

/** RFC 4180, with the names of columns that programs know. */
export function renderCsv({ columns, rows }: { readonly columns: readonly string[]; readonly rows: readonly Row[] }) {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/**
 * A spreadsheet runs a cell that begins like a formula, and what a caller sends as user agent or user name is for the
 * caller to choose. An apostrophe makes it text.
 */
function csvCell(value: Value): string {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
