// Reports, written a second time in Python by what their questions say, over a month of chance: the rows are the same.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { fittingPython } from '../../test/support/python.ts';
import { makeRandomMonth } from '../../test/support/random-month.ts';
import { openFolder } from '../archive/folder-store.ts';
import { makeDuckDBEngine } from '../query/duckdb/engine.ts';
import { allRows, type Row } from '../query/engine.ts';
import { REPORTS } from './catalog.ts';
import { queryOf, type RunOptions, runReport } from './run.ts';

const SEED = process.env['METSUKE_SEED'] ?? '1';
const month = new ArchiveFolder().addEvents(makeRandomMonth(SEED, 4_000));
afterAll(() => month.remove());

const script = join(import.meta.dirname, '../../test/support/reports_again.py');
const again: Readonly<Record<string, readonly Row[]>> = JSON.parse(
  execFileSync(fittingPython(), [script, month.path], { encoding: 'utf8', maxBuffer: 100_000_000 }),
);
const reports = REPORTS.filter(({ id }) => id in again);
const options: RunOptions = {
  scope: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  accounts: [],
  parameters: {},
};

describe(`a month of chance, with the seed ${SEED}`, async () => {
  const engine = makeDuckDBEngine({ store: openFolder(month.path), cache: month.path, threads: 1, workers: 1 });
  await engine.prepare(reports.map((report) => queryOf(report, options)));
  afterAll(() => engine.close());

  it('is asked by each report that is written again', () => {
    expect(reports.map(({ id }) => id).sort()).toEqual(Object.keys(again).sort());
    expect(reports.length).toBeGreaterThanOrEqual(11);
  });

  it.each(reports.map((report) => [report.id, report] as const))('%s gives the same rows', async (id, report) => {
    const rows = (await allRows(await runReport(report, engine, options))).map((row) => JSON.stringify(row)).sort();
    expect(rows.length).toBeGreaterThan(10);
    expect(rows).toEqual((again[id] ?? []).map((row) => JSON.stringify(row)).sort());
  });
});
