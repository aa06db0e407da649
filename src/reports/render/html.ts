import { forHtml } from '../../domain/text/media.ts';
import type { Value } from '../../query/engine.ts';
import { type Answer, isAnswered, type Outcome, resultOf } from '../answer.ts';
import type { Basis } from '../basis.ts';
import type { Language } from '../language.ts';
import { basisLines } from './basis-words.ts';
import { barsOf, renderBars } from './chart.ts';
import { emptyText, headings, periodText, rowCountText } from './words.ts';

/** One file without references to others. Printed, each report begins with its heading on the page of its table. */
export function renderHtml(answers: readonly Outcome[], language: Language): string {
  const title = answers.length === 1 ? (answers[0]?.report.title[language] ?? '') : 'Metsuke';
  const sections = answers.map((answer) => renderSection(answer, language)).join('\n');
  return page({ title, language, body: sections });
}

export function page({ title, language, body }: { title: string; language: Language; body: string }): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${forHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

export function renderSection(answer: Outcome, language: Language): string {
  const { report } = answer;
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
<p class="about">${forHtml(report.question[language])}<br>${report.id} · ${report.severity}${cis} · ${forHtml(periodText(answer, language))}</p>
${hasRows ? `${chartOf(answer, language)}${renderTable(answer, language)}` : `<p class="empty">${forHtml(emptyText(answer, language))}</p>`}${isAnswered(answer) ? `\n${renderBasis(answer.basis, language)}` : ''}
</section>`;
}

/** What was not seen stands out. */
export function renderBasis(basis: Basis, language: Language): string {
  const items = basisLines(basis, language).map(
    ({ text, isWarning }) => `<li${isWarning ? ' class="warning"' : ''}>${forHtml(text)}</li>`,
  );
  return `<ul class="basis">${items.join('')}</ul>`;
}

function chartOf({ report, columns, rows }: Answer, language: Language): string {
  if (report.chart === undefined || rows.length < 2) return '';
  return `${renderBars(barsOf(columns, rows, report.chart), report.title[language])}\n`;
}

function renderTable(answer: Answer, language: Language): string {
  const head = headings(answer, language).map((title) => `<th scope="col">${forHtml(title)}</th>`);
  const body = answer.rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body}
</tbody>
</table>
<p class="count">${rowCountText(answer, language)}</p>`;
}

function cell(value: Value): string {
  if (typeof value === 'number') return `<td class="number">${value.toLocaleString('en-US')}</td>`;
  return `<td>${forHtml(value === null ? '' : String(value))}</td>`;
}

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --weak: #777; }
body { font: 14px/1.5 system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-bottom: .2rem; }
section { border-left: 4px solid var(--line); padding-left: 1rem; margin: 2rem 0; }
section.critical, section.high { border-color: #c62828; } section.medium { border-color: #ef8c00; }
section.low, section.info { border-color: #1976d2; } section.silent { border-color: #2e7d32; }
section.unknown { border-color: #ef8c00; } .basis { color: var(--weak); font-size: 12px; margin: 0 0 .6rem; padding-left: 1.2rem; }
.warning { color: #b35900; font-weight: 600; }
.about, .count, .empty { color: var(--weak); margin: 0 0 .6rem; }
a { color: inherit; } .chapter { break-before: page; border-bottom: 2px solid var(--line); }
table { border-collapse: collapse; width: 100%; font-size: 12px; }
th { text-align: left; border-bottom: 2px solid var(--line); } td { border-bottom: 1px solid var(--line); }
th, td { padding: .25rem .5rem; vertical-align: top; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
svg text { font: 11px system-ui, sans-serif; fill: currentColor; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { margin: 0; max-width: none; font-size: 10px; } table { font-size: 8px; }
  section { break-before: auto; } h2, .about { break-after: avoid; } tr { break-inside: avoid; } thead { display: table-header-group; }
}`;
