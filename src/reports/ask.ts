import type { Engine } from '../query/engine.ts';
import { takeRows } from '../query/take-rows.ts';
import type { Answer } from './answer.ts';
import type { Report } from './report.ts';
import { type RunOptions, runReport } from './run.ts';

export type AskOptions = RunOptions & {
  /** The most rows that are kept. */
  readonly limit: number;
};

/** Runs a report and gathers its rows, as many as are wanted. */
export async function answerReport(report: Report, engine: Engine, options: AskOptions): Promise<Answer> {
  const { columns, rows: found, problems, statistics } = await runReport(report, engine, options);
  const { rows, isCut } = await takeRows(found, options.limit);
  const { scope: period } = options;
  return { report, columns, rows, isCut, period, engine: engine.name, problems, statistics: statistics() };
}
