import type { Answer } from '../answer.ts';

/** One report as data: rows as objects, in the order of the columns. */
export function answerAsData({ report, columns, rows, isCut, period, engine, statistics }: Answer) {
  const { id, severity, cis, topic } = report;
  const objects = rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
  return { report: id, severity, cis: cis ?? null, topic, ...period, engine, statistics, isCut, rows: objects };
}
