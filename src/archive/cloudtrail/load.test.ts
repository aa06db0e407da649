import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { RECORDED_EVENTS, whyNoRecordedEvents } from '../../../test/support/recorded-events.ts';
import type { AccountId } from '../../domain/ids.ts';
import { openFolder } from '../folder-store.ts';
import type { ObjectStore } from '../object-store.ts';
import { listLogKeys } from './list.ts';
import { type LoadOptions, loadCloudTrail } from './load.ts';

const temporary = mkdtempSync(join(tmpdir(), 'metsuke-load-test-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const database = await DuckDBInstance.create(':memory:');

async function query(options: LoadOptions) {
  const loaded = await loadCloudTrail(options);
  const connection = await database.connect();
  try {
    const result = await connection.runAndReadAll(`WITH cloudtrail AS (${loaded.select}) ${options.sql}`);
    return { rows: result.getRowsJson(), loaded };
  } finally {
    connection.closeSync();
    loaded.close();
  }
}

/** The same question, answered without our reader. */
async function countBy(store: ObjectStore, key: (event: Record<string, string>) => string): Promise<unknown> {
  const counts = new Map<string, number>();
  for await (const { key: object } of listLogKeys(store, {}, () => {})) {
    const { body } = await store.get(object);
    for (const event of JSON.parse(gunzipSync(body).toString()).Records) {
      counts.set(key(event), (counts.get(key(event)) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => [name, String(count)]);
}

describe('real log files in DuckDB', () => {
  beforeEach((context) => {
    if (whyNoRecordedEvents !== null) context.skip(whyNoRecordedEvents);
  });
  const store = openFolder(RECORDED_EVENTS);

  it('are counted as JSON.parse counts them', async () => {
    const sql = 'SELECT eventsource, count(*) FROM cloudtrail GROUP BY 1 ORDER BY 1';
    const { rows, loaded } = await query({ store, sql });
    expect(rows).toEqual(await countBy(store, ({ eventSource = '' }) => eventSource));
    expect(loaded).toMatchObject({ files: 55, rows: 2900, problems: [] });
  });

  it('have the parts of the caller in their places', async () => {
    const sql = `SELECT coalesce(c.userIdentity.sessionContext.sessionIssuer.userName, c.userIdentity.userName, '') AS name,
      count(*) FROM cloudtrail AS c GROUP BY 1 ORDER BY 1`;
    const { rows } = await query({ store, sql });
    type Identity = { userIdentity: { userName?: string; sessionContext?: { sessionIssuer?: { userName?: string } } } };
    const nameOf = (event: object): string => {
      const { userIdentity } = event as Identity;
      return userIdentity.sessionContext?.sessionIssuer?.userName ?? userIdentity.userName ?? '';
    };
    expect(rows).toEqual(await countBy(store, nameOf));
  });

  it('give every column to a star, lists and maps among them', async () => {
    const { rows } = await query({
      store,
      sql: `SELECT * FROM cloudtrail WHERE resources IS NOT NULL ORDER BY eventtime, eventid LIMIT 1`,
    });
    expect(rows).toMatchSnapshot();
  });

  it('know their partition', async () => {
    const sql = 'SELECT DISTINCT account, region, "timestamp" FROM cloudtrail';
    const { rows } = await query({ store, sql });
    expect(rows).toEqual([['218007301253', 'us-east-1', '2023/07/10']]);
  });
});

const ACCOUNTS = ['111111111111', '222222222222'] as const;
const ORGANIZATION = 'o-8m3k2xq1zz';
const folder = join(temporary, 'organization');

function put(key: string, content: Uint8Array | string): string {
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  writeFileSync(join(folder, key), content);
  return key;
}

function logKey(account: string, region: string, day: string, below = `${ORGANIZATION}/`): string {
  const stamp = `${day.replaceAll('-', '')}T0135Z`;
  const path = `${below}${account}/CloudTrail/${region}/${day.replaceAll('-', '/')}`;
  return `${ORGANIZATION}/AWSLogs/${path}/${account}_CloudTrail_${region}_${stamp}_7xgocspSowgK0Gto.json.gz`;
}

function log(...names: readonly string[]): Buffer {
  return gzipSync(JSON.stringify({ Records: names.map((eventName) => ({ eventName })) }));
}

describe('an organization', () => {
  for (const account of ACCOUNTS) {
    for (const region of ['ap-northeast-1', 'us-east-1']) {
      for (const day of ['2026-09-30', '2026-10-01', '2026-10-02']) put(logKey(account, region, day), log(`${day}`));
    }
  }
  // The management account has a trail of its own, which does not name the organization.
  put(logKey('111111111111', 'us-east-1', '2026-10-01', ''), log('own trail'));
  put(`${ORGANIZATION}/AWSLogs/111111111111/Config/ConfigWritabilityCheckFile`, '');
  const store = openFolder(folder);
  const sql = 'SELECT account, region, eventname, count(*) FROM cloudtrail GROUP BY ALL ORDER BY ALL';

  it('is read with both prefixes of the management account', async () => {
    const { rows, loaded } = await query({ store, sql });
    expect(rows).toHaveLength(13);
    expect(rows).toContainEqual(['111111111111', 'us-east-1', 'own trail', '1']);
    expect(loaded).toMatchObject({ files: 13, problems: [] });
  });

  it('is read only as far as account, region and days of the scope', async () => {
    const scope = { accounts: ['222222222222' as AccountId], regions: ['us-east-1'] };
    const { rows, loaded } = await query({ store, sql, ...scope, firstDay: '2026-10-01', lastDay: '2026-10-01' });
    expect(rows).toEqual([['222222222222', 'us-east-1', '2026-10-01', '1']]);
    expect(loaded.files).toBe(1);
  });

  it('has columns even when it has no rows', async () => {
    const { rows, loaded } = await query({ store, sql: 'SELECT * FROM cloudtrail', firstDay: '2027-01-01' });
    expect(rows).toEqual([]);
    expect(loaded.files).toBe(0);
  });
});

describe('what cannot be read is told with its key and skipped', () => {
  const good = log('a', 'b');
  const CASES = [
    ['cut off', good.subarray(0, good.length - 12), /^cannot be inflated: /],
    ['no gzip', Buffer.from('<Error/>'), /^is neither gzip nor JSON$/],
    ['empty', Buffer.alloc(0), /^is empty$/],
    ['no JSON', gzipSync('{"Records":[{"eventName":'), /^is not JSON: /],
    ['a digest', gzipSync('{"awsAccountId":"111111111111"}'), /^has no Records: it is no log file of CloudTrail$/],
    ['records that are no events', gzipSync('{"Records":[{},null]}'), /^has something else than an event as record 1$/],
  ] as const;

  it.each(CASES)('%s', async (name, content, problem) => {
    const root = join(temporary, `broken-${name}`);
    const key = logKey('111111111111', 'us-east-1', '2026-10-01');
    const fine = logKey('222222222222', 'us-east-1', '2026-10-01');
    for (const [at, bytes] of [
      [key, content],
      [fine, good],
    ] as const) {
      mkdirSync(dirname(join(root, at)), { recursive: true });
      writeFileSync(join(root, at), bytes);
    }
    const { rows, loaded } = await query({
      store: openFolder(root),
      sql: 'SELECT eventname FROM cloudtrail ORDER BY 1',
    });
    expect(rows).toEqual([['a'], ['b']]);
    expect(loaded.problems).toEqual([{ key, problem: expect.stringMatching(problem) }]);
  });

  it('a key that is none of CloudTrail', async () => {
    const root = join(temporary, 'foreign');
    const key = `${dirname(logKey('111111111111', 'us-east-1', '2026-10-01'))}/notes.txt`;
    mkdirSync(dirname(join(root, key)), { recursive: true });
    writeFileSync(join(root, key), 'hello');
    const { loaded } = await query({ store: openFolder(root), sql: 'SELECT count(*) FROM cloudtrail' });
    expect(loaded.problems).toEqual([{ key, problem: 'has no name of a log file of CloudTrail' }]);
  });
});
