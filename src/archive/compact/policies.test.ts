import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ADMINISTRATOR_ACCESS, decide, type Verdict } from '../../../test/support/simulate.ts';
import type { JsonObject } from '../../domain/json.ts';

/** The policies that the guide tells people to use. */
const guide = readFileSync(join(import.meta.dirname, '../../../docs/archive.md'), 'utf8');
const [ofRole = {}, ofBucket = {}] = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, text = '']): JsonObject => JSON.parse(text),
);

const LOGS = 'arn:aws:s3:::aws-organizations-logs-333333333333-ap-northeast-1';
const TABLE = 'arn:aws:s3:::example-curated';
const COMPACTION = 'arn:aws:iam::333333333333:role/log-compaction';
const OTHER = 'arn:aws:iam::333333333333:role/admin';

function ask(principal: string, action: string, resource: string, identity: readonly object[], isTls = true) {
  const context = { 'aws:PrincipalArn': principal, 'aws:SecureTransport': String(isTls) };
  const isOfTable = resource.startsWith(TABLE);
  const policies = isOfTable ? { identity, resource: ofBucket } : { identity };
  return decide({ principal, action, resource, owner: '333333333333', context }, policies);
}

it.each<[string, string, Verdict]>([
  ['s3:ListBucket', LOGS, 'allowed'],
  ['s3:GetObject', `${LOGS}/AWSLogs/a.json.gz`, 'allowed'],
  ['s3:ListBucket', TABLE, 'allowed'],
  ['s3:GetObject', `${TABLE}/curated-manifest/compacting.json`, 'allowed'],
  ['s3:PutObject', `${TABLE}/curated-manifest/compacting.json`, 'allowed'],
  ['s3:PutObject', `${TABLE}/curated/cloudtrail/dt=2026-11-25/part-0.parquet`, 'allowed'],
  ['s3:AbortMultipartUpload', `${TABLE}/curated/cloudtrail/dt=2026-11-25/part-0.parquet`, 'allowed'],
  ['s3:GetObject', `${TABLE}/payroll.csv`, 'denied'],
])('a role that compacts: %s of %s is %s', async (action, resource, verdict) => {
  expect(await ask(COMPACTION, action, resource, [ofRole])).toBe(verdict);
});

it.each([
  ['s3:PutObject', `${LOGS}/AWSLogs/a.json.gz`],
  ['s3:PutObject', `${LOGS}/curated/cloudtrail/dt=2026-11-25/part-0.parquet`],
  ['s3:DeleteObject', `${LOGS}/AWSLogs/a.json.gz`],
  ['s3:DeleteObjectVersion', `${LOGS}/AWSLogs/a.json.gz`],
  ['s3:DeleteObject', `${TABLE}/curated/cloudtrail/dt=2026-11-25/part-0.parquet`],
  ['s3:PutObject', `${TABLE}/payroll.csv`],
  ['s3:PutLifecycleConfiguration', LOGS],
  ['s3:PutBucketPolicy', TABLE],
])('a role that compacts never may %s of %s, whatever else it is allowed', async (action, resource) => {
  expect(await ask(COMPACTION, action, resource, [ofRole, ADMINISTRATOR_ACCESS])).toBe('forbidden');
});

it('nobody else writes into the bucket of the table, and everybody reads it who may', async () => {
  const part = `${TABLE}/curated/cloudtrail/dt=2026-11-25/part-0.parquet`;
  for (const action of ['s3:PutObject', 's3:DeleteObject']) {
    expect(await ask(OTHER, action, part, [ADMINISTRATOR_ACCESS])).toBe('forbidden');
  }
  expect(await ask(OTHER, 's3:GetObject', part, [ADMINISTRATOR_ACCESS])).toBe('allowed');
  expect(await ask(COMPACTION, 's3:GetObject', part, [ofRole], false)).toBe('forbidden');
});
