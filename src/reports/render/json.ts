import { isAnswered, type Outcome } from '../answer.ts';

/** One report as data: rows as objects, in the order of the columns; null and the reason when it could not be evaluated. */
export function answerAsData(outcome: Outcome) {
  const { id, severity, cis, topic } = outcome.report;
  const about = { report: id, severity, cis: cis ?? null, topic, ...outcome.period };
  if (!isAnswered(outcome)) return { ...about, error: outcome.reason, rows: null };
  const { columns, rows, isCut, engine, statistics, basis } = outcome;
  const objects = rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
  return { ...about, engine, statistics, isCut, notRead: countNotRead(outcome), basis, rows: objects };
}

/** Objects that are in none of the rows. */
export function countNotRead(outcome: Outcome): number {
  return isAnswered(outcome) ? new Set(outcome.problems.map(({ key }) => key)).size : 0;
}
