import { isAnswered, type Outcome, RESULTS, resultOf, type Unanswered } from '../../reports/answer.ts';
import { joinBases } from '../../reports/basis.ts';
import type { Language } from '../../reports/language.ts';
import { countNotRead } from '../../reports/render/json.ts';
import {
  conclusionText,
  incompleteText,
  noLogsText,
  RESULT_WORDS,
  readInPartText,
  SUMMARY,
} from '../../reports/render/summary-words.ts';
import { periodText } from '../../reports/render/words.ts';
import { SEVERITIES } from '../../reports/report.ts';
import type { View } from '../terminal.ts';
import { renderBasis } from './basis.ts';
import { causesOf } from './causes.ts';
import { severityColor } from './report-table.ts';
import { renderTable } from './table.ts';
import { paragraph } from './wrap.ts';

/** What came of many reports: by severity, by report, and what is not known. */
export function renderSummary(outcomes: readonly Outcome[], language: Language, view: View): string {
  const { style, screen } = view;
  const [first] = outcomes;
  if (first === undefined) return '';
  const title = [{ text: SUMMARY.title[language], paint: style.bold }, ` · ${periodText(first, language)}`];
  const found = outcomes.filter((outcome) => resultOf(outcome) === 'found');
  const basis = joinBases(outcomes.filter(isAnswered).map((each) => each.basis));
  const notEvaluated = outcomes.filter((outcome) => !isAnswered(outcome)).length;
  const lines = [
    ...paragraph(title, screen),
    '',
    bySeverity(outcomes, language, view),
    '',
    ...(found.length > 0 ? [byReport(found, language, view), ''] : []),
    ...named(outcomes, language, view),
    ...unansweredLines(outcomes, language, view),
    ...paragraph(
      conclusionText(
        { reports: outcomes.length, found: found.length, rows: rowsOf(found) || '0', notEvaluated },
        language,
      ),
      screen,
    ),
    ...(basis === undefined ? [] : renderBasis(basis, language, view)),
  ];
  return `${lines.join('\n')}\n`;
}

function bySeverity(outcomes: readonly Outcome[], language: Language, view: View): string {
  const titles = [SUMMARY.severity, SUMMARY.reports, ...RESULTS.map((result) => RESULT_WORDS[result]), SUMMARY.rows];
  const rows = SEVERITIES.flatMap((severity) => {
    const group = outcomes.filter(({ report }) => report.severity === severity);
    if (group.length === 0) return [];
    const counts = RESULTS.map((result) => group.filter((outcome) => resultOf(outcome) === result).length);
    const label = { text: severity, paint: severityColor(severity, view.style) };
    // A column of which every cell is empty is left out.
    return [
      {
        cells: [
          label,
          String(group.length),
          ...counts.map((count) => (count === 0 ? '' : String(count))),
          rowsOf(group),
        ],
      },
    ];
  });
  return renderTable({ columns: titles.map((title) => ({ title: title[language] })), rows, language }, view);
}

function byReport(found: readonly Outcome[], language: Language, view: View): string {
  const rows = SEVERITIES.flatMap((severity) => found.filter(({ report }) => report.severity === severity)).map(
    (outcome) => {
      const { id, severity } = outcome.report;
      return { cells: [id, { text: severity, paint: severityColor(severity, view.style) }, rowsOf([outcome])] };
    },
  );
  const columns = [
    { title: SUMMARY.report[language], priority: 2 },
    { title: SUMMARY.severity[language] },
    { title: SUMMARY.rows[language], priority: 1 },
  ];
  return renderTable({ columns, rows, language }, view);
}

/** `12`, `1,234`, `10,000+` where not all rows were fetched. */
function rowsOf(outcomes: readonly Outcome[]): string {
  const answers = outcomes.filter(isAnswered);
  if (answers.length === 0) return '';
  const count = answers.reduce((sum, { rows }) => sum + rows.length, 0);
  return `${count.toLocaleString('en-US')}${answers.some(({ isCut }) => isCut) ? '+' : ''}`;
}

function named(outcomes: readonly Outcome[], language: Language, { style, screen }: View): readonly string[] {
  const idsOf = (wanted: (outcome: Outcome) => boolean): string => {
    const those = outcomes.filter(wanted);
    const isAll = those.length > 1 && those.length === outcomes.length;
    return isAll ? SUMMARY.every[language] : those.map(({ report }) => report.id).join(', ');
  };
  const nothing = idsOf((outcome) => resultOf(outcome) === 'nothing');
  const incomplete = idsOf((outcome) => resultOf(outcome) === 'incomplete');
  const noLogs = idsOf((outcome) => resultOf(outcome) === 'no-logs');
  const inPart = idsOf((outcome) => countNotRead(outcome) > 0);
  const { width } = screen;
  return [
    ...(nothing === '' ? [] : paragraph(`${RESULT_WORDS.nothing[language]}: ${nothing}`, { width, rest: '  ' })),
    ...(incomplete === ''
      ? []
      : paragraph([{ text: incompleteText(incomplete, language), paint: style.yellow }], { width, rest: '  ' })),
    ...(noLogs === ''
      ? []
      : paragraph([{ text: noLogsText(noLogs, language), paint: style.yellow }], { width, rest: '  ' })),
    ...(inPart === ''
      ? []
      : paragraph([{ text: readInPartText(inPart, language), paint: style.yellow }], { width, rest: '  ' })),
  ];
}

/** The same reason of many reports is one paragraph. */
export function unansweredLines(
  outcomes: readonly Outcome[],
  language: Language,
  { style, screen }: View,
): readonly string[] {
  const occurrences = outcomes
    .filter((outcome): outcome is Unanswered => !isAnswered(outcome))
    .map(({ report, reason }) => ({ what: report.id, account: null, name: '', region: null, reason }));
  return causesOf(occurrences).flatMap(({ whats, reason }) =>
    paragraph(
      [{ text: RESULT_WORDS['not-evaluated'][language], paint: style.red }, ` ${whats.join(', ')}: ${reason}`],
      { width: screen.width, rest: '  ' },
    ),
  );
}
