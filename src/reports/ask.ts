import type { Engine, Row } from '../query/engine.ts';
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
  const rows: Row[] = [];
  let isCut = false;
  for await (const row of found) {
    isCut = rows.length === options.limit;
    if (isCut) break;
    rows.push(row);
  }
  const { scope: period } = options;
  return { report, columns, rows, isCut, period, engine: engine.name, problems, statistics: statistics() };
}
