import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFolder } from '../archive/folder-store.ts';
import type { ObjectStore } from '../archive/object-store.ts';
import { tableByName } from '../archive/tables/catalog.ts';
import { listPartitions } from '../archive/tables/partition-objects.ts';
import { EVERYTHING } from '../archive/tables/scope.ts';
import { TABLE_NAMES, type TableName } from '../archive/tables/table.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { estimateAthena } from './athena-estimate.ts';
import { athenaCost } from './athena-price.ts';
import type { Query } from './query.ts';

const [DEV, PROD] = ['444444444444', '666666666666'] as const;
const MB = 1024 ** 2;
const folder = mkdtempSync(join(tmpdir(), 'metsuke-estimate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(key: string, size: number): void {
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  writeFileSync(join(folder, key), Buffer.alloc(size));
}
const trail = (account: string, day: string): string =>
  `o-1/AWSLogs/o-8m3k2xq1zz/${account}/CloudTrail/ap-northeast-1/${day}/1.json.gz`;
put(trail(DEV, '2026/10/01'), 8 * MB);
put(trail(DEV, '2026/10/04'), 16 * MB);
put(trail(PROD, '2026/10/01'), 1 * MB);
put(`o-1/AWSLogs/o-8m3k2xq1zz/${DEV}/CloudTrail-Digest/ap-northeast-1/2026/10/01/1.json.gz`, 32);
put(`o-1/AWSLogs/${DEV}/Config/ap-northeast-1/2026/9/3/ConfigHistory/1.json.gz`, 64);
put(`o-1/AWSLogs/${DEV}/Config/ap-northeast-1/2026/9/3/ConfigSnapshot/1.json.gz`, 128);
put(`o-1/AWSLogs/${DEV}/GuardDuty/ap-northeast-1/2026/10/01/1.jsonl.gz`, 256);
put(`o-1/session-logs/${DEV}/ap-northeast-1/1.log`, 512);
const inventory = `o-1/ssm-inventory/AWS:Application/accountid=${DEV}/region=ap-northeast-1`;
put(`${inventory}/resourcetype=ManagedInstanceInventory/i-1.json`, 1024);
put(`${inventory}/resourcetype=Other/i-1.json`, 2048);

const store = openFolder(folder);
const stores = { logs: store, trail: store, 'access-logs': store, findings: store };

async function bytesOf(name: TableName, accounts?: readonly AccountId[]): Promise<number> {
  let bytes = 0;
  const scope = { ...EVERYTHING, ...(accounts ? { accounts } : {}) };
  for await (const { size } of listPartitions(store, tableByName(name), scope)) bytes += size;
  return bytes;
}

function aQuery(
  sql: string,
  days: readonly [string, string] = ['2026-10-01', '2026-10-02'],
  accounts?: AccountId[],
): Query {
  const [from, to] = days.map((day) => `${day}T00:00:00Z`);
  const scope = { from: from ?? '', to: to ?? '', ...(accounts ? { accounts } : {}) };
  return { sql, tables: [tableByName('cloudtrail')], scope, accounts: [], parameters: {} };
}

describe('the objects below the partitions of a table', () => {
  it.each([
    ['cloudtrail', 25 * MB],
    ['cloudtrail_digest', 32],
    ['config_items', 192],
    ['config_compliance', 192],
    ['guardduty_findings', 256],
    ['session_logs', 512],
    ['ssm_inventory', 1024],
  ] as const)('%s', async (name, bytes) => expect(await bytesOf(name)).toBe(bytes));

  it('are those of the accounts, unless the account stands in the rows', async () => {
    expect(await bytesOf('cloudtrail', [PROD as AccountId])).toBe(MB);
    expect(await bytesOf('guardduty_findings', [PROD as AccountId])).toBe(256);
  });

  it('are all of them where a table has no partitions', async () => {
    const everything = await bytesOf('s3_access_logs');
    expect(everything).toBeGreaterThan(25 * MB);
    for (const name of TABLE_NAMES) expect(await bytesOf(name)).toBeLessThanOrEqual(everything);
  });
});

describe('the most that queries cost', () => {
  const options = { stores, scanLimit: 1000 * MB };

  it('is that of the days, late deliveries included', async () => {
    expect(await estimateAthena([aQuery('SELECT 1 FROM cloudtrail')], options)).toEqual({
      bytes: 9 * MB,
      cost: athenaCost(10 * MB),
    });
    const longer = aQuery('SELECT 1 FROM cloudtrail', ['2026-10-01', '2026-10-03']);
    expect(await estimateAthena([longer], options)).toEqual({ bytes: 25 * MB, cost: athenaCost(25 * MB) });
    const query = aQuery('SELECT 1 FROM cloudtrail');
    const later = { ...query, scope: { ...query.scope, lateDays: 30 } };
    expect(await estimateAthena([later], options)).toMatchObject({ bytes: 25 * MB });
  });

  it('is that of the accounts', async () => {
    const query = aQuery('SELECT 1 FROM cloudtrail', undefined, [PROD as AccountId]);
    expect(await estimateAthena([query], options)).toMatchObject({ bytes: MB });
  });

  it('counts a table as often as it is read, and each query by itself', async () => {
    const twice = aQuery('SELECT 1 FROM cloudtrail AS a, cloudtrail AS b');
    expect(await estimateAthena([twice], options)).toMatchObject({ bytes: 18 * MB });
    const two = await estimateAthena([aQuery('SELECT 1 FROM cloudtrail'), aQuery('SELECT 2 FROM cloudtrail')], options);
    expect(two).toEqual({ bytes: 18 * MB, cost: 2 * athenaCost(10 * MB) });
  });

  it('is no more than the limit of the work group', async () => {
    const estimate = await estimateAthena([aQuery('SELECT 1 FROM cloudtrail')], { stores, scanLimit: 3 * MB });
    expect(estimate).toMatchObject({ bytes: 3 * MB });
  });

  it('is that limit where nobody may list, and nothing where there is no bucket', async () => {
    const closed = (code: 'access-denied' | 'not-found'): ObjectStore => ({
      ...store,
      listFolders: async () => {
        throw new MetsukeError(code, 'no');
      },
    });
    const estimate = (code: 'access-denied' | 'not-found') =>
      estimateAthena([aQuery('SELECT 1 FROM cloudtrail')], { ...options, stores: { ...stores, trail: closed(code) } });
    expect(await estimate('access-denied')).toMatchObject({ bytes: 1000 * MB });
    expect(await estimate('not-found')).toMatchObject({ bytes: 0 });
  });
});
