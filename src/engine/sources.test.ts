import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, inputOf, run } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import { MetsukeError } from '../domain/errors.ts';
import { readSources, type StatusSource } from './sources.ts';
import { isHealthy, readStatus } from './status.ts';

const CONFIG = aConfig({
  configRecorder: { enabled: true },
  notifications: { enabled: true },
  cloudTrail: { mode: 'ORGANIZATION' },
  reports: { curated: 's3://example-curated/logs' },
});

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws(anOrg().with(account('dev').in('Workloads')).build());
  expect((await run(aws, CONFIG)).result.status).toBe('done');
});

const TRAIL = 'aws-organizations-trail';
const statusOf = async () => readStatus(aws.connect().ports, await inputOf(aws, CONFIG));
const sourceOf = async (source: StatusSource['source']) =>
  (await statusOf()).sources.find((one) => one.source === source);

it('tell of which time they are, and are well', async () => {
  expect(isHealthy(await statusOf())).toBe(true);
  expect((await statusOf()).sources).toMatchObject([
    { source: 'stack-sets', at: '2026-01-01T00:00:00.000Z', isFault: false },
    { source: 'entries', at: null, isFault: false },
    { source: 'heartbeats', at: null, isFault: false, isLate: true },
    { source: 'aggregator', at: '2025-12-31T23:40:00.000Z', isFault: false },
    { source: 'trail', at: '2025-12-31T23:55:00.000Z', isFault: false },
    { source: 'archive', at: null, isFault: false, isLate: true },
    { source: 'drift-detection', at: null, isFault: false, isLate: true },
  ]);
});

const FAULTS: readonly (readonly [string, StatusSource['source'], () => void, RegExp])[] = [
  [
    'a trail that cannot deliver',
    'trail',
    () => aws.condition.break(aws.idOf('master'), TRAIL, { error: 'NoSuchBucket' }),
    /cannot deliver: NoSuchBucket/,
  ],
  ['a trail that was deleted', 'trail', () => aws.condition.break(aws.idOf('master'), TRAIL, 'gone'), /is gone/],
  [
    'a trail that is silent for more than a day',
    'trail',
    () => {
      aws.condition.deliveredAt = '2025-12-30T23:00:00.000Z';
    },
    /nothing for more than a day/,
  ],
  [
    'an aggregator that lacks sources',
    'aggregator',
    () => {
      const source = { region: 'ap-northeast-1', status: 'FAILED' as const, error: 'no recorder' };
      aws.condition.staleSources = [
        { ...source, source: '4', updatedAt: '2025-12-30T00:00:00.000Z' },
        { ...source, source: '5', updatedAt: null },
      ];
    },
    /lacks 2 sources, 5 ap-northeast-1 the longest: no recorder/,
  ],
  [
    'a route that was heard, and is no longer',
    'heartbeats',
    () => {
      aws.condition.heartbeats = [
        { account: aws.idOf('dev'), region: 'ap-northeast-1', at: '2025-12-31T11:00:00.000Z' },
        { account: aws.idOf('log'), region: 'ap-northeast-1', at: '2025-12-31T23:00:00.000Z' },
        { account: '999999999999', region: 'ap-northeast-1', at: '2020-01-01T00:00:00.000Z' },
      ];
    },
    /Notifications of 1 accounts × regions do not arrive, of 444444444444 ap-northeast-1 the longest/,
  ],
  ...[
    [
      'a day ago',
      '2025-12-29',
      /logs of 1 accounts have stopped, of 444444444444 the longest: nothing since 2025-12-29/,
    ],
    ['longer ago than anybody looked', null, /of 444444444444 the longest: nothing of it was found/],
  ].map(([when, day, sentence]): (typeof FAULTS)[number] => [
    `an account whose logs stopped ${when}`,
    'archive',
    () => {
      const others = Object.fromEntries(['master', 'audit', 'log'].map((name) => [aws.idOf(name), '2025-12-31']));
      const accounts = { ...others, [aws.idOf('dev')]: day as string | null, 999999999999: '2020-01-01' };
      aws.condition.newestLogs = { format: 1, through: '2025-12-31', accounts };
    },
    sentence as RegExp,
  ]),
  [
    'an aggregator that was deleted',
    'aggregator',
    () => {
      aws.condition.staleSources = null;
    },
    /aggregator .* is gone/,
  ],
];

describe('a fault', () => {
  it.each(FAULTS)('is %s', async (_, source, happen, sentence) => {
    happen();
    expect(await sourceOf(source)).toMatchObject({
      state: 'read',
      isFault: true,
      reason: expect.stringMatching(sentence),
    });
    expect(isHealthy(await statusOf())).toBe(false);
  });

  it('is an account that nobody can ask: what it tells is unknown, and nothing is well', async () => {
    aws.closeDoor('audit');
    const status = await statusOf();
    expect(status.sources.filter(({ state }) => state === 'unknown').map(({ source }) => source)).toEqual([
      'entries',
      'heartbeats',
      'aggregator',
    ]);
    expect(new Set(status.hub.map(({ state }) => state))).toEqual(new Set(['unknown']));
    expect(isHealthy(status)).toBe(false);
  });
});

it('a trail that delivered a day ago to the millisecond is not silent yet', async () => {
  aws.condition.deliveredAt = '2025-12-31T00:00:00.000Z';
  expect(await sourceOf('trail')).toMatchObject({ isFault: false, reason: null });
});

describe('the last detection of drift', () => {
  const detectedAt = async (...times: readonly (string | null)[]) => {
    const input = await inputOf(aws, CONFIG);
    const stackSets = input.snapshot.stackSets.slice(0, times.length);
    const snapshot = {
      ...input.snapshot,
      stackSets: stackSets.map((set, index) => {
        const at = times[index] ?? null;
        return at === null ? set : { ...set, driftCheckedAt: at };
      }),
    };
    const sources = await readSources(aws.connect().ports, { ...input, snapshot });
    return sources.find(({ source }) => source === 'drift-detection');
  };

  it('is the oldest of all stack sets', async () => {
    const times = ['2025-12-20T00:00:00.000Z', '2025-12-10T00:00:00.000Z', '2025-12-30T00:00:00.000Z'];
    expect(await detectedAt(...times)).toMatchObject({ at: '2025-12-10T00:00:00.000Z', isLate: false });
  });

  it('is late after thirty days, and where a stack set was never asked', async () => {
    expect(await detectedAt('2025-12-02T00:00:00.000Z')).toMatchObject({ isLate: false });
    expect(await detectedAt('2025-12-01T23:59:59.999Z')).toMatchObject({ isLate: true });
    expect(await detectedAt('2025-12-30T00:00:00.000Z', null)).toMatchObject({ at: null, isLate: true });
  });
});

describe('the newest logs of the archive', () => {
  const newest = (day: string, ...names: readonly string[]) => {
    const accounts = Object.fromEntries(names.map((name) => [aws.idOf(name), day]));
    aws.condition.newestLogs = { format: 1, through: day, accounts };
  };

  it('are well while each account has some of the newest day or the day before', async () => {
    newest('2025-12-31', 'master', 'audit', 'log', 'dev');
    expect(await sourceOf('archive')).toMatchObject({ at: '2025-12-31T00:00:00Z', reason: null, isFault: false });
    expect(isHealthy(await statusOf())).toBe(true);
  });

  it.each([
    [
      'an account has none yet',
      () => newest('2025-12-31', 'master', 'audit', 'log'),
      /1 of 4 accounts have no logs yet/,
    ],
    ['nobody compacted for days', () => newest('2025-12-20', 'master', 'audit', 'log', 'dev'), /^$/],
    ['nobody compacted at all', () => undefined, /archive compact has not run yet/],
  ])('are too old where %s, which is no fault', async (_, happen, sentence) => {
    happen();
    const source = await sourceOf('archive');
    expect(source).toMatchObject({ isFault: false, isLate: true });
    expect(source?.reason ?? '').toMatch(sentence);
  });

  it('are unknown when the bucket cannot be read', async () => {
    aws.condition.newestLogs = new MetsukeError('access-denied', 's3:GetObject: Access Denied');
    expect(await sourceOf('archive')).toMatchObject({ state: 'unknown', reason: 's3:GetObject: Access Denied' });
    expect(isHealthy(await statusOf())).toBe(false);
  });

  it('are no source where no bucket is configured', async () => {
    const input = await inputOf(aws, aConfig({ notifications: { enabled: true } }));
    expect((await readSources(aws.connect().ports, input)).map(({ source }) => source)).not.toContain('archive');
  });
});

it('tells of how many sources the age of the aggregator is when there are more than a page', async () => {
  aws.condition.updates = { sources: 100, isAll: false, oldestAt: '2025-12-30T00:00:00.000Z' };
  expect(await sourceOf('aggregator')).toMatchObject({
    at: '2025-12-30T00:00:00.000Z',
    isFault: false,
    reason: expect.stringMatching(/oldest of the first 100/),
  });
  aws.condition.updates = { sources: 0, isAll: true, oldestAt: null };
  expect(await sourceOf('aggregator')).toMatchObject({ at: null, isLate: true });
});

describe('the hub in the audit account', () => {
  it.each([
    ['aws-organizations-NotificationFormatter', 'off', /rule .*Formatter is switched off/],
    ['aws-organizations-NotificationFormatter', 'targetless', /does not lead to its target/],
    ['aws-organizations-NotificationDigest', 'off', /NotificationDigest is switched off/],
    ['aws-organizations-NotificationsUndelivered', 'alarm', /alarm .*Undelivered went off/],
  ] as const)('is asked itself: %s %s', async (name, how, sentence) => {
    aws.condition.break(aws.idOf('audit'), name, how);
    const status = await statusOf();
    expect(status.hubFindings.map(({ message }) => message)).toEqual([expect.stringMatching(sentence)]);
    expect(isHealthy(status)).toBe(false);
  });

  it('costs the same however many accounts there are', async () => {
    const callsOf = async (): Promise<number> => {
      const connection = aws.connect();
      const input = await inputOf(aws, CONFIG, { connection });
      const before = connection.calls.length;
      await readStatus(connection.ports, input);
      return connection.calls.length - before;
    };
    const before = await callsOf();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) aws.join(account(name));
    expect((await run(aws, CONFIG)).result.status).toBe('done');
    expect(await callsOf()).toBe(before);
    expect(before).toBeLessThan(20);
  });
});

it.each([
  ['nobody is subscribed', [], false],
  ['one waits for a click in a mail', [{ protocol: 'email', confirmed: false }], false],
  ['all are confirmed', [{ protocol: 'email', confirmed: true }], true],
])('is well only where notifications are read: %s', async (_, subscriptions, healthy) => {
  aws.subscriptions = subscriptions;
  expect(isHealthy(await statusOf())).toBe(healthy);
});

it('that are not deployed are not asked', async () => {
  const fresh = new FakeAws(anOrg().build());
  const { ports } = fresh.connect();
  expect(await readSources(ports, await inputOf(fresh, CONFIG))).toMatchObject([{ source: 'stack-sets' }]);
});
