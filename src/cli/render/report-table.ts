import { say } from '../../domain/say.ts';
import type { Row, Value } from '../../query/engine.ts';
import { type Answer, isAnswered, type Outcome, resultOf } from '../../reports/answer.ts';
import type { Language } from '../../reports/language.ts';
import { emptyText, headings, moreText, periodText, rowCountText } from '../../reports/render/words.ts';
import type { Severity } from '../../reports/report.ts';
import type { Terminal, View } from '../terminal.ts';
import { renderBasis } from './basis.ts';
import { type Column, renderTable, type Table } from './table.ts';
import { paragraph } from './wrap.ts';

type Style = Terminal['style'];

export function severityColor(severity: Severity, style: Style): (text: string) => string {
  return { critical: style.red, high: style.red, medium: style.yellow, low: style.cyan, info: style.dim }[severity];
}

interface AnswerOptions {
  readonly language: Language;
  /** Of a table; the rest is counted. All of them unless said. */
  readonly mostRows?: number;
  /** Whether what it was made of stands below it; of many reports it stands once at the end. */
  readonly basis: boolean;
}

/** A report on the terminal. */
export function renderAnswer(outcome: Outcome, { language, mostRows, basis }: AnswerOptions, view: View): string {
  const { report } = outcome;
  const { style, screen } = view;
  const cis = report.cis === undefined ? '' : say` · CIS ${report.cis}`;
  const title = [
    { text: report.title[language], paint: titleColor(outcome, style) },
    { text: ` ${report.id} · ${report.severity}${cis}`, paint: style.dim },
  ];
  const about = [{ text: periodText(outcome, language), paint: style.dim }];
  const lines = [...paragraph(title, screen), ...paragraph(about, screen)];
  const below = basis && isAnswered(outcome) ? renderBasis(outcome.basis, language, view) : [];
  if (!isAnswered(outcome) || outcome.rows.length === 0)
    return [...lines, ...paragraph(emptyText(outcome, language), screen), ...below, ''].join('\n');
  const shown = outcome.rows.slice(0, mostRows);
  const count =
    shown.length < outcome.rows.length ? moreText(outcome, shown.length, language) : rowCountText(outcome, language);
  const table = renderRows({ ...outcome, rows: shown }, language, view);
  return [...lines, table, ...paragraph(count, screen), ...below, ''].join('\n');
}

function titleColor(outcome: Outcome, style: Style): (text: string) => string {
  const result = resultOf(outcome);
  if (result === 'found') return severityColor(outcome.report.severity, style);
  return result === 'nothing' ? style.green : style.yellow;
}

export function renderRows(answer: Pick<Answer, 'columns' | 'rows'>, language: Language, view: View): string {
  const columns = headings(answer, language).map((title, index) => columnOf(answer.columns[index] ?? '', title));
  return renderValues({ columns, values: answer.rows, language }, view);
}

export function renderValues(
  { columns, values, language }: Omit<Table, 'rows'> & { readonly values: readonly Row[] },
  view: View,
): string {
  const rows = values.map((row) => ({ cells: row.map(cellText) }));
  return renderTable({ columns, rows, ...(language && { language }) }, view);
}

/** An id is for programs, which read JSON or CSV; what explains a row gives way to what names it. */
export function columnOf(name: string, title: string): Column {
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
