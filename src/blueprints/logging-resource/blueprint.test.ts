import { describe, expect, it } from 'vitest';
import { deploy, policyOf } from '../../../test/support/cloudformation.ts';
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
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { loggingResource } from './blueprint.ts';

const deployed = deployBlueprint(loggingResource);
const AUDIT_BUCKET = `arn:aws:s3:::aws-organizations-logs-${LOG}-${HOME_REGION}`;
const ACCESS_LOG_BUCKET = `arn:aws:s3:::aws-organizations-s3-access-logs-${LOG}-${HOME_REGION}`;
const OUR_TRAIL = `arn:aws:cloudtrail:${HOME_REGION}:${MANAGEMENT}:trail/aws-organizations-trail`;
const TLS = { 'aws:SecureTransport': 'true' };
const PLAIN = { 'aws:SecureTransport': 'false' };

describe('who writes to the log archive', () => {
  const resource = policyOf(deployed, 'S3AuditBucketPolicy');
  const key = `${ORGANIZATION}/AWSLogs/${MEMBER}/Config/${HOME_REGION}/2026/11/23/ConfigHistory/x.json.gz`;
  const full = { 's3:x-amz-acl': 'bucket-owner-full-control' };
  const cases = [
    {
      what: 'for a member',
      account: MEMBER,
      organization: ORGANIZATION,
      context: { ...TLS, ...full },
      verdict: 'allowed',
    },
    {
      what: 'for a foreign account',
      account: FOREIGN,
      organization: FOREIGN_ORGANIZATION,
      context: { ...TLS, ...full },
      verdict: 'denied',
    },
    {
      what: 'keeping the object to itself',
      account: MEMBER,
      organization: ORGANIZATION,
      context: { ...TLS, 's3:x-amz-acl': 'private' },
      verdict: 'denied',
    },
    {
      what: 'over plain HTTP',
      account: MEMBER,
      organization: ORGANIZATION,
      context: { ...PLAIN, ...full },
      verdict: 'forbidden',
    },
  ];
  const services = ['cloudtrail.amazonaws.com', 'config.amazonaws.com'];
  const rows = services.flatMap((service) => cases.map((row) => ({ service, ...row })));
  it.each(rows)('$service $what: $verdict', async ({ service, account, organization, context, verdict }) => {
    const request = {
      principal: service,
      action: 's3:PutObject',
      resource: `${AUDIT_BUCKET}/${key}`,
      owner: LOG,
      context: {
        ...context,
        'aws:SourceAccount': account,
        'aws:SourceOrgID': organization,
        ...(service === 'cloudtrail.amazonaws.com' && { 'aws:SourceArn': OUR_TRAIL }),
      },
    };
    expect(await decide(request, { resource })).toBe(verdict);
  });

  it.each([
    { what: 'outside the prefix', at: 'elsewhere/AWSLogs/1/x', verdict: 'denied' },
    { what: 'under the prefix', at: key, verdict: 'allowed' },
  ])('AWS Config $what: $verdict', async ({ at, verdict }) => {
    const context = { ...TLS, ...full, 'aws:SourceAccount': MEMBER, 'aws:SourceOrgID': ORGANIZATION };
    const request = {
      principal: 'config.amazonaws.com',
      action: 's3:PutObject',
      resource: `${AUDIT_BUCKET}/${at}`,
      owner: LOG,
      context,
    };
    expect(await decide(request, { resource })).toBe(verdict);
  });

  it.each(['s3:GetBucketAcl', 's3:ListBucket'])('%s is for services of our organization only', async (action) => {
    const decideFor = (organization: string, transport: Readonly<Record<string, string>>) =>
      decide(
        {
          principal: 'config.amazonaws.com',
          action,
          resource: AUDIT_BUCKET,
          owner: LOG,
          context: { ...transport, 'aws:SourceOrgID': organization },
        },
        { resource },
      );
    expect(await decideFor(ORGANIZATION, TLS)).toBe('allowed');
    expect(await decideFor(FOREIGN_ORGANIZATION, TLS)).toBe('denied');
    expect(await decideFor(ORGANIZATION, PLAIN)).toBe('forbidden');
  });

  it.each([
    {
      who: 'an administrator of the log account',
      account: LOG,
      organization: ORGANIZATION,
      transport: TLS,
      verdict: 'allowed',
    },
    {
      who: 'an administrator of the log account over plain HTTP',
      account: LOG,
      organization: ORGANIZATION,
      transport: PLAIN,
      verdict: 'forbidden',
    },
    {
      who: 'an administrator of a member',
      account: MEMBER,
      organization: ORGANIZATION,
      transport: TLS,
      verdict: 'denied',
    },
    {
      who: 'a foreign administrator',
      account: FOREIGN,
      organization: FOREIGN_ORGANIZATION,
      transport: TLS,
      verdict: 'denied',
    },
  ])('$who: $verdict', async ({ account, organization, transport, verdict }) => {
    const arn = `arn:aws:iam::${account}:role/Admin`;
    const request = {
      principal: arn,
      action: 's3:PutObject',
      resource: `${AUDIT_BUCKET}/${key}`,
      owner: LOG,
      context: { ...transport, ...full, 'aws:PrincipalArn': arn, 'aws:PrincipalOrgID': organization },
    };
    expect(await decide(request, { resource, identity: [ADMINISTRATOR_ACCESS] })).toBe(verdict);
  });

  it.each([
    {
      when: 'the prefix is the organization, as in the article',
      parameters: { AWSLogsS3KeyPrefix: ORGANIZATION },
      prefix: ORGANIZATION,
    },
    {
      when: 'the prefix is something else',
      parameters: { AWSLogsS3KeyPrefix: 'company/logs', OrgID: ORGANIZATION },
      prefix: 'company/logs',
    },
  ])('knows the organization when $when', async ({ parameters, prefix }) => {
    const template = loggingResource.template(aConfig());
    const stack = deploy(template, { accountId: LOG, region: HOME_REGION, parameters });
    const decideFor = (organization: string) =>
      decide(
        {
          principal: 'config.amazonaws.com',
          action: 's3:PutObject',
          resource: `${AUDIT_BUCKET}/${prefix}/AWSLogs/${MEMBER}/Config/x`,
          owner: LOG,
          context: { ...TLS, ...full, 'aws:SourceOrgID': organization },
        },
        { resource: policyOf(stack, 'S3AuditBucketPolicy') },
      );
    expect(await decideFor(ORGANIZATION)).toBe('allowed');
    expect(await decideFor(FOREIGN_ORGANIZATION)).toBe('denied');
  });
});

describe('who writes to the access log', () => {
  const resource = policyOf(deployed, 'S3LoggingBucketPolicy');
  const cases = [
    { what: 'our archive', source: AUDIT_BUCKET, account: LOG, transport: TLS, verdict: 'allowed' },
    {
      what: 'another bucket of the account',
      source: 'arn:aws:s3:::other',
      account: LOG,
      transport: TLS,
      verdict: 'denied',
    },
    {
      what: "a foreign account that took the archive's name",
      source: AUDIT_BUCKET,
      account: FOREIGN,
      transport: TLS,
      verdict: 'denied',
    },
    { what: 'a foreign bucket', source: 'arn:aws:s3:::theirs', account: FOREIGN, transport: TLS, verdict: 'denied' },
    {
      what: 'our archive, over plain HTTP',
      source: AUDIT_BUCKET,
      account: LOG,
      transport: PLAIN,
      verdict: 'forbidden',
    },
  ];
  it.each(cases)('S3 for $what: $verdict', async ({ source, account, transport, verdict }) => {
    const request = {
      principal: 'logging.s3.amazonaws.com',
      action: 's3:PutObject',
      resource: `${ACCESS_LOG_BUCKET}/2026-11-23-00-00-00-ABCDEF`,
      owner: LOG,
      context: { ...transport, 'aws:SourceArn': source, 'aws:SourceAccount': account },
    };
    expect(await decide(request, { resource })).toBe(verdict);
  });

  it('no other service', async () => {
    const request = {
      principal: 'config.amazonaws.com',
      action: 's3:PutObject',
      resource: `${ACCESS_LOG_BUCKET}/x`,
      owner: LOG,
      context: { ...TLS, 'aws:SourceArn': AUDIT_BUCKET, 'aws:SourceAccount': LOG },
    };
    expect(await decide(request, { resource })).toBe('denied');
  });
});

describe('both buckets', () => {
  const template = loggingResource.template(aConfig());
  it.each(['S3AuditBucket', 'S3LoggingBucket'])('%s outlives its stack, private and versioned', (logicalId) => {
    expect(template.Resources[logicalId]).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    expect(deployed.resources[logicalId]).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    expect(deployed.resources[logicalId]).not.toHaveProperty('AccessControl');
  });

  it('the archive waits until S3 may write its access log', () => {
    expect(template.Resources['S3AuditBucket']).toMatchObject({ DependsOn: ['S3LoggingBucketPolicy'] });
  });
});

describe('how long logs are kept', () => {
  const rule = (logs: object) => {
    const { resources } = deployBlueprint(loggingResource, { logs });
    return (resources['S3AuditBucket'] as { LifecycleConfiguration: { Rules: readonly object[] } })
      .LifecycleConfiguration.Rules[0];
  };

  it('as long as the configuration says, and the last version as long again', () => {
    expect(rule({ retentionDays: 730 })).toMatchObject({
      Status: 'Enabled',
      ExpirationInDays: 730,
      NoncurrentVersionExpiration: { NoncurrentDays: 730 },
    });
    expect(rule({ retentionDays: 730 })).not.toHaveProperty('Transitions');
  });

  it('in Glacier after a while, when the configuration says so', () => {
    const transitions = [{ TransitionInDays: 30, StorageClass: 'GLACIER' }];
    expect(rule({ transitionToGlacier: true, transitionDays: 30 })).toMatchObject({
      Transitions: transitions,
      NoncurrentVersionTransitions: transitions,
    });
  });
});

it('writes below the id of the organization unless told otherwise', () => {
  expect(deployed.outputs['AuditLogsS3KeyPrefix']).toBe(ORGANIZATION);
});
