import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../test/support/cloudformation.ts';
import {
  deployBlueprint,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  HOME_REGION,
  LOG,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { decide } from '../../../test/support/simulate.ts';
import { loggingResource } from './blueprint.ts';

const BUCKET = `arn:aws:s3:::aws-organizations-logs-${LOG}-${HOME_REGION}`;
const OTHER_MEMBER = '555555555555';
const keyOf = (account: string, folder = 'ssm-inventory') =>
  `${BUCKET}/${ORGANIZATION}/${folder}/AWS:Application/accountid=${account}/region=us-east-1/resourcetype=ManagedInstanceInventory/i-1.json`;
const source = (account: string, organization = ORGANIZATION) => ({
  'aws:SecureTransport': 'true',
  'aws:SourceAccount': account,
  'aws:SourceOrgID': organization,
  'aws:SourceArn': `arn:aws:ssm:us-east-1:${account}:resource-data-sync/aws-organizations-inventory`,
});
const sync = (account: string, organization = ORGANIZATION) => ({
  ...source(account, organization),
  's3:x-amz-acl': 'bucket-owner-full-control',
});
const policyWith = (changes: Readonly<Record<string, unknown>>) =>
  policyOf(deployBlueprint(loggingResource, changes), 'S3AuditBucketPolicy');

describe('a resource data sync', () => {
  const resource = policyWith({});
  it.each([
    { what: 'of a member, below its id', key: keyOf(MEMBER), context: sync(MEMBER), verdict: 'allowed' },
    { what: "of a member, below another's id", key: keyOf(OTHER_MEMBER), context: sync(MEMBER), verdict: 'denied' },
    { what: 'elsewhere in the archive', key: keyOf(MEMBER, 'AWSLogs'), context: sync(MEMBER), verdict: 'denied' },
    {
      what: 'of a foreign organization',
      key: keyOf(FOREIGN),
      context: sync(FOREIGN, FOREIGN_ORGANIZATION),
      verdict: 'denied',
    },
    {
      what: 'keeping the object for itself',
      key: keyOf(MEMBER),
      context: { ...sync(MEMBER), 's3:x-amz-acl': 'private' },
      verdict: 'denied',
    },
    {
      what: 'over plain HTTP',
      key: keyOf(MEMBER),
      context: { ...sync(MEMBER), 'aws:SecureTransport': 'false' },
      verdict: 'forbidden',
    },
    {
      what: 'something else of Systems Manager',
      key: keyOf(MEMBER),
      context: { ...sync(MEMBER), 'aws:SourceArn': `arn:aws:ssm:us-east-1:${MEMBER}:association/x` },
      verdict: 'denied',
    },
  ])('$what: $verdict', async ({ key, context, verdict }) => {
    const request = { principal: 'ssm.amazonaws.com', action: 's3:PutObject', resource: key, owner: LOG, context };
    expect(await decide(request, { resource })).toBe(verdict);
  });

  it('sees whether it may write, and of nobody else', async () => {
    const ask = (organization: string) =>
      decide(
        {
          principal: 'ssm.amazonaws.com',
          action: 's3:GetBucketAcl',
          resource: BUCKET,
          owner: LOG,
          context: source(MEMBER, organization),
        },
        { resource },
      );
    expect(await ask(ORGANIZATION)).toBe('allowed');
    expect(await ask(FOREIGN_ORGANIZATION)).toBe('denied');
  });

  it.each([
    { when: 'nothing is gathered', changes: { inventory: { enabled: false } }, verdict: 'denied' },
    {
      when: 'patches alone are',
      changes: { inventory: { enabled: false }, patching: { enabled: true } },
      verdict: 'allowed',
    },
  ])('when $when: $verdict', async ({ changes, verdict }) => {
    const request = {
      principal: 'ssm.amazonaws.com',
      action: 's3:PutObject',
      resource: keyOf(MEMBER),
      owner: LOG,
      context: sync(MEMBER),
    };
    expect(await decide(request, { resource: policyWith(changes) })).toBe(verdict);
  });
});
