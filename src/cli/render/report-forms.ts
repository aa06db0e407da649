import { forJson } from '../../domain/text/media.ts';
import type { Outcome } from '../../reports/answer.ts';
import { isAnswered, resultOf } from '../../reports/answer.ts';
import type { Language } from '../../reports/language.ts';
import { renderCsv } from '../../reports/render/csv.ts';
import { answerAsData } from '../../reports/render/json.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import { makeColors } from '../colors.ts';
import type { ReportFormat } from '../commands/archive-options.ts';
import type { View } from '../terminal.ts';
import { renderSummary } from './report-summary.ts';
import { renderAnswer } from './report-table.ts';

export interface FormOptions {
  readonly format: ReportFormat;
  readonly language: Language;
  /** Of Metsuke. */
  readonly version: string;
}

/** Nothing is cut in a file, and nobody reads colours there. */
export const FILE_VIEW: View = {
  style: makeColors(false),
  screen: { width: Number.POSITIVE_INFINITY, isAscii: false },
};

/** Reports as text of one form. On a terminal a table shows its first rows, and of many reports those that found something. */
export async function renderReports(
  outcomes: readonly Outcome[],
  { format, language, version }: FormOptions,
  view: View,
): Promise<string> {
  switch (format) {
    case 'table':
      return renderTables(outcomes, language, view);
    case 'csv':
      return outcomes.filter(isAnswered).map(renderCsv).join('\r\n');
    case 'json':
      return `${forJson(JSON.stringify(outcomes.map(answerAsData), null, 2))}\n`;
    case 'markdown':
      return outcomes.map((outcome) => renderMarkdown(outcome, language)).join('\n');
    case 'html': {
      const { renderHtml } = await import('../../reports/render/html.ts');
      return renderHtml(outcomes, language);
    }
    case 'sarif': {
      const { sarifOf } = await import('../../reports/render/sarif.ts');
      return `${forJson(JSON.stringify(sarifOf(outcomes, { version }), null, 2))}\n`;
    }
    case 'ocsf': {
      const { ocsfOf } = await import('../../reports/render/ocsf.ts');
      return forJson(ocsfOf(outcomes, { version }));
    }
    default:
      return format satisfies never;
  }
}

/** So many rows are read on a screen; of many reports a person looks at the first ones and then into one of them. */
const MOST_ROWS = { ofOne: 100, ofMany: 10 };

function renderTables(outcomes: readonly Outcome[], language: Language, view: View): string {
  const isOnScreen = view.screen.width !== Number.POSITIVE_INFINITY;
  const isOne = outcomes.length === 1;
  const shown = isOnScreen && !isOne ? outcomes.filter((outcome) => resultOf(outcome) === 'found') : outcomes;
  const mostRows = isOne ? MOST_ROWS.ofOne : MOST_ROWS.ofMany;
  const tables = shown.map((outcome) =>
    renderAnswer(outcome, { language, basis: isOne, ...(isOnScreen ? { mostRows } : {}) }, view),
  );
  return [...tables, ...(isOne ? [] : [renderSummary(outcomes, language, view)])].join('\n');
}
