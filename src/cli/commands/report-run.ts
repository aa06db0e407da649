import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { requireWritable, writeWhole } from '../../files/write-whole.ts';
import type { Parameters } from '../../query/engine.ts';
import type { Answer } from '../../reports/answer.ts';
import { type AskOptions, answerReport } from '../../reports/ask.ts';
import { REPORTS, reportById } from '../../reports/catalog.ts';
import { renderCsv } from '../../reports/render/csv.ts';
import { answerAsData } from '../../reports/render/json.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import type { Language, Report } from '../../reports/report.ts';
import { queryOf } from '../../reports/run.ts';
import { type EngineOptions, openEngine } from '../open-engine.ts';
import { tellProblems } from '../render/problems.ts';
import { renderAnswer } from '../render/report-table.ts';
import type { Session } from '../session.ts';
import type { Format } from './archive-options.ts';

export interface RunReportOptions extends EngineOptions {
  readonly names: readonly string[];
  readonly format: Format;
  readonly out?: string;
  readonly limit: string;
  readonly set?: readonly string[];
  readonly exitCode: boolean;
  readonly language: Language;
}

export async function run(session: Session, options: RunReportOptions): Promise<number> {
  const { terminal } = session;
  const reports = reportsOf(options.names);
  const ask: Pick<AskOptions, 'limit'> = { limit: parseLimit(options.limit) };
  const parameters = parseParameters(options.set ?? [], reports);
  if (options.out !== undefined) await requireWritable(options.out);
  const archive = await openEngine(session, options);
  const answers: Answer[] = [];
  try {
    const { engine, scope, accounts } = archive;
    const given = { ...archive.parameters, ...parameters };
    const run = { scope, accounts, parameters: given };
    if (reports.length > 1) await engine.prepare(reports.map((report) => queryOf(report, run)));
    for (const [index, report] of reports.entries()) {
      const what = `Report ${index + 1} of ${reports.length}, ${report.id}`;
      answers.push(await session.progress.during(what, () => answerReport(report, engine, { ...ask, ...run })));
    }
  } finally {
    await archive.engine.close();
  }
  tellProblems(
    answers.flatMap(({ problems }) => problems),
    terminal,
  );
  const format = session.options.json ? 'json' : options.format;
  const text = await render(answers, format, options.language, session);
  if (options.out === undefined) terminal.out(text);
  else await writeWhole(options.out, text);
  return options.exitCode && answers.some(({ rows }) => rows.length > 0) ? EXIT.rowsFound : EXIT.done;
}

function reportsOf(names: readonly string[]): readonly Report[] {
  if (names.includes('all')) return REPORTS;
  return names.flatMap((name) => reportById(name) ?? []);
}

async function render(
  answers: readonly Answer[],
  format: Format,
  language: Language,
  { terminal }: Session,
): Promise<string> {
  switch (format) {
    case 'table':
      return answers.map((answer) => renderAnswer(answer, language, terminal.view)).join('\n');
    case 'csv':
      return answers.map(renderCsv).join('\r\n');
    case 'json':
      return `${JSON.stringify(answers.map(answerAsData), null, 2)}\n`;
    case 'markdown':
      return answers.map((answer) => renderMarkdown(answer, language)).join('\n');
    case 'html': {
      const { renderHtml } = await import('../../reports/render/html.ts');
      return renderHtml(answers, language);
    }
    default:
      return format satisfies never;
  }
}

export function parseLimit(text: string): number {
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new MetsukeError('usage', `--limit ${text} is no number of rows.`);
}

function parseParameters(given: readonly string[], reports: readonly Report[]): Parameters {
  const known = Object.assign({}, ...reports.map(({ parameters }) => parameters)) as Parameters;
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      const name = text.slice(0, Math.max(at, 0));
      const value = text.slice(at + 1);
      if (known[name] === undefined) {
        const names = Object.keys(known).join(', ') || 'none';
        throw new MetsukeError('usage', `--set ${text}: there is no such parameter.`, { hint: `There is: ${names}.` });
      }
      return [name, typeof known[name] === 'string' ? value : value.split(',')];
    }),
  );
}
