import { afterAll, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { asRoot, call } from '../../test/support/events.ts';
import { openFolder } from '../archive/folder-store.ts';
import { makeDuckDBEngine } from '../query/duckdb/engine.ts';
import { REPORTS, reportById } from './catalog.ts';
import { countRows } from './compare.ts';
import type { Report } from './report.ts';
import { queriesOf } from './run.ts';

const archive = new ArchiveFolder().addEvents(
  ['2026-10-01', '2026-10-02'].map((day, index) =>
    call('iam', 'CreateUser', { eventTime: `${day}T03:00:00Z`, userIdentity: asRoot(), eventID: `e-${index}` }),
  ),
);
const engine = makeDuckDBEngine({ store: openFolder(archive.path), cache: archive.path, threads: 1, workers: 1 });
afterAll(async () => {
  await engine.close();
  archive.remove();
});

const ROOT_USE = reportById('root-use') as Report;
const count = (from: string, to: string, report = ROOT_USE) =>
  countRows(report, engine, {
    scope: { from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` },
    accounts: [],
    parameters: {},
    now: '2026-12-15T00:00:00.000Z',
  });

it('counts the rows of a period that is complete', async () => {
  expect(await count('2026-10-01', '2026-10-03')).toEqual({ rows: 2, isInPart: false });
});

it('says that something is missing', async () => {
  expect(await count('2026-10-01', '2026-10-05')).toEqual({ rows: 2, isInPart: true });
});

it('knows nothing of a period without logs, and of a report that cannot be evaluated', async () => {
  expect(await count('2026-08-01', '2026-09-01')).toEqual({ rows: null, isInPart: false });
  const broken = { ...ROOT_USE, sql: 'SELECT nothing_of_that_name FROM cloudtrail' };
  expect(await count('2026-10-01', '2026-10-03', broken)).toEqual({ rows: null, isInPart: false });
});

it('has found nothing whole only where what it needs is recorded', async () => {
  expect(await count('2026-10-01', '2026-10-03', reportById('kms-key-deletion'))).toEqual({ rows: 0, isInPart: false });
  const needing = REPORTS.find(({ needs }) => needs !== undefined);
  expect(await count('2026-10-01', '2026-10-03', needing)).toEqual({ rows: 0, isInPart: true });
});

it('every report can be counted', async () => {
  const scope = { from: '2026-10-01T00:00:00Z', to: '2026-10-03T00:00:00Z' };
  const run = { scope, accounts: [], parameters: {} };
  const reports = REPORTS.filter(({ tables }) => tables.every((table) => table === 'cloudtrail'));
  await engine.prepare(queriesOf(reports, run));
  for (const report of reports) {
    const { rows } = await countRows(report, engine, { ...run, now: '2026-12-15T00:00:00.000Z' });
    expect(rows, report.id).not.toBeNull();
  }
});
