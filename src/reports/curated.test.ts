import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import type { Examples } from '../../test/support/report-examples.ts';
import { compactCloudTrail } from '../archive/compact/compact.ts';
import { type CuratedFiles, filesInFolder } from '../archive/compact/files.ts';
import { keepInFolder } from '../archive/compact/folder-place.ts';
import { openFolder } from '../archive/folder-store.ts';
import { makeDuckDBEngine } from '../query/duckdb/engine.ts';
import { allRows, type Engine, type Row } from '../query/engine.ts';
import { REPORTS } from './catalog.ts';
import type { Report } from './report.ts';
import { queriesOf, type RunOptions, runReport } from './run.ts';

const OCTOBER = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
const overCloudTrail = REPORTS.filter(({ tables }) => tables.includes('cloudtrail'));

/** Everything that a report is tried on, in one archive: half of it before the compaction and half of it after. */
const compacted = new ArchiveFolder();
const mixed = new ArchiveFolder();
const compact = ({ path }: ArchiveFolder) =>
  compactCloudTrail({ store: openFolder(path), place: keepInFolder(path), workers: 1, emit: () => {} });

beforeAll(async () => {
  const contents = [];
  for (const { id } of overCloudTrail) {
    const { examples }: { readonly examples: Examples } = await import(`./${id}/examples.ts`);
    contents.push(...Object.values(examples.fires), ...Object.values(examples.silent));
  }
  for (const [index, content] of contents.entries()) {
    content(compacted);
    if (index % 2 === 0) content(mixed);
  }
  await Promise.all([compact(compacted), compact(mixed)]);
  for (const [index, content] of contents.entries()) if (index % 2 === 1) content(mixed);
});
afterAll(() => {
  compacted.remove();
  mixed.remove();
});

const ASKED: RunOptions = { scope: OCTOBER, accounts: [], parameters: {} };

/** Over one archive, which is read once for all reports. */
async function open({ path }: ArchiveFolder, options: { readonly curated?: CuratedFiles } = {}): Promise<Engine> {
  const engine = makeDuckDBEngine({ store: openFolder(path), cache: path, threads: 1, workers: 1, ...options });
  await engine.prepare(queriesOf(overCloudTrail, ASKED));
  return engine;
}

let engines: { readonly raw: Engine; readonly curated: Engine; readonly both: Engine };
beforeAll(async () => {
  engines = {
    raw: await open(compacted),
    curated: await open(compacted, { curated: filesInFolder(compacted.path) }),
    both: await open(mixed, { curated: filesInFolder(mixed.path) }),
  };
});
afterAll(async () => {
  for (const engine of Object.values(engines)) await engine.close();
});

async function rowsOf(report: Report, engine: Engine) {
  const result = await runReport(report, engine, ASKED);
  expect(result.problems).toEqual([]);
  const rows: readonly Row[] = await allRows(result);
  // Many examples are of the same moment, and no report promises an order among those.
  return { rows: rows.map((row) => JSON.stringify(row)).sort(), objects: result.statistics().objects ?? 0 };
}

describe.each(overCloudTrail.map((report) => [report.id, report] as const))('%s', (_id, report) => {
  it('finds the same in log files, in the compacted table, and in both together', async () => {
    const raw = await rowsOf(report, engines.raw);
    const curated = await rowsOf(report, engines.curated);
    const both = await rowsOf(report, engines.both);
    expect(raw.rows.length).toBeGreaterThan(0);
    expect(curated.rows).toEqual(raw.rows);
    expect(both.rows).toEqual(raw.rows);
    expect(curated.objects).toBeLessThan(both.objects);
    expect(both.objects).toBeLessThan(raw.objects);
  });
});
