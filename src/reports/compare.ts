import type { Engine } from '../query/engine.ts';
import { isAnswered, type Outcome } from './answer.ts';
import { type AskOptions, tryReport } from './ask.ts';
import { isNothingRead, isWhole } from './basis.ts';
import type { Report } from './report.ts';

/** How many rows a report has in another period. */
export interface RowCount {
  /** Null: not known, since there is no log of that period or the report could not be evaluated. */
  readonly rows: number | null;
  /** Something is missing there, or the period is not over: there were at least so many. */
  readonly isInPart: boolean;
}

/** Counts what a report finds, without its rows. */
export async function countRows(report: Report, engine: Engine, options: Omit<AskOptions, 'limit'>): Promise<RowCount> {
  const outcome = await tryReport(countOf(report), engine, { ...options, limit: 1 });
  if (!isAnswered(outcome) || isNothingRead(outcome.basis)) return { rows: null, isInPart: false };
  return { rows: Number(outcome.rows[0]?.[0] ?? 0), isInPart: !isWhole(outcome.basis) };
}

/** Without rows there is no count, so that it is looked for what the report needs. */
function countOf(report: Report): Report {
  const sql = `SELECT count(*) AS found FROM (\n${report.sql}) AS report HAVING count(*) > 0`;
  return { ...report, sql };
}

/** Of what was answered; where rows were cut there are more. */
export function rowsOf(outcome: Outcome): RowCount {
  if (!isAnswered(outcome) || isNothingRead(outcome.basis)) return { rows: null, isInPart: false };
  return { rows: outcome.rows.length, isInPart: outcome.isCut || !isWhole(outcome.basis) };
}
