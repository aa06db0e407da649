import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { listed } from '../../domain/text/phrases.ts';
import type { Parameters } from '../../query/query.ts';
import { isAnswered, type Outcome, resultOf } from '../../reports/answer.ts';
import { answerReport, tryReport, unlessOfOneReport } from '../../reports/ask.ts';
import { REPORTS, reportById } from '../../reports/catalog.ts';
import type { Language } from '../../reports/language.ts';
import type { Report } from '../../reports/report.ts';
import { queriesOf } from '../../reports/run.ts';
import { type EngineOptions, openEngine } from '../open-engine.ts';
import { tellProblems } from '../render/problems.ts';
import { openOutput } from '../report-output.ts';
import type { Session } from '../session.ts';
import type { ReportFormat } from './archive-options.ts';

export interface RunReportOptions extends EngineOptions {
  readonly names: readonly string[];
  readonly format: ReportFormat;
  readonly out?: string;
  readonly limit: string;
  readonly set?: readonly string[];
  readonly exitCode: boolean;
  readonly language: Language;
}

export async function run(session: Session, options: RunReportOptions): Promise<number> {
  const reports = reportsOf(options.names);
  const limit = parseLimit(options.limit);
  const parameters = parseParameters(options.set ?? [], reports);
  const { out, language } = options;
  const format = session.options.json ? 'json' : options.format;
  const output = await openOutput(session, { out, language, format, reports, version: session.version });
  const outcomes = await askAll(session, options, { reports, limit, parameters });
  tellProblems(
    outcomes.filter(isAnswered).flatMap(({ problems }) => problems),
    session.terminal,
  );
  await output.show(outcomes);
  if (!outcomes.every(isAnswered) || isUnknown(outcomes, options)) return EXIT.failed;
  return options.exitCode && outcomes.some(({ rows }) => rows.length > 0) ? EXIT.rowsFound : EXIT.done;
}

/** A report that was named and read nothing has no answer. With `all`, services that are not in use have no logs: CloudTrail must. */
function isUnknown(outcomes: readonly Outcome[], { names }: RunReportOptions): boolean {
  const isOfAll = names.includes('all');
  const meant = outcomes.filter(({ report }) => !isOfAll || report.tables.includes('cloudtrail'));
  return meant.some((outcome) => resultOf(outcome) === 'no-logs');
}

interface Asked {
  readonly reports: readonly Report[];
  readonly limit: number;
  readonly parameters: Parameters;
}

async function askAll(session: Session, options: RunReportOptions, asked: Asked): Promise<readonly Outcome[]> {
  const { reports, limit } = asked;
  const archive = await openEngine(session, options);
  const { engine, scope, accounts } = archive;
  const run = { scope, accounts, parameters: { ...archive.parameters, ...asked.parameters } };
  const now = new Date(session.clock.now()).toISOString();
  const outcomes: Outcome[] = [];
  try {
    const queries = queriesOf(reports, run);
    if (queries.length > 1) await engine.prepare(queries).catch(unlessOfOneReport);
    const verified = await archive.readVerified();
    const ask = reports.length === 1 ? answerReport : tryReport;
    for (const [index, report] of reports.entries()) {
      const what = say`Report ${index + 1} of ${reports.length}, ${report.id}`;
      outcomes.push(await session.progress.during(what, () => ask(report, engine, { ...run, limit, now, verified })));
    }
    return outcomes;
  } finally {
    await engine.close();
  }
}

function reportsOf(names: readonly string[]): readonly Report[] {
  if (names.includes('all')) return REPORTS;
  return [...new Set(names)].flatMap((name) => reportById(name) ?? []);
}

export function parseLimit(text: string): number {
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new MetsukeError('usage', say`--limit ${text} is no number of rows.`, {
    hint: say`Write --limit 500.`,
  });
}

function parseParameters(given: readonly string[], reports: readonly Report[]): Parameters {
  const known = Object.assign({}, ...reports.map(({ parameters }) => parameters)) as Parameters;
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      const name = text.slice(0, Math.max(at, 0));
      const value = text.slice(at + 1);
      if (known[name] === undefined) {
        const names = listed(Object.keys(known));
        throw new MetsukeError('usage', say`--set ${text}: there is no such parameter.`, {
          hint: names === '' ? say`These reports read none.` : say`There is: ${names}.`,
        });
      }
      return [name, typeof known[name] === 'string' ? value : value.split(',')];
    }),
  );
}
