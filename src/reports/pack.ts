import { forHtml } from '../domain/text/media.ts';
import { isAnswered, type Outcome, type Result, resultOf } from './answer.ts';
import { isComplete, isNothingRead, joinBases } from './basis.ts';
import type { Language, Text } from './language.ts';
import { renderCsv } from './render/csv.ts';
import { page, renderBasis, renderSection } from './render/html.ts';
import { RESULT_WORDS } from './render/summary-words.ts';
import { periodText } from './render/words.ts';
import type { Report } from './report.ts';
import { SEVERITIES, TOPICS } from './report.ts';
import { TOPIC_WORDS } from './topic-words.ts';

export interface PackOptions {
  readonly month: string;
  readonly language: Language;
  /** ISO 8601. */
  readonly madeAt: string;
  /** `o-8m3k2xq1zz`, or where the logs are. */
  readonly source: string;
  readonly version: string;
}

export interface PackFile {
  /** Below the folder of the pack. */
  readonly path: string;
  readonly text: string;
}

/** What an auditor is handed for a month: one page to read and print, and every table as CSV. */
export function makePack(outcomes: readonly Outcome[], options: PackOptions): readonly PackFile[] {
  const tables = outcomes
    .filter(isAnswered)
    .map((answer) => ({ path: `data/${answer.report.id}.csv`, text: renderCsv(answer) }));
  return [{ path: `report-${options.month}.html`, text: renderPage(outcomes, options) }, ...tables];
}

const WORDS = {
  title: { en: 'Audit report', ja: '監査レポート' },
  summary: { en: 'Summary', ja: '概要' },
  report: { en: 'Report', ja: 'レポート' },
  severity: { en: 'Severity', ja: '重要度' },
  rows: { en: 'Rows', ja: '件数' },
  made: { en: 'Made', ja: '作成日時' },
  source: { en: 'Logs of', ja: 'ログの保管元' },
  incomplete: {
    en: 'Objects that could not be read, and are in none of the tables:',
    ja: '読み取れなかったため、どの表にも含まれていないオブジェクト:',
  },
  complete: {
    en: 'Every log object of the period that is in the archive was read, and each account has logs of each day.',
    ja: 'アーカイブにある期間内のログはすべて読み取れ、どのアカウントにも毎日のログがあります。',
  },
  notComplete: {
    en: 'This pack is not complete: what is missing stands below and beside each report.',
    ja: 'この監査レポートは完全ではありません。欠けているものを以下と各レポートに示します。',
  },
  unread: {
    en: 'Not one report could be evaluated: nothing is known of the period.',
    ja: '評価できたレポートはありません。対象期間については何も判定できません。',
  },
} as const satisfies Record<string, Text>;

function renderPage(answers: readonly Outcome[], options: PackOptions): string {
  const { language, month } = options;
  const title = `${WORDS.title[language]} ${month}`;
  const chapters = TOPICS.flatMap((topic) => {
    const sections = answers.filter(({ report }) => report.topic === topic);
    if (sections.length === 0) return [];
    const body = sections.map((answer) => renderSection(answer, language)).join('\n');
    return [`<h1 class="chapter">${TOPIC_WORDS[topic][language]}</h1>\n${body}`];
  });
  const body = [`<h1>${forHtml(title)}</h1>`, cover(answers, options), summary(answers, language), ...chapters];
  return page({ title, language, body: body.join('\n') });
}

function cover(answers: readonly Outcome[], { language, madeAt, source, version }: PackOptions): string {
  const [first] = answers;
  const lines = [
    ...(first ? [periodText(first, language)] : []),
    `${WORDS.source[language]}: ${source}`,
    `${WORDS.made[language]}: ${madeAt} · metsuke ${version}`,
  ];
  return `<p class="about">${lines.map(forHtml).join('<br>')}</p>\n${completeness(answers, language)}`;
}

/** An auditor must know what was not looked at. */
function completeness(outcomes: readonly Outcome[], language: Language): string {
  const answers = outcomes.filter(isAnswered);
  const basis = joinBases(answers.map((each) => each.basis));
  if (basis === undefined) return `<p class="warning">${WORDS.unread[language]}</p>`;
  const keys = new Map(answers.flatMap(({ problems }) => problems.map(({ key, problem }) => [key, problem] as const)));
  const isAllRead = isComplete(basis) && !isNothingRead(basis) && basis.notOverAt === null;
  const isWhole = isAllRead && answers.length === outcomes.length;
  const verdict = `<p${isWhole ? '' : ' class="warning"'}>${WORDS[isWhole ? 'complete' : 'notComplete'][language]}</p>`;
  const about = `${verdict}\n${renderBasis(basis, language)}`;
  if (keys.size === 0) return about;
  const items = [...keys].map(([key, problem]) => `<li>${forHtml(`${key} ${problem}`)}</li>`);
  return `${about}\n<p>${WORDS.incomplete[language]}</p>\n<ul>${items.join('')}</ul>`;
}

function summary(answers: readonly Outcome[], language: Language): string {
  const bySeverity = [...answers].sort(
    (a, b) => SEVERITIES.indexOf(a.report.severity) - SEVERITIES.indexOf(b.report.severity),
  );
  const withRows = bySeverity.filter(isAnswered).filter(({ rows }) => rows.length > 0);
  const rows = withRows.map(({ report, rows: { length }, isCut }) => {
    const count = `${length.toLocaleString('en-US')}${isCut ? '+' : ''}`;
    return `<tr><td>${linkTo(report, language)}</td><td>${report.severity}</td><td>${report.cis === undefined ? '' : `CIS ${report.cis}`}</td><td class="number">${count}</td></tr>`;
  });
  const heads = [WORDS.report, WORDS.severity, { en: 'CIS', ja: 'CIS' }, WORDS.rows].map((text) => text[language]);
  return `<h2>${WORDS.summary[language]}</h2>
<h3>${RESULT_WORDS.found[language]} (${withRows.length})</h3>
<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>
${WITHOUT_ROWS.map((result) => named(result, bySeverity, language)).join('\n')}`;
}

/** What is unknown first. */
const WITHOUT_ROWS = ['not-evaluated', 'no-logs', 'incomplete', 'nothing'] as const satisfies readonly Result[];

function named(result: Result, outcomes: readonly Outcome[], language: Language): string {
  const these = outcomes.filter((outcome) => resultOf(outcome) === result);
  if (these.length === 0) return '';
  const names = these.map(({ report }) => linkTo(report, language)).join(language === 'ja' ? '、' : ', ');
  const kind = result === 'nothing' ? '' : ' class="warning"';
  return `<h3${kind}>${RESULT_WORDS[result][language]} (${these.length})</h3>\n<p>${names}</p>`;
}

function linkTo({ id, title }: Report, language: Language): string {
  return `<a href="#${id}">${forHtml(title[language])}</a>`;
}
