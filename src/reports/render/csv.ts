import { forCsv } from '../../domain/text/media.ts';
import type { Row, Value } from '../../query/engine.ts';

/** RFC 4180, with the names of columns that programs know. */
export function renderCsv({ columns, rows }: { readonly columns: readonly string[]; readonly rows: readonly Row[] }) {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(value: Value): string {
  return typeof value === 'string' ? forCsv(value) : String(value ?? '');
}
