import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { asObject, deploy } from '../../../test/support/cloudformation.ts';
import { aConfig, aContext, LOG } from '../../../test/support/cloudformation-fixture.ts';
import type { KnownAccount } from '../../domain/known-account.ts';
import { accountNameValues } from './account-list.ts';
import { athenaAccounts } from './accounts.ts';

const ON = { reports: { athena: { enabled: true } } };
const DATABASE = 'aws_organizations_logs';

/** The views by their names, as Athena finds them in Glue. */
function viewsOf(accounts: readonly KnownAccount[]): ReadonlyMap<string, string> {
  const { resources } = deploy(athenaAccounts.template(aConfig(ON)), {
    accountId: LOG,
    region: 'ap-northeast-1',
    parameters: athenaAccounts.parameters({ ...aContext(ON), accounts }),
  });
  return new Map(
    Object.values(resources).map(({ TableInput }) => {
      const { Name, ViewOriginalText } = asObject(TableInput ?? null);
      expect(String(ViewOriginalText).length).toBeLessThanOrEqual(409_600);
      const [, base64 = ''] = /^\/\* Presto View: (\S+) \*\/$/.exec(String(ViewOriginalText)) ?? [];
      const { originalSql, schema } = JSON.parse(Buffer.from(base64, 'base64').toString());
      expect(schema).toBe(DATABASE);
      return [String(Name), originalSql as string];
    }),
  );
}

async function rowsOf(accounts: readonly KnownAccount[]): Promise<unknown[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`CREATE SCHEMA ${DATABASE}`);
  for (const [name, sql] of viewsOf(accounts)) await connection.run(`CREATE VIEW ${DATABASE}.${name} AS ${sql}`);
  const rows = await connection.runAndReadAll(`SELECT account AS id, name, unit FROM ${DATABASE}.accounts ORDER BY 1`);
  connection.closeSync();
  return rows.getRowObjectsJson();
}

function manyAccounts(count: number, name: string): readonly KnownAccount[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(100_000_000_000 + index),
    name: `${name}-${index}`,
    unit: 'Workloads/Production/Japan',
  }));
}

describe('the accounts as Athena knows them', () => {
  it('are there whatever their names hold', async () => {
    const accounts = [
      { id: '111111111111', name: 'the log\'s; 100% "a", $' + '{b} \\ c+d', unit: '' },
      { id: '222222222222', name: 'audit', unit: 'セキュリティ/監査' },
    ];
    expect(await rowsOf(accounts)).toEqual(accounts);
  });

  it('are none where nobody said which there are', async () => {
    expect(await rowsOf([])).toEqual([]);
  });

  it('are all there, as many as an organization may have', async () => {
    const accounts = manyAccounts(10_000, 'online-shop-production');
    expect(await rowsOf(accounts)).toEqual(accounts);
  });

  it('are without names where all names are too much', () => {
    const values = Object.values(accountNameValues(manyAccounts(10_000, 'x'.repeat(40))));
    expect(values.join('').slice(0, 30)).toBe('100000000000,,;100000000001,,;');
    expect(values.join('').split(';')).toHaveLength(10_001);
    expect(Math.max(...values.map((value) => value.length))).toBeLessThanOrEqual(4_096);
  });
});
