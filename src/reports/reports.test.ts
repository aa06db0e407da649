import { afterEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import type { Content, Examples } from '../../test/support/report-examples.ts';
import { openFolder } from '../archive/folder-store.ts';
import { TABLES } from '../archive/tables/catalog.ts';
import { makeDuckDBEngine } from '../query/duckdb/engine.ts';
import { allRows, type Row } from '../query/engine.ts';
import { REPORTS } from './catalog.ts';
import { REPORT_IDS } from './ids.ts';
import type { Report } from './report.ts';
import { runReport } from './run.ts';

const OCTOBER = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
const folders: ArchiveFolder[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

async function ask(report: Report, content: Content) {
  const archive = new ArchiveFolder();
  folders.push(archive);
  content(archive);
  const engine = makeDuckDBEngine({ store: openFolder(archive.path), cache: archive.path, threads: 1, workers: 1 });
  const result = await runReport(report, engine, { scope: OCTOBER, accounts: [], parameters: {} });
  return { columns: result.columns, rows: await allRows(result) };
}

async function rowsOf(report: Report, content: Content): Promise<readonly Row[]> {
  return (await ask(report, content)).rows;
}

it('has every report once, in the order of its list', () => {
  expect(REPORTS.map(({ id }) => id)).toEqual(REPORT_IDS);
});

describe.each(REPORTS.map((report) => [report.id, report] as const))('%s', async (id, report) => {
  const { examples }: { readonly examples: Examples } = await import(`./${id}/examples.ts`);

  it.each(Object.entries(examples.fires))('finds: %s', async (_name, content) => {
    expect((await rowsOf(report, content)).length).toBeGreaterThan(0);
  });

  it.each(Object.entries(examples.silent))('says nothing of: %s', async (_name, content) => {
    expect(await rowsOf(report, content)).toEqual([]);
  });

  it('gives the columns that it promises, also over nothing', async () => {
    expect(await ask(report, () => {})).toEqual({ columns: report.columns, rows: [] });
  });

  it('reads the tables that it names, and no other', () => {
    const read = TABLES.map(({ name }) => name).filter((name) => new RegExp(`\\b${name}\\b`).test(report.sql));
    expect(report.tables).toEqual(read);
  });
});
