import { openFolder } from '../../src/archive/folder-store.ts';
import { makeDuckDBEngine } from '../../src/query/duckdb/engine.ts';
import { allRows, type Row } from '../../src/query/engine.ts';
import type { Parameters } from '../../src/query/query.ts';
import type { Report } from '../../src/reports/report.ts';
import { runReport } from '../../src/reports/run.ts';
import { ArchiveFolder } from './archive.ts';
import type { Content } from './report-examples.ts';

const OCTOBER = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };

/** What a report says of an archive that holds this and nothing else. */
export async function askReport(
  report: Report,
  content: Content,
  parameters: Parameters = {},
): Promise<{ readonly columns: readonly string[]; readonly rows: readonly Row[] }> {
  const archive = new ArchiveFolder();
  const engine = makeDuckDBEngine({ store: openFolder(archive.path), cache: archive.path, threads: 1, workers: 1 });
  try {
    content(archive);
    const result = await runReport(report, engine, { scope: OCTOBER, accounts: [], parameters });
    return { columns: result.columns, rows: await allRows(result) };
  } finally {
    await engine.close();
    archive.remove();
  }
}
