import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../test/support/cloudformation.ts';
import {
  AUDIT,
  aConfig,
  deployBlueprint,
  FOREIGN,
  HOME_REGION,
  LOG,
} from '../../../test/support/cloudformation-fixture.ts';
import { decide } from '../../../test/support/simulate.ts';
import { guardDutyExport } from './blueprint.ts';
import { exportBucketName } from './names.ts';

const deployed = deployBlueprint(guardDutyExport, { logs: { retentionDays: 400 } });
const BUCKET = `arn:aws:s3:::aws-organizations-guardduty-${LOG}-${HOME_REGION}`;
const KEY = String(deployed.outputs.KeyArn);

describe('where findings are kept', () => {
  it('is a bucket of the name that the detector exports to', () => {
    expect(deployed.resources.FindingsBucket?.BucketName).toBe(exportBucketName(aConfig(), LOG, HOME_REGION));
  });

  it.each(['FindingsBucket', 'FindingsKey'])('%s outlives its stack', (id) => {
    expect(guardDutyExport.template(aConfig()).Resources[id]).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it.each([
    [{}, true],
    [{ guardDuty: { export: false } }, false],
    [{ guardDuty: { enabled: false } }, false],
  ])('with %j: %s', (changes, enabled) => {
    expect(guardDutyExport.isEnabled(aConfig(changes))).toBe(enabled);
  });
});

const source = (account: string, region = HOME_REGION) => ({
  'aws:SourceAccount': account,
  'aws:SourceArn': `arn:aws:guardduty:${region}:${account}:detector/1`,
});

function put(context: Readonly<Record<string, string>>, changes = {}) {
  const request = {
    principal: 'guardduty.amazonaws.com',
    action: 's3:PutObject',
    resource: `${BUCKET}/AWSLogs/1/GuardDuty/x.jsonl.gz`,
    owner: LOG,
    context: {
      'aws:SecureTransport': 'true',
      's3:x-amz-server-side-encryption-aws-kms-key-id': KEY,
      ...context,
      ...changes,
    },
  };
  return decide(request, { resource: policyOf(deployed, 'FindingsBucketPolicy') });
}

describe('who writes to the bucket', () => {
  it('the detector of the audit account, in this region, with this key', async () => {
    expect(await put(source(AUDIT))).toBe('allowed');
    expect(await put(source(FOREIGN))).toBe('denied');
    expect(await put(source(AUDIT, 'us-east-1'))).toBe('denied');
    expect(await put(source(AUDIT), { 's3:x-amz-server-side-encryption-aws-kms-key-id': `${KEY}-other` })).toBe(
      'forbidden',
    );
    expect(await put(source(AUDIT), { 'aws:SecureTransport': 'false' })).toBe('forbidden');
  });
});

describe('who uses the key', () => {
  const use = (context: Readonly<Record<string, string>>) =>
    decide(
      { principal: 'guardduty.amazonaws.com', action: 'kms:GenerateDataKey', resource: KEY, owner: LOG, context },
      { resource: policyOf(deployed, 'FindingsKey', 'KeyPolicy') },
    );

  it('the detector of the audit account only', async () => {
    expect(await use(source(AUDIT))).toBe('allowed');
    expect(await use(source(FOREIGN))).toBe('denied');
  });
});
