import { note, retell, say, spokenLanguage } from '../../domain/say.ts';
import type { Row } from '../../query/engine.ts';
import { COLUMNS } from '../../reports/columns.ts';
import type { Terminal } from '../terminal.ts';
import { columnOf, renderValues } from './report-table.ts';

/** Columns of several lists; those that a report has too are called as there. */
export const NAME = note`name`;
export const GROUP = note`group`;
export const PLATFORM = note`platform`;
export const ADDRESS = note`address`;
export const REPORTED = note`reported`;
export const REBOOT = note`reboot`;

/** A table with what it counts below; one sentence when there is nothing. */
export function renderList(
  list: { readonly columns: readonly string[]; readonly rows: readonly Row[] },
  { view }: Pick<Terminal, 'view'>,
  count: string,
): string {
  if (list.rows.length === 0) return say`Nothing found.\n`;
  const columns = list.columns.map((name) => columnOf(name, titleOf(name)));
  return `${renderValues({ columns, values: list.rows, language: spokenLanguage() }, view)}\n${count}\n`;
}

function titleOf(name: string): string {
  return name in COLUMNS ? COLUMNS[name as keyof typeof COLUMNS][spokenLanguage()] : retell(name);
}
