import type { Value } from '../../query/engine.ts';
import type { Answer } from '../../reports/answer.ts';
import { emptyText, headings, periodText, rowCountText } from '../../reports/render/words.ts';
import type { Language, Severity } from '../../reports/report.ts';
import type { Terminal, View } from '../terminal.ts';
import { type Column, renderTable } from './table.ts';
import { paragraph } from './wrap.ts';

type Style = Terminal['style'];

export function severityColor(severity: Severity, style: Style): (text: string) => string {
  return { critical: style.red, high: style.red, medium: style.yellow, low: style.cyan, info: style.dim }[severity];
}

/** A report on the terminal. */
export function renderAnswer(answer: Answer, language: Language, view: View): string {
  const { report, rows } = answer;
  const { style, screen } = view;
  const color = rows.length === 0 ? style.green : severityColor(report.severity, style);
  const cis = report.cis === undefined ? '' : ` · CIS ${report.cis}`;
  const title = [
    { text: report.title[language], paint: color },
    { text: ` ${report.id} · ${report.severity}${cis}`, paint: style.dim },
  ];
  const about = [{ text: periodText(answer, language), paint: style.dim }];
  const found =
    rows.length === 0 ? [emptyText(language)] : [renderRows(answer, language, view), rowCountText(answer, language)];
  return [...paragraph(title, screen), ...paragraph(about, screen), ...found, ''].join('\n');
}

export function renderRows(answer: Pick<Answer, 'columns' | 'rows'>, language: Language, view: View): string {
  const columns = headings(answer, language).map((title, index) => columnOf(answer.columns[index] ?? '', title));
  const rows = answer.rows.map((row) => ({ cells: row.map(cellText) }));
  return renderTable({ columns, rows, language }, view);
}

/** An id is for programs, which read JSON or CSV; what explains a row gives way to what names it. */
function columnOf(name: string, title: string): Column {
  return { title, priority: PRIORITIES[name] ?? 0, isOptional: name === 'event_id' };
}

/** The columns that tell rows apart stay in the row; those that explain it go below it first. */
const PRIORITIES: Readonly<Record<string, number>> = {
  time: 4,
  first_time: 4,
  day: 4,
  local_day: 4,
  account: 3,
  event: 3,
  instance: 3,
  rule: 3,
  package: 3,
  severity: 2,
  target: 1,
  actor: 1,
  last_time: -1,
  caller_account: -1,
  region: -1,
  source_ip: -1,
  source_ips: -1,
  error: -2,
  tls_version: -2,
  user_agent: -3,
  finding_id: -3,
};

/** Shorter where nothing is lost: `2026-10-14 03:00:00`, `user/hanako` of the account that has a column of its own. */
function cellText(value: Value): string {
  return (value === null ? '' : String(value))
    .replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z$/, '$1 $2')
    .replace(/\.amazonaws\.com$/, '')
    .replace(/^arn:aws[\w-]*:(?:iam|sts)::\d{12}:/, '');
}
