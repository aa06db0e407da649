import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../test/support/cloudformation.ts';
import {
  aConfig,
  deployBlueprint,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  HOME_REGION,
  LOG,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { decide } from '../../../test/support/simulate.ts';
import type { JsonObject } from '../../domain/json.ts';
import { trailKey } from './blueprint.ts';

const KEY = `arn:aws:kms:${HOME_REGION}:${LOG}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** The simulator does not know an encryption context whose name has colons in it. */
function withoutEncryptionContext(policy: JsonObject): JsonObject {
  return JSON.parse(
    JSON.stringify(policy, (key, value) =>
      key === 'StringLike' && 'kms:EncryptionContext:aws:cloudtrail:arn' in value ? undefined : value,
    ),
  );
}

describe('who encrypts log files with the key', () => {
  const cases = [
    { mode: 'ORGANIZATION', account: MANAGEMENT, name: 'aws-organizations-trail', verdict: 'allowed' },
    { mode: 'ORGANIZATION', account: MANAGEMENT, name: 'mine', verdict: 'denied' },
    { mode: 'ORGANIZATION', account: MEMBER, name: 'aws-organizations-trail', verdict: 'denied' },
    { mode: 'ACCOUNT', account: MEMBER, name: 'aws-organizations-trail', verdict: 'allowed' },
    { mode: 'ACCOUNT', account: FOREIGN, name: 'aws-organizations-trail', verdict: 'denied' },
  ];
  it.each(cases)('$mode: the trail $name of $account: $verdict', async ({ mode, account, name, verdict }) => {
    const deployed = deployBlueprint(trailKey, { cloudTrail: { mode, encryption: 'SSE_KMS' } });
    const trail = `arn:aws:cloudtrail:${HOME_REGION}:${account}:trail/${name}`;
    const request = {
      principal: 'cloudtrail.amazonaws.com',
      action: 'kms:GenerateDataKey',
      resource: KEY,
      owner: LOG,
      context: {
        'aws:SourceArn': trail,
        'aws:SourceOrgID': account === FOREIGN ? FOREIGN_ORGANIZATION : ORGANIZATION,
      },
    };
    expect(
      await decide(request, { resource: withoutEncryptionContext(policyOf(deployed, 'TrailKey', 'KeyPolicy')) }),
    ).toBe(verdict);
  });
});

it.each([
  { mode: 'ORGANIZATION', arns: `arn:aws:cloudtrail:*:${MANAGEMENT}:trail/*` },
  { mode: 'ACCOUNT', arns: 'arn:aws:cloudtrail:*:*:trail/*' },
])('encrypts log files of trails only: $mode', ({ mode, arns }) => {
  const deployed = deployBlueprint(trailKey, { cloudTrail: { mode, encryption: 'SSE_KMS' } });
  const statements = policyOf(deployed, 'TrailKey', 'KeyPolicy').Statement;
  expect(statements).toContainEqual(
    expect.objectContaining({
      Action: 'kms:GenerateDataKey*',
      Condition: expect.objectContaining({ StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': arns } }),
    }),
  );
});

it('rotates, and outlives its stack', () => {
  expect(deployBlueprint(trailKey).resources['TrailKey']).toMatchObject({ EnableKeyRotation: true });
  expect(trailKey.template(aConfig()).Resources['TrailKey']).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

it.each([
  { cloudTrail: { encryption: 'SSE_KMS' }, enabled: true },
  { cloudTrail: { encryption: 'SSE_S3' }, enabled: false },
  { cloudTrail: { encryption: 'SSE_KMS', mode: 'OFF' }, enabled: false },
])('is made for $cloudTrail: $enabled', ({ cloudTrail, enabled }) => {
  expect(trailKey.isEnabled(aConfig({ cloudTrail }))).toBe(enabled);
});
