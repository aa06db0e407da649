import type { Row } from '../../query/engine.ts';
import type { Terminal } from '../terminal.ts';
import { renderRows } from './report-table.ts';

/** A table with what it counts below; one sentence when there is nothing. */
export function renderList(
  list: { readonly columns: readonly string[]; readonly rows: readonly Row[] },
  { view }: Pick<Terminal, 'view'>,
  count: string,
): string {
  if (list.rows.length === 0) return 'Nothing found.\n';
  return `${renderRows(list, 'en', view)}\n${count}\n`;
}
