import { tableByName } from '../archive/tables/catalog.ts';
import { MetsukeError } from '../domain/errors.ts';
import { allRows, type Engine } from '../query/engine.ts';
import { explainError } from '../query/explain.ts';
import { takeRows } from '../query/take-rows.ts';
import type { Answer, Outcome } from './answer.ts';
import { type Basis, type ChainVerification, isNothingRead, makeBasis, type TableBasis } from './basis.ts';
import { readCaptured } from './captured.ts';
import type { Report } from './report.ts';
import { countOf, queryOf, type RunOptions, runReport } from './run.ts';

export type AskOptions = RunOptions & {
  /** The most rows that are kept. */
  readonly limit: number;
  /** ISO 8601. */
  readonly now: string;
  /** What is known of the integrity of the log files; null or absent: nothing. */
  readonly verified?: ChainVerification | null;
};

/** Runs a report and gathers its rows, as many as are wanted. */
export async function answerReport(report: Report, engine: Engine, options: AskOptions): Promise<Answer> {
  const result = await runReport(report, engine, options);
  const { columns, rows: found, problems, statistics } = result;
  const { rows, isCut } = await takeRows(found, options.limit);
  const { scope: period, now, verified } = options;
  const basis = await makeBasis(result, { scope: period, engine: engine.name, now, verified });
  const tables = await Promise.all(basis.tables.map((each) => withCaptured(each, report, engine, options)));
  const isEmpty = rows.length === 0 && !isNothingRead(basis);
  return {
    report,
    columns,
    rows,
    isCut,
    period,
    engine: engine.name,
    problems,
    statistics: statistics(),
    basis: { ...basis, tables, ...(isEmpty && (await unrecordedOf(report, engine, options))) },
  };
}

async function unrecordedOf(
  { needs }: Report,
  engine: Engine,
  options: AskOptions,
): Promise<Pick<Basis, 'unrecorded'>> {
  if (needs === undefined) return {};
  const [[count] = []] = await allRows(await engine.run(countOf(needs, options)));
  return Number(count) === 0 ? { unrecorded: needs } : {};
}

async function withCaptured(each: TableBasis, report: Report, engine: Engine, options: AskOptions) {
  const table = tableByName(each.table);
  if (table.captured === undefined) return each;
  return { ...each, captured: await readCaptured(engine, table, queryOf(report, options)) };
}

/** Beside others: a report that the engine cannot evaluate does not stop them. */
export async function tryReport(report: Report, engine: Engine, options: AskOptions): Promise<Outcome> {
  try {
    return await answerReport(report, engine, options);
  } catch (error) {
    if (!isOfOneReport(error)) throw error;
    const { message } = explainError(error, report.sql, () => undefined);
    return { report, period: options.scope, reason: message };
  }
}

/** What another report may not meet: not a person who says no, an interruption or a mistake of the program. */
function isOfOneReport(error: unknown): boolean {
  if (error instanceof MetsukeError) return OF_ONE_REPORT.has(error.code);
  // DuckDB's own errors say their kind: `Out of Memory Error: …`
  return error instanceof Error && /^[A-Z][A-Za-z ]* Error: /.test(error.message);
}

const OF_ONE_REPORT = new Set<MetsukeError['code']>([
  'query-failed',
  'access-denied',
  'archive-in-use',
  'not-found',
  'aws-error',
  'file-failed',
]);

/** For what is prepared for many: each report that needs what could not be read meets the same error again, and says so. */
export function unlessOfOneReport(error: unknown): void {
  if (!isOfOneReport(error)) throw error;
}
