import { afterEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { ACCOUNT, asRoot, call } from '../../test/support/events.ts';
import { aPack } from '../../test/support/pack.ts';
import { inventory } from '../../test/support/report-examples.ts';
import { compactCloudTrail } from '../archive/compact/compact.ts';
import { filesInFolder } from '../archive/compact/files.ts';
import { keepInFolder } from '../archive/compact/folder-place.ts';
import { openFolder } from '../archive/folder-store.ts';
import type { AthenaPort } from '../query/athena.ts';
import { makeAthenaEngine } from '../query/athena.ts';
import { makeDuckDBEngine } from '../query/duckdb/engine.ts';
import type { Engine, EngineName } from '../query/engine.ts';
import { makeTrinoEngine } from '../query/trino.ts';
import { type Outcome, resultOf } from './answer.ts';
import { tryReport } from './ask.ts';
import { reportById } from './catalog.ts';
import { makePack } from './pack/pack.ts';
import { basisLines } from './render/basis-words.ts';
import { anyReader } from './render/reader.ts';
import type { Report } from './report.ts';

const WEEK = { from: '2026-10-01T00:00:00Z', to: '2026-10-08T00:00:00Z' };
const OTHER = '222222222222';
const REPORT = reportById('root-use') as Report;

let archive = new ArchiveFolder();
afterEach(() => {
  archive.remove();
  archive = new ArchiveFolder();
});

function logs(account: string, ...dates: readonly number[]): void {
  archive.addEvents(
    dates.map((date) =>
      call('iam', 'ListUsers', { eventTime: `2026-10-0${date}T03:00:00Z`, recipientAccountId: account }),
    ),
  );
}

/** The same archive, as each of the engines sees it. */
function engines(): Readonly<Record<EngineName, Engine>> {
  const store = openFolder(archive.path);
  const port: AthenaPort = {
    start: async () => 'q-1',
    readExecution: async () => ({ state: 'SUCCEEDED', reason: null, scannedBytes: 1 }),
    readResults: async () => ({ columns: [], rows: [], next: undefined }),
    stop: async () => {},
  };
  const stores = { logs: store, trail: store, 'access-logs': store, findings: store };
  return {
    duckdb: makeDuckDBEngine({
      store,
      cache: archive.path,
      curated: filesInFolder(archive.path),
      threads: 1,
      workers: 1,
    }),
    athena: makeAthenaEngine({ port, database: 'a', workGroup: 'b', sleep: async () => {}, stores, scanLimit: 1 }),
    trino: makeTrinoEngine({
      url: 'http://localhost/hive/logs',
      user: 'a',
      fetch: async (_uri, init) => Response.json(await trinoAnswer(String(init?.body))),
      sleep: async () => {},
    }),
  };
}

/** What Trino says of the folder: no row of a report, the files of each account and day. */
async function trinoAnswer(sql: string) {
  const columns = [{ name: 'account', type: 'varchar' }];
  if (!sql.includes('AS files')) return { columns, data: [] };
  const data = [];
  for await (const { key } of openFolder(archive.path).list('AWSLogs/')) {
    const [, account, day] = /AWSLogs\/(\d+)\/CloudTrail\/[^/]+\/(\d+\/\d+\/\d+)\//.exec(key) ?? [];
    if (day !== undefined) data.push([account, day, 1]);
  }
  return { columns, data };
}

interface Asked {
  readonly now?: string;
  readonly accounts?: readonly string[];
  readonly engine?: EngineName;
  readonly lateDays?: number;
  readonly regions?: readonly string[];
}

async function ask({
  now = '2026-11-15T09:00:00.000Z',
  accounts = [],
  engine = 'duckdb',
  lateDays = 31,
  regions,
}: Asked = {}): Promise<Outcome> {
  const known = accounts.map((id) => ({ id, name: id, unit: '' }));
  return tryReport(REPORT, engines()[engine], {
    scope: { ...WEEK, lateDays, ...(regions && { regions }) },
    accounts: known,
    parameters: {},
    limit: 10,
    now,
  });
}

function basisOf(outcome: Outcome) {
  if (!('basis' in outcome)) throw new Error(outcome.reason);
  return outcome.basis;
}

describe.each(['duckdb', 'athena', 'trino'] as const)('with %s', (engine) => {
  it('an archive with logs of each day is all that can be asked', async () => {
    logs(ACCOUNT, 1, 2, 3, 4, 5, 6, 7);
    const outcome = await ask({ engine });
    expect(basisOf(outcome)).toMatchObject({ gaps: [], skipped: [], tables: [{ table: 'cloudtrail', objects: 7 }] });
    expect(resultOf(outcome)).toBe('nothing');
  });

  it.each([
    ['a day', [1, 2, 3, 5, 6, 7], { from: '2026-10-04', to: '2026-10-04', kind: 'between' }],
    ['the first days', [3, 4, 5, 6, 7], { from: '2026-10-01', to: '2026-10-02', kind: 'before' }],
    ['the last days', [1, 2, 3, 4, 5], { from: '2026-10-06', to: '2026-10-07', kind: 'after' }],
  ])('never yields a clean page without logs of %s', async (_what, dates, gap) => {
    logs(ACCOUNT, ...dates);
    const outcome = await ask({ engine });
    expect(basisOf(outcome).gaps).toEqual([{ account: ACCOUNT, ...gap }]);
    expect(resultOf(outcome)).toBe('incomplete');
  });

  it('never yields a clean page without logs of an account of the organization', async () => {
    logs(ACCOUNT, 1, 2, 3, 4, 5, 6, 7);
    const outcome = await ask({ engine, accounts: [ACCOUNT, OTHER] });
    expect(basisOf(outcome).gaps).toEqual([{ account: OTHER, from: '2026-10-01', to: '2026-10-07', kind: 'all' }]);
    expect(resultOf(outcome)).toBe('incomplete');
  });

  it('says of an empty archive that nothing was read', async () => {
    const outcome = await ask({ engine });
    expect(resultOf(outcome)).toBe('no-logs');
    const texts = basisLines(basisOf(outcome), 'en').map(({ text }) => text);
    expect(texts).toContain('Nothing was read: there is no log of this period.');
    expect(texts.join()).not.toContain('Each account has logs');
  });
});

describe('an event that was delivered 25 days late', () => {
  const deliverLate = (): void => {
    const root = call('iam', 'CreateAccessKey', {
      userIdentity: asRoot(),
      eventTime: '2026-10-04T03:00:00Z',
      eventID: 'late',
    });
    const newer = call('iam', 'ListUsers', { eventTime: '2026-10-29T03:00:00Z' });
    const place = `AWSLogs/${ACCOUNT}/CloudTrail/ap-northeast-1/2026/10/29/${ACCOUNT}_CloudTrail_ap-northeast-1_20261029T`;
    archive.addGzip(`${place}0005Z_LATELATELATELATE.json.gz`, JSON.stringify({ Records: [root, newer] }));
    archive.addGzip(`${place}0010Z_NEWERNEWERNEWER0.json.gz`, JSON.stringify({ Records: [newer] }));
  };

  it.each(['from log files', 'from the compacted table'])('is found, counted and shown, %s', async (how) => {
    logs(ACCOUNT, 1, 2, 3, 4, 5, 6, 7);
    deliverLate();
    const store = openFolder(archive.path);
    if (how !== 'from log files')
      await compactCloudTrail({ store, place: keepInFolder(archive.path), workers: 1, emit: () => {} });
    const outcome = await ask();
    expect(outcome).toMatchObject({ rows: [expect.arrayContaining(['CreateAccessKey'])] });
    expect(basisOf(outcome)).toMatchObject({
      late: { days: 31, events: 1, isUnread: false, mayComeUntil: null },
      tables: [{ objects: 8 }],
    });
  });

  it.each(['athena', 'trino'] as const)(
    'keeps a page of %s from being clean, unless it was looked for',
    async (engine) => {
      logs(ACCOUNT, 1, 2, 3, 4, 5, 6, 7);
      expect(resultOf(await ask({ engine, lateDays: 2 }))).toBe('incomplete');
      expect(resultOf(await ask({ engine, lateDays: 30 }))).toBe('nothing');
    },
  );
});

it('a quiet day has a digest, and is no gap', async () => {
  logs(ACCOUNT, 1, 2, 3, 5, 6, 7);
  archive.addGzip(`AWSLogs/${ACCOUNT}/CloudTrail-Digest/ap-northeast-1/2026/10/04/digest.json.gz`, '{}');
  expect(resultOf(await ask())).toBe('nothing');
});

it('a period that is not over says so, and misses nothing of the days to come', async () => {
  logs(ACCOUNT, 1, 2, 3);
  const outcome = await ask({ now: '2026-10-04T12:00:00.000Z' });
  expect(basisOf(outcome)).toMatchObject({ gaps: [], notOverAt: '2026-10-04T12:00:00Z' });
});

it.each(['2026-09-30T12:00:00.000Z', '2026-10-01T12:00:00.000Z'])(
  'of a period of which no day is over at %s, nothing is said of each day',
  async (now) => {
    logs(ACCOUNT, 1);
    const texts = basisLines(basisOf(await ask({ now })), 'en').map(({ text }) => text);
    expect(texts.join()).toContain('The period is not over');
    expect(texts.join()).not.toContain('of each day');
  },
);

describe.each(['duckdb', 'athena'] as const)('with %s', (engine) => {
  it('an empty object is no sign of life of its day', async () => {
    logs(ACCOUNT, 1, 2, 3, 5, 6, 7);
    const name = `${ACCOUNT}_CloudTrail_ap-northeast-1_20261004T0010Z_EMPTYEMPTYEMPTY0.json.gz`;
    archive.addBytes(`AWSLogs/${ACCOUNT}/CloudTrail/ap-northeast-1/2026/10/04/${name}`, '');
    expect(resultOf(await ask({ engine }))).toBe('incomplete');
  });

  it('another region is no sign of life of the one that is asked about', async () => {
    logs(ACCOUNT, 1, 2, 3, 4, 5, 6, 7);
    for (const date of [1, 2, 3, 4, 5, 6, 7])
      archive.addGzip(`AWSLogs/${ACCOUNT}/CloudTrail-Digest/us-east-1/2026/10/0${date}/digest.json.gz`, '{}');
    archive.addEvents([call('iam', 'ListUsers', { eventTime: '2026-10-04T03:00:00Z', awsRegion: 'eu-west-1' })]);
    const outcome = await ask({ engine, regions: ['eu-west-1'] });
    expect(basisOf(outcome).gaps).toMatchObject([{ to: '2026-10-03' }, { from: '2026-10-05' }]);
    expect(resultOf(outcome)).toBe('incomplete');
  });
});

it('a log file that cannot be read is in no row, and the result is not clean', async () => {
  logs(ACCOUNT, 1, 2, 3, 4, 5, 6, 7);
  const name = `${ACCOUNT}_CloudTrail_ap-northeast-1_20261004T0010Z_BBBBBBBBBBBBBBBB.json.gz`;
  archive.addBytes(`AWSLogs/${ACCOUNT}/CloudTrail/ap-northeast-1/2026/10/04/${name}`, 'damaged');
  const outcome = await ask();
  expect(resultOf(outcome)).toBe('incomplete');
  expect(basisOf(outcome)).toMatchObject({ tables: [{ objects: 7, events: 7 }] });
  expect(basisOf(outcome).skipped).toHaveLength(1);
});

describe('a report over states', () => {
  const PATCHES = reportById('patch-compliance') as Report;
  const state = (captureTime: string) =>
    inventory('AWS:PatchSummary', { captureTime, MissingCount: '1', PatchGroup: 'a' })(archive);
  const options = { accounts: [], parameters: {}, limit: 10, now: '2026-11-15T00:00:00Z' };
  const askFor = (scope: typeof WEEK) => tryReport(PATCHES, engines().duckdb, { ...options, scope });

  it('says when they were captured', async () => {
    state('2026-10-03T00:00:00Z');
    const captured = { oldest: '2026-10-03T00:00:00Z', newest: '2026-10-03T00:00:00Z' };
    expect(basisOf(await askFor(WEEK)).tables).toMatchObject([{ table: 'patch_compliance', captured }]);
  });

  it('knows nothing of a period after which they were captured', async () => {
    state('2026-10-14T00:00:00Z');
    expect(resultOf(await askFor(WEEK))).toBe('no-logs');
  });
});

describe('a pack', () => {
  const page = (outcomes: readonly Outcome[], language: 'en' | 'ja' = 'en') =>
    makePack(aPack({ outcomes, reader: anyReader(language) }))[0]?.text ?? '';

  it('over an archive with a gap says so on its cover and in each report', async () => {
    logs(ACCOUNT, 1, 2, 3, 5, 6, 7);
    const outcome = await ask();
    const text = page([outcome]);
    expect(text).toContain('This pack is not complete');
    expect(text.match(/No logs of CloudTrail on 2026-10-04: 111111111111/g)).toHaveLength(2);
    expect(text).not.toContain('Nothing found (');
    expect(page([outcome], 'ja')).toContain('この監査レポートは完全ではありません');
  });

  it('over an archive without a gap says that it is whole, and that nobody has verified it', async () => {
    logs(ACCOUNT, 1, 2, 3, 4, 5, 6, 7);
    const text = page([await ask()]);
    expect(text).toContain('each account has logs of each day');
    expect(text).toContain('Not verified');
    expect(text).toContain('Nothing found (1)');
  });

  it('over a period that is not over is not complete', async () => {
    logs(ACCOUNT, 1, 2, 3);
    const text = page([await ask({ now: '2026-10-04T12:00:00.000Z' })]);
    expect(text).toContain('This pack is not complete');
    expect(text).toContain('The period is not over');
  });

  it('of which nothing could be evaluated knows nothing', () => {
    const text = page([{ report: REPORT, period: WEEK, reason: 'the bucket is closed' }]);
    expect(text).toContain('Not one report could be evaluated');
    expect(text).toContain('Not evaluated: the bucket is closed');
  });
});
