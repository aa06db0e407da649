import { forHtml } from '../../domain/text/media.ts';
import { type Outcome, type Result, resultOf } from '../answer.ts';
import { rowsOf } from '../compare.ts';
import type { Language, Text } from '../language.ts';
import { isOfFindings, severityText } from '../render/severity-words.ts';
import { RESULT_WORDS } from '../render/summary-words.ts';
import { type Report, SEVERITIES } from '../report.ts';
import { beforeOf, changeText, countText } from './counts.ts';
import type { PackInput } from './input.ts';
import { WORDS } from './words.ts';

/** What found something, the worst first, with room for a remark; what counts alone; what found nothing; what is not known. */
export function renderSummary(input: PackInput): string {
  const { language } = input.reader;
  const outcomes = [...input.outcomes].sort(
    (a, b) => SEVERITIES.indexOf(a.report.severity) - SEVERITIES.indexOf(b.report.severity),
  );
  const found = outcomes.filter((outcome) => resultOf(outcome) === 'found');
  const findings = found.filter(({ report }) => isOfFindings(report));
  const overviews = found.filter(({ report }) => !isOfFindings(report));
  return `<h2 class="chapter">${WORDS.summary[language]}</h2>
<h3>${WORDS.found[language]} (${findings.length})</h3>
${findings.length === 0 ? '' : table(findings, input)}
${WITHOUT_ROWS.map((result) => named(result, outcomes, language)).join('\n')}
${overviews.length === 0 ? '' : list(WORDS.overviews[language], overviews, language)}`;
}

interface Column {
  readonly head: Text;
  readonly kind: 'text' | 'number' | 'remark';
  readonly cell: (outcome: Outcome) => string;
}

function table(outcomes: readonly Outcome[], input: PackInput): string {
  const { language } = input.reader;
  const columns = columnsOf(outcomes, input);
  const head = columns.map(({ head: text, kind }) => `<th scope="col" class="${kind}">${text[language]}</th>`).join('');
  const rows = outcomes.map(
    (outcome) => `<tr>${columns.map(({ kind, cell }) => `<td class="${kind}">${cell(outcome)}</td>`).join('')}</tr>`,
  );
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function columnsOf(outcomes: readonly Outcome[], { before, reader: { language } }: PackInput): readonly Column[] {
  const compared: readonly Column[] =
    before === null
      ? []
      : [
          { head: WORDS.earlier, kind: 'number', cell: (each) => countText(beforeOf(each, before), language) },
          { head: WORDS.change, kind: 'number', cell: (each) => changeText(rowsOf(each), beforeOf(each, before)) },
        ];
  const isOfBenchmark = outcomes.some(({ report }) => report.cis !== undefined);
  const cis: Column = { head: { en: 'CIS', ja: 'CIS' }, kind: 'text', cell: ({ report }) => report.cis ?? '' };
  return [
    { head: WORDS.report, kind: 'text', cell: ({ report }) => linkTo(report, language) },
    { head: WORDS.severity, kind: 'text', cell: ({ report }) => severityText(report.severity, language) },
    ...(isOfBenchmark ? [cis] : []),
    { head: WORDS.rows, kind: 'number', cell: (each) => countText(rowsOf(each), language) },
    ...compared,
    { head: WORDS.remark, kind: 'remark', cell: () => '' },
  ];
}

/** What is unknown first. */
const WITHOUT_ROWS = ['not-evaluated', 'no-logs', 'incomplete', 'nothing'] as const satisfies readonly Result[];

function named(result: Result, outcomes: readonly Outcome[], language: Language): string {
  const these = outcomes.filter((outcome) => resultOf(outcome) === result);
  return these.length === 0 ? '' : list(RESULT_WORDS[result][language], these, language, result !== 'nothing');
}

function list(title: string, outcomes: readonly Outcome[], language: Language, isWarning = false): string {
  const names = outcomes.map(({ report }) => linkTo(report, language)).join(language === 'ja' ? '、' : ', ');
  return `<h3${isWarning ? ' class="warning"' : ''}>${title} (${outcomes.length})</h3>\n<p>${names}</p>`;
}

function linkTo({ id, title }: Report, language: Language): string {
  return `<a href="#${id}">${forHtml(title[language])}</a>`;
}
