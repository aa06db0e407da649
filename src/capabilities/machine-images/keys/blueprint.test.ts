import { describe, expect, it } from 'vitest';
import { asObject } from '../../../../test/support/cloudformation.ts';
import {
  AUDIT,
  deployBlueprint,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  MEMBER,
  ORGANIZATION,
} from '../../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../../test/support/simulate.ts';
import { imageKeys } from './blueprint.ts';

const deployed = deployBlueprint(imageKeys, { machineImages: { enabled: true } });
const keyPolicy = asObject(deployed.resources.ImageKey?.KeyPolicy ?? null);
const KEY = `arn:aws:kms:ap-northeast-1:${AUDIT}:key/12345678-1234-1234-1234-123456789012`;

function use(action: string, account: string, organization: string, more: Readonly<Record<string, string>> = {}) {
  return {
    principal: `arn:aws:iam::${account}:role/launcher`,
    action,
    resource: KEY,
    owner: AUDIT,
    context: { 'aws:PrincipalOrgID': organization, ...more },
  };
}

describe('the key of the images', () => {
  it.each([
    ['an account of the organization starts an instance', use('kms:Decrypt', MEMBER, ORGANIZATION), 'allowed'],
    ['a foreign organization does not', use('kms:Decrypt', FOREIGN, FOREIGN_ORGANIZATION), 'denied'],
    [
      'Amazon EC2 gets a grant for a volume',
      use('kms:CreateGrant', MEMBER, ORGANIZATION, {
        'kms:GrantIsForAWSResource': 'true',
        'aws:PrincipalIsAWSService': 'false',
      }),
      'allowed',
    ],
    [
      'nobody gets a grant for himself',
      use('kms:CreateGrant', MEMBER, ORGANIZATION, {
        'kms:GrantIsForAWSResource': 'false',
        'aws:PrincipalIsAWSService': 'false',
      }),
      'forbidden',
    ],
    ['nobody elsewhere deletes it', use('kms:ScheduleKeyDeletion', MEMBER, ORGANIZATION), 'denied'],
  ] as const)('%s', async (_name, request, verdict) => {
    expect(await decide(request, { identity: [ADMINISTRATOR_ACCESS], resource: keyPolicy })).toBe(verdict);
  });
});
