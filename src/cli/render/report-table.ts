import Table from 'cli-table3';
import type { Value } from '../../query/engine.ts';
import type { Answer } from '../../reports/answer.ts';
import { emptyText, headings, periodText, rowCountText } from '../../reports/render/words.ts';
import type { Language, Severity } from '../../reports/report.ts';
import type { Terminal } from '../terminal.ts';
import { printable, widthOf } from './text.ts';

type Style = Terminal['style'];

export function severityColor(severity: Severity, style: Style): (text: string) => string {
  return { critical: style.red, high: style.red, medium: style.yellow, low: style.cyan, info: style.dim }[severity];
}

/** A report on the terminal: columns as wide as the terminal allows, long cells on several lines. */
export function renderAnswer(answer: Answer, language: Language, { style, columns }: Terminal): string {
  const { report, rows } = answer;
  const color = rows.length === 0 ? style.green : severityColor(report.severity, style);
  const cis = report.cis === undefined ? '' : ` · CIS ${report.cis}`;
  const title = `${color(report.title[language])} ${style.dim(`${report.id} · ${report.severity}${cis}`)}`;
  const about = style.dim(periodText(answer, language));
  if (rows.length === 0) return `${title}\n${about}\n${emptyText(language)}\n`;
  return `${title}\n${about}\n${renderRows(answer, language, columns, style)}\n${rowCountText(answer, language)}\n`;
}

export function renderRows(
  answer: Pick<Answer, 'columns' | 'rows'>,
  language: Language,
  terminalColumns: number,
  style: Style,
): string {
  const shown = answer.columns.flatMap((name, index) => (isWorthItsWidth(name, index, answer) ? [index] : []));
  const titles = headings(answer, language).filter((_, index) => shown.includes(index));
  const cells = answer.rows.map((row) => shown.map((index) => cellText(row[index] ?? null)));
  const widths = narrow(
    titles.map((title, index) => Math.max(widthOf(title), ...cells.map((row) => widthOf(row[index] ?? '')))),
    terminalColumns,
  );
  const table = new Table({
    head: titles.map((title) => style.bold(title)),
    colWidths: widths.map((width) => width + PADDING),
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [], compact: true },
  });
  for (const row of cells) table.push(row);
  return table.toString();
}

/** An id is for programs, which read JSON or CSV; a column without a value tells nothing. */
function isWorthItsWidth(name: string, index: number, { rows }: Pick<Answer, 'rows'>): boolean {
  return name !== 'event_id' && rows.some((row) => (row[index] ?? '') !== '');
}

/** Shorter where nothing is lost: `2026-10-14 03:00:00`, `user/hanako` of the account that has a column of its own. */
function cellText(value: Value): string {
  return printable(value === null ? '' : String(value))
    .replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z$/, '$1 $2')
    .replace(/\.amazonaws\.com$/, '')
    .replace(/^arn:aws[\w-]*:(?:iam|sts)::\d{12}:/, '');
}

const PADDING = 2;
const NARROWEST = 8;

/** The widest columns give until all fit; each keeps enough to be read. */
function narrow(widths: readonly number[], terminalColumns: number): readonly number[] {
  const fitted = [...widths];
  const spare = () => terminalColumns - fitted.reduce((sum, width) => sum + width + PADDING + 1, 1);
  while (spare() < 0) {
    const widest = fitted.indexOf(Math.max(...fitted));
    const width = fitted[widest] ?? 0;
    if (width <= NARROWEST) break;
    fitted[widest] = Math.max(NARROWEST, width + spare(), Math.ceil(width * 0.8));
  }
  return fitted;
}
