import { copyFileSync, mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../../test/support/archive.ts';
import { ACCOUNT, asRoot, call, type Event } from '../../../test/support/events.ts';
import { findings } from '../../../test/support/report-examples.ts';
import { makeDuckDBEngine } from '../../query/duckdb/engine.ts';
import { allRows } from '../../query/engine.ts';
import { compactCloudTrail } from '../compact/compact.ts';
import { filesInFolder } from '../compact/files.ts';
import { keepInFolder } from '../compact/folder-place.ts';
import { openFolder } from '../folder-store.ts';
import { tableByName } from '../tables/catalog.ts';
import { countLate } from './copies.ts';

const ORGANIZATION = 'o-8m3k2xq1zz';
const SCOPE = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };

let archive = new ArchiveFolder();
afterEach(() => {
  archive.remove();
  archive = new ArchiveFolder();
});

function anEvent(id: string, date = 14): Event {
  return call('iam', 'ListUsers', { eventID: id, eventTime: `2026-10-${date}T03:00:00Z` });
}

function deliver(day: string, ...events: readonly Event[]): void {
  const name = `${ACCOUNT}_CloudTrail_ap-northeast-1_${day.replaceAll('/', '')}T2305Z_REDELIVERED00000.json.gz`;
  archive.addGzip(`AWSLogs/${ACCOUNT}/CloudTrail/ap-northeast-1/${day}/${name}`, JSON.stringify({ Records: events }));
}

function logFiles(): readonly string[] {
  const names = readdirSync(join(archive.path, 'AWSLogs'), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.json.gz')).map((name) => join(archive.path, 'AWSLogs', name));
}

const compact = () =>
  compactCloudTrail({ store: openFolder(archive.path), place: keepInFolder(archive.path), workers: 1, emit: () => {} });

async function ids(sql = 'SELECT eventid FROM cloudtrail ORDER BY 1'): Promise<readonly unknown[]> {
  const { path } = archive;
  const curated = filesInFolder(path);
  const engine = makeDuckDBEngine({ store: openFolder(path), cache: path, threads: 1, workers: 1, curated });
  const query = { sql, tables: [tableByName('cloudtrail')], scope: SCOPE, accounts: [], parameters: {} };
  const result = await engine.run(query);
  const rows = (await allRows(result)).map(([value]) => value);
  const [looked] = await Promise.all(result.read.map(({ look }) => look('2026-11-15T00:00:00Z')));
  expect(looked?.events).toBe(rows.length);
  await engine.close();
  return rows;
}

const TWICE: Readonly<Record<string, () => void>> = {
  'in the same file twice': () => {
    for (const file of logFiles()) {
      copyFileSync(file, join(dirname(file), basename(file).replace(/_[A-Z0-9]+\.json/, '_COPYCOPYCOPYCOPY.json')));
    }
  },
  'by two trails': () => {
    for (const file of logFiles()) {
      const other = file.replace('AWSLogs/', `mine/AWSLogs/${ORGANIZATION}/`);
      mkdirSync(dirname(other), { recursive: true });
      copyFileSync(file, other);
    }
  },
  'once more on the same day': () => deliver('2026/10/14', anEvent('e-1')),
  'once more the day after': () => deliver('2026/10/15', anEvent('e-1'), anEvent('e-4')),
  'twice in one file': () => deliver('2026/10/14', anEvent('e-5'), anEvent('e-5')),
};

describe.each(Object.entries(TWICE))('an event that is delivered %s', (_how, again) => {
  const first = () => archive.addEvents([anEvent('e-1'), anEvent('e-2'), anEvent('e-3', 20)]);
  const once = (rows: readonly unknown[]) => expect(rows).toEqual([...new Set(rows)]);

  it('counts once in log files, in the compacted table, and in both together', async () => {
    first();
    again();
    const raw = await ids();
    once(raw);
    expect(raw).toEqual(expect.arrayContaining(['e-1', 'e-2', 'e-3']));
    await compact();
    expect(await ids()).toEqual(raw);
    expect(await ids('SELECT count(*) FROM cloudtrail GROUP BY eventid')).toEqual(raw.map(() => 1));
    archive.remove();
    archive = new ArchiveFolder();
    first();
    await compact();
    again();
    expect(await ids()).toEqual(raw);
  });
});

const SHADOWED: Readonly<Record<string, { readonly real: Event; readonly column: string }>> = {
  'another name': { real: call('cloudtrail', 'StopLogging', { eventID: 'e-1' }), column: 'eventname' },
  'another caller': {
    real: call('iam', 'ListUsers', { eventID: 'e-1', userIdentity: asRoot() }),
    column: 'useridentity.type',
  },
  'other parameters': {
    real: call('iam', 'ListUsers', { eventID: 'e-1', requestParameters: { pathPrefix: '/admin/' } }),
    column: 'requestparameters',
  },
  'other resources': {
    real: call('iam', 'ListUsers', { eventID: 'e-1', resources: [{ ARN: 'arn:aws:iam::1:user/a' }] }),
    column: 'resources',
  },
};

describe.each(Object.entries(SHADOWED))('an event with %s than one whose id it has', (_what, { real, column }) => {
  const sql = `SELECT CAST(${column} AS VARCHAR) FROM cloudtrail ORDER BY 1`;
  const forge = () => deliver('2026/10/14', call('iam', 'ListUsers', { eventID: 'e-1' }));

  it('is not hidden by it: in log files, in the compacted table, and in both together', async () => {
    archive.addEvents([real]);
    forge();
    const both = await ids(sql);
    expect(new Set(both).size).toBe(2);
    await compact();
    expect(await ids(sql)).toEqual(both);
    archive.remove();
    archive = new ArchiveFolder();
    archive.addEvents([real]);
    await compact();
    forge();
    expect(await ids(sql)).toEqual(both);
  });
});

it('a part that is another one at the same place, of the same size and time, is compared anew', async () => {
  const TIME = new Date('2026-11-01T00:00:00Z');
  const compactAt = async (): Promise<readonly number[]> => {
    await compact();
    const names = readdirSync(join(archive.path, 'curated'), { recursive: true, encoding: 'utf8' });
    const parts = names.filter((name) => name.endsWith('.parquet')).map((name) => join(archive.path, 'curated', name));
    for (const part of parts) utimesSync(part, TIME, TIME);
    return parts.map((part) => statSync(part).size);
  };
  archive.addEvents([anEvent('e-1'), anEvent('e-2')]);
  deliver('2026/10/15', anEvent('e-1'));
  const sizes = await compactAt();
  expect(await ids()).toEqual(['e-1', 'e-2']);
  deliver('2026/10/15', anEvent('e-3'));
  expect(await compactAt()).toEqual(sizes);
  expect(await ids()).toEqual(['e-1', 'e-2', 'e-3']);
});

it('events without an id, and the same id of another account or region, are no copies', async () => {
  const other = '222222222222';
  archive.addEvents([
    call('iam', 'ListUsers', { eventID: undefined }),
    call('iam', 'ListUsers', { eventID: undefined }),
    anEvent('e-1'),
    call('iam', 'ListUsers', { eventID: 'e-1', recipientAccountId: other }),
    call('iam', 'ListUsers', { eventID: 'e-1', awsRegion: 'us-east-1' }),
  ]);
  expect(await ids()).toHaveLength(5);
});

it('a finding of GuardDuty that is exported once more counts once; its update, and another one with its id, are other rows', async () => {
  const again = findings(
    { id: 'f-1' },
    { id: 'f-1' },
    { id: 'f-1', severity: 1 },
    { id: 'f-1', updatedAt: '2026-10-14T05:00:00.000Z' },
  );
  again(archive);
  const { path } = archive;
  const engine = makeDuckDBEngine({ store: openFolder(path), cache: path, threads: 1, workers: 1 });
  const tables = [tableByName('guardduty_findings')];
  const sql = 'SELECT updatedat FROM guardduty_findings ORDER BY 1';
  const result = await engine.run({ sql, tables, scope: SCOPE, accounts: [], parameters: {} });
  expect(await allRows(result)).toEqual([
    ['2026-10-14T03:00:00.000Z'],
    ['2026-10-14T03:00:00.000Z'],
    ['2026-10-14T05:00:00.000Z'],
  ]);
  await engine.close();
});

it('of a period without files, no event was delivered late', async () => {
  const rows = [{ files: [], where: '' }];
  const period = { from: '2026-09-01T00:00:00Z', to: '2026-10-01T00:00:00Z', after: '2026-10-02' };
  expect(await countLate(rows, { rows: 0, paths: [] }, period)).toBe(0);
});
