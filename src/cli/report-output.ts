import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { say } from '../domain/say.ts';
import { countOf } from '../domain/text/phrases.ts';
import { requireWritable, writeWhole } from '../files/write-whole.ts';
import { isAnswered, type Outcome } from '../reports/answer.ts';
import { joinBases } from '../reports/basis.ts';
import type { Report } from '../reports/report.ts';
import type { ReportFormat } from './commands/archive-options.ts';
import { renderBasis } from './render/basis.ts';
import { FILE_VIEW, type FormOptions, renderReports } from './render/report-forms.ts';
import { renderSummary, unansweredLines } from './render/report-summary.ts';
import { openReportFolder, SUMMARY_FILE, summaryOf } from './report-folder.ts';
import type { Session } from './session.ts';

/** Where reports go: the terminal, one file, or a folder with a file for each. */
export interface Output {
  show(outcomes: readonly Outcome[]): Promise<void>;
}

interface Wanted extends FormOptions {
  readonly out: string | undefined;
  readonly reports: readonly Report[];
}

/** Says at once what would be said after the work is done. */
export async function openOutput(session: Session, wanted: Wanted): Promise<Output> {
  const { out } = wanted;
  if (out === undefined) return { show: (outcomes) => showOnTerminal(outcomes, wanted, session) };
  if (await isFolder(out, wanted.reports.length)) return openFolder(out, wanted, session);
  await requireWritable(out);
  return {
    async show(outcomes) {
      await writeWhole(out, await renderReports(outcomes, wanted, FILE_VIEW));
      if (outcomes.length === 1 || session.options.json) tellBasis(outcomes, wanted, session);
      if (session.options.json) return tellUnanswered(outcomes, wanted, session);
      if (outcomes.length > 1) session.terminal.out(renderSummary(outcomes, wanted.language, session.terminal.view));
    },
  };
}

/** What is there decides; else several reports go into one file when its name has an ending. */
async function isFolder(out: string, reports: number): Promise<boolean> {
  const found = await stat(out).catch(() => undefined);
  if (found !== undefined) return found.isDirectory();
  return out.endsWith('/') || (reports > 1 && extname(out) === '');
}

async function showOnTerminal(outcomes: readonly Outcome[], wanted: Wanted, session: Session): Promise<void> {
  const { terminal } = session;
  terminal.out(await renderReports(outcomes, wanted, terminal.view));
  tellBasis(outcomes, wanted, session);
  // The summary of a table says it.
  if (wanted.format !== 'table') tellUnanswered(outcomes, wanted, session);
}

/** These have no place for what the rows were made of. */
const WITHOUT_BASIS: readonly ReportFormat[] = ['csv', 'ocsf'];

function tellBasis(outcomes: readonly Outcome[], { language, format }: Wanted, { terminal }: Session): void {
  const basis = joinBases(outcomes.filter(isAnswered).map((each) => each.basis));
  if (!WITHOUT_BASIS.includes(format) || basis === undefined) return;
  for (const line of renderBasis(basis, language, terminal.errView)) terminal.err(`${line}\n`);
}

/** Whoever reads the rows of the others must know. */
function tellUnanswered(outcomes: readonly Outcome[], { language }: Wanted, { terminal }: Session): void {
  for (const line of unansweredLines(outcomes, language, terminal.errView)) terminal.err(`${line}\n`);
}

const ENDINGS: Readonly<Record<ReportFormat, string>> = {
  table: 'txt',
  csv: 'csv',
  json: 'json',
  markdown: 'md',
  html: 'html',
  sarif: 'sarif',
  ocsf: 'ocsf.jsonl',
};

async function openFolder(out: string, wanted: Wanted, session: Session): Promise<Output> {
  const nameOf = ({ id }: Report): string => `${id}.${ENDINGS[wanted.format]}`;
  const folder = await openReportFolder(out, wanted.reports.map(nameOf));
  return {
    async show(outcomes) {
      const texts = new Map<string, string>();
      for (const outcome of outcomes.filter(isAnswered))
        texts.set(nameOf(outcome.report), await renderReports([outcome], wanted, FILE_VIEW));
      const summary = {
        madeAt: new Date(session.clock.now()).toISOString(),
        reports: outcomes.map((outcome) => summaryOf(outcome, isAnswered(outcome) ? nameOf(outcome.report) : null)),
      };
      await folder.write(texts, summary);
      const { terminal, options } = session;
      if (options.json) return terminal.out(`${JSON.stringify(summary, null, 2)}\n`);
      terminal.out(renderSummary(outcomes, wanted.language, terminal.view));
      const files = countOf(texts.size, 'file');
      terminal.out(`${say`${files} in ${out}; ${join(out, SUMMARY_FILE)} says what is in them.`}\n`);
    },
  };
}
