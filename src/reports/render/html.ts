import { forHtml } from '../../domain/text/media.ts';
import { type Answer, isAnswered, type Outcome, resultOf } from '../answer.ts';
import type { Basis } from '../basis.ts';
import type { Language } from '../language.ts';
import { basisLines } from './basis-words.ts';
import { htmlCell } from './cell.ts';
import { barsOf, renderBars } from './chart.ts';
import { anyReader, type Reader } from './reader.ts';
import { severityText } from './severity-words.ts';
import { pageStyle, STYLE } from './style.ts';
import { emptyText, headings, periodText, rowCountText } from './words.ts';

/** One file without references to others. Printed, each report begins with its heading on the page of its table. */
export function renderHtml(answers: readonly Outcome[], language: Language): string {
  const title = answers.length === 1 ? (answers[0]?.report.title[language] ?? '') : 'Metsuke';
  const reader = anyReader(language);
  const sections = answers.map((answer) => renderSection(answer, reader)).join('\n');
  return page({ title, language, footer: 'Metsuke', body: sections });
}

interface Page {
  readonly title: string;
  readonly language: Language;
  /** Of each printed page. */
  readonly footer: string;
  readonly body: string;
}

export function page({ title, language, footer, body }: Page): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${forHtml(title)}</title>
<style>${STYLE}${pageStyle(title, footer)}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

export function renderSection(answer: Outcome, reader: Reader): string {
  const { report } = answer;
  const { language, timeZone } = reader;
  const kind = {
    found: report.severity,
    nothing: 'silent',
    incomplete: 'unknown',
    'no-logs': 'unknown',
    'not-evaluated': 'unknown',
  };
  const hasRows = isAnswered(answer) && answer.rows.length > 0;
  const cis = report.cis === undefined ? '' : ` · CIS ${report.cis}`;
  return `<section id="${report.id}" class="${kind[resultOf(answer)]}">
<h2>${forHtml(report.title[language])}</h2>
<p class="about">${forHtml(report.question[language])}<br>${report.id} · ${severityText(report.severity, language)}${cis} · ${forHtml(periodText(answer, language, timeZone))}</p>
${hasRows ? `${chartOf(answer, language)}${renderTable(answer, reader)}` : `<p class="empty">${forHtml(emptyText(answer, language))}</p>`}${isAnswered(answer) ? `\n${renderBasis(answer.basis, reader)}` : ''}
</section>`;
}

/** What was not seen stands out. */
export function renderBasis(basis: Basis, reader: Reader): string {
  const items = basisLines(basis, reader.language, reader).map(
    ({ text, isWarning }) => `<li${isWarning ? ' class="warning"' : ''}>${forHtml(text)}</li>`,
  );
  return `<ul class="basis">${items.join('')}</ul>`;
}

function chartOf({ report, columns, rows }: Answer, language: Language): string {
  if (report.chart === undefined || rows.length < 2) return '';
  return `${renderBars(barsOf(columns, rows, report.chart), report.title[language])}\n`;
}

/** A column in which no row says anything is left out. */
function renderTable(answer: Answer, reader: Reader): string {
  const { columns, rows } = answer;
  const shown = [...columns.keys()].filter((index) => rows.some((row) => (row[index] ?? '') !== ''));
  const titles = headings(answer, reader.language, reader.timeZone);
  const head = shown.map((index) => heading(titles[index] ?? '', rows, index));
  const place = { isNamed: columns.includes('account_name') };
  const body = rows.map(
    (row) => `<tr>${shown.map((index) => htmlCell(row[index] ?? null, reader, place)).join('')}</tr>`,
  );
  return `<div class="wide"><table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>
<p class="count">${rowCountText(answer, reader.language)}</p>`;
}

function heading(title: string, rows: Answer['rows'], index: number): string {
  const isOfNumbers = rows.every((row) => row[index] === null || typeof row[index] === 'number');
  return `<th scope="col"${isOfNumbers ? ' class="number"' : ''}>${forHtml(title)}</th>`;
}
