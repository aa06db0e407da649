import { forHtml } from '../domain/text/media.ts';
import type { Answer } from './answer.ts';
import { renderCsv } from './render/csv.ts';
import { page, renderSection } from './render/html.ts';
import { periodText } from './render/words.ts';
import type { Language, Text } from './report.ts';
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
export function makePack(answers: readonly Answer[], options: PackOptions): readonly PackFile[] {
  const tables = answers.map((answer) => ({ path: `data/${answer.report.id}.csv`, text: renderCsv(answer) }));
  return [{ path: `report-${options.month}.html`, text: renderPage(answers, options) }, ...tables];
}

const WORDS = {
  title: { en: 'Audit report', ja: '監査レポート' },
  found: { en: 'With findings', ja: '該当あり' },
  silent: { en: 'Nothing found', ja: '該当なし' },
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
  complete: { en: 'Every log object of the period was read.', ja: '期間内のログはすべて読み取れました。' },
} as const satisfies Record<string, Text>;

function renderPage(answers: readonly Answer[], options: PackOptions): string {
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

function cover(answers: readonly Answer[], { language, madeAt, source, version }: PackOptions): string {
  const [first] = answers;
  const lines = [
    ...(first ? [periodText(first, language)] : []),
    `${WORDS.source[language]}: ${source}`,
    `${WORDS.made[language]}: ${madeAt} · metsuke ${version}`,
  ];
  return `<p class="about">${lines.map(forHtml).join('<br>')}</p>\n${completeness(answers, language)}`;
}

/** An auditor must know what was not looked at. */
function completeness(answers: readonly Answer[], language: Language): string {
  const keys = new Map(answers.flatMap(({ problems }) => problems.map(({ key, problem }) => [key, problem] as const)));
  if (keys.size === 0) return `<p>${WORDS.complete[language]}</p>`;
  const items = [...keys].map(([key, problem]) => `<li>${forHtml(`${key} ${problem}`)}</li>`);
  return `<p>${WORDS.incomplete[language]}</p>\n<ul>${items.join('')}</ul>`;
}

function summary(answers: readonly Answer[], language: Language): string {
  const bySeverity = [...answers].sort(
    (a, b) => SEVERITIES.indexOf(a.report.severity) - SEVERITIES.indexOf(b.report.severity),
  );
  const found = bySeverity.filter(({ rows }) => rows.length > 0);
  const silent = bySeverity.filter(({ rows }) => rows.length === 0);
  const rows = found.map(({ report, rows: { length }, isCut }) => {
    const link = `<a href="#${report.id}">${forHtml(report.title[language])}</a>`;
    const count = `${length.toLocaleString('en-US')}${isCut ? '+' : ''}`;
    return `<tr><td>${link}</td><td>${report.severity}</td><td>${report.cis === undefined ? '' : `CIS ${report.cis}`}</td><td class="number">${count}</td></tr>`;
  });
  const quiet = silent.map(({ report }) => forHtml(report.title[language])).join(language === 'ja' ? '、' : ', ');
  const heads = [WORDS.report, WORDS.severity, { en: 'CIS', ja: 'CIS' }, WORDS.rows].map((text) => text[language]);
  return `<h2>${WORDS.summary[language]}</h2>
<h3>${WORDS.found[language]} (${found.length})</h3>
<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>
<h3>${WORDS.silent[language]} (${silent.length})</h3>
<p>${quiet}</p>`;
}
