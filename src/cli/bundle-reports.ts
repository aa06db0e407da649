import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from '../archive/folder-store.ts';
import { makeDuckDBEngine } from '../query/duckdb/engine.ts';
import type { Answer } from '../reports/answer.ts';
import { answerReport } from '../reports/ask.ts';
import { REPORTS } from '../reports/catalog.ts';
import { renderCsv } from '../reports/render/csv.ts';
import { renderMarkdown } from '../reports/render/markdown.ts';
import { queriesOf } from '../reports/run.ts';

/** A file with more rows is read by nobody; the log files themselves are in the bundle. */
const ROWS = 100_000;

/** The reports over log files of CloudTrail that found something: a CSV each, and one page with all. */
export async function answerBundle(
  objects: string,
  period: { readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string, string>> {
  const cache = await mkdtemp(join(tmpdir(), 'metsuke-bundle-'));
  const engine = makeDuckDBEngine({ store: openFolder(objects), cache });
  const run = { scope: scopeOf(period), accounts: [], parameters: {} };
  const reports = REPORTS.filter(({ tables }) => tables.every((table) => table === 'cloudtrail'));
  try {
    await engine.prepare(queriesOf(reports, run));
    const answers: Answer[] = [];
    for (const report of reports)
      answers.push(await answerReport(report, engine, { ...run, limit: ROWS, now: run.scope.to }));
    const found = answers.filter(({ rows }) => rows.length > 0);
    return new Map([
      ...found.map((answer) => [`${answer.report.id}.csv`, renderCsv(answer)] as const),
      ['reports.en.md', found.map((answer) => renderMarkdown(answer, 'en')).join('\n')] as const,
      ['reports.ja.md', found.map((answer) => renderMarkdown(answer, 'ja')).join('\n')] as const,
    ]);
  } finally {
    await engine.close();
    await rm(cache, { recursive: true, force: true });
  }
}

/** A period is about deliveries, and what is delivered happened up to an hour before. */
function scopeOf({ from, to }: { readonly from: string; readonly to: string }) {
  const inSeconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
  return { from: inSeconds(Date.parse(from) - 3_600_000), to: inSeconds(Date.parse(to) + 1_000) };
}
