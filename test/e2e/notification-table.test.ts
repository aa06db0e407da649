import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DigestLine } from '../../src/notifications/digest.ts';
import { makeTableStore } from '../../src/notifications/lambda/table.ts';
import type { Store } from '../../src/notifications/ports.ts';
import type { TestSandbox } from '../support/sandbox.ts';
import { startSandbox } from '../support/sandbox.ts';

/** The conditions of the formatter's writes, judged by a table and not by a fake. */
let sandbox: TestSandbox;
let store: Store;

const NOW = '2026-11-25T03:00:00.000Z';
const LATER = '2026-11-25T03:03:00.000Z';

beforeAll(async () => {
  sandbox = await startSandbox();
  const {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY,
  } = sandbox.environmentOf('222222222222');
  const client = new DynamoDBClient({
    endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  });
  await client.send(
    new CreateTableCommand({
      TableName: 'notifications',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  store = makeTableStore(client, 'notifications');
});
afterAll(() => sandbox.stop());

const line = (key: string): DigestLine => ({
  key,
  reason: 'repeated',
  severity: 8,
  source: 'GuardDuty',
  accountId: '666666666666',
  what: '脅威',
  resource: 'Instance i-1',
  last: NOW,
  count: 1,
});

it('lets one of two work on an event, and another one when the first broke down', async () => {
  expect(await store.claim('a', NOW)).toBe('claimed');
  expect(await store.claim('a', NOW)).toBe('busy');
  expect(await store.claim('a', LATER)).toBe('claimed');
  await store.finish('a', LATER);
  expect(await store.claim('a', '2026-11-25T05:00:00.000Z')).toBe('done');
});

it('opens a group for one event until its end', async () => {
  const open = (id: string, now: string) => store.openGroup('g', id, now, '2026-11-25T04:00:00.000Z');
  const opened = await Promise.all(['1', '2', '3', '4', '5'].map((id) => open(id, NOW)));
  expect(opened.filter(Boolean)).toHaveLength(1);
  const opener = String(opened.indexOf(true) + 1);
  expect(await open(opener, NOW)).toBe(true);
  await store.closeGroup('g', 'another');
  expect(await open('6', NOW)).toBe(false);
  expect(await open('6', '2026-11-25T04:00:00.000Z')).toBe(true);
  await store.closeGroup('g', '6');
  expect(await open('7', NOW)).toBe(true);
});

it('counts messages by the hour and account', async () => {
  expect([await store.countMessage('dev', NOW), await store.countMessage('dev', LATER)]).toEqual([1, 2]);
  expect(await store.countMessage('prod', LATER)).toBe(1);
  expect(await store.countMessage('dev', '2026-11-25T04:00:00.000Z')).toBe(1);
});

it('counts each event once, however often it is delivered', async () => {
  for (const id of ['x', 'y', 'x']) {
    await store.claim(id, NOW);
    await store.count(id, line('k'), NOW);
  }
  expect(await store.readDigest()).toEqual([{ ...line('k'), count: 2 }]);
  expect(await store.claim('y', LATER)).toBe('done');
});

it('keeps what is counted while a digest is written', async () => {
  const told = await store.readDigest();
  await store.count('z', line('k'), NOW);
  await store.clearDigest(told);
  expect(await store.readDigest()).toMatchObject([{ key: 'k', count: 1 }]);
  await store.clearDigest(await store.readDigest());
  expect(await store.readDigest()).toEqual([]);
});

it('remembers names for a day', async () => {
  await store.rememberName('666666666666', 'prod', NOW);
  expect(await store.readName('666666666666', LATER)).toBe('prod');
  expect(await store.readName('666666666666', '2026-11-26T03:00:01.000Z')).toBeUndefined();
  expect(await store.readName('555555555555', NOW)).toBeUndefined();
});
