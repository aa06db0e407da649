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
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { logArchiveRegions } from '../log-archive-regions/blueprint.ts';
import { loggingResource } from './blueprint.ts';

const BUCKET = `arn:aws:s3:::aws-organizations-logs-${LOG}-${HOME_REGION}`;
const OTHER_MEMBER = '555555555555';
const keyOf = (account: string, kind = 'CloudWatchLogs') =>
  `${BUCKET}/${ORGANIZATION}/AWSLogs/${account}/${kind}/${HOME_REGION}/2026/11/23/var/log/secure/1/000000.gz`;
const FULL = { 's3:x-amz-acl': 'bucket-owner-full-control' };
const TLS = { 'aws:SecureTransport': 'true' };

const ARCHIVES = [
  { name: 'the log archive', blueprint: loggingResource, policy: 'S3AuditBucketPolicy' },
  { name: 'the log archive of another region', blueprint: logArchiveRegions, policy: 'LogBucketPolicy' },
];

describe.each(ARCHIVES)('$name', ({ blueprint, policy }) => {
  const resourceFor = (method: 'EXPORT' | 'FIREHOSE' | null) =>
    policyOf(deployBlueprint(blueprint, { logCollection: method ? { method } : { enabled: false } }), policy);

  describe('exports of CloudWatch Logs', () => {
    const exported = (account: string, organization = ORGANIZATION) => ({
      'aws:SourceAccount': account,
      'aws:SourceArn': `arn:aws:logs:${HOME_REGION}:${account}:log-group:/var/log/secure`,
      'aws:SourceOrgID': organization,
      ...TLS,
      ...FULL,
    });
    it.each([
      { what: "a member's, below its id", to: MEMBER, context: exported(MEMBER), verdict: 'allowed' },
      { what: "a member's, below another's id", to: OTHER_MEMBER, context: exported(MEMBER), verdict: 'denied' },
      {
        what: 'of a foreign organization',
        to: FOREIGN,
        context: exported(FOREIGN, FOREIGN_ORGANIZATION),
        verdict: 'denied',
      },
      {
        what: 'over plain HTTP',
        to: MEMBER,
        context: { ...exported(MEMBER), 'aws:SecureTransport': 'false' },
        verdict: 'forbidden',
      },
      {
        what: 'kept for itself',
        to: MEMBER,
        context: { ...exported(MEMBER), 's3:x-amz-acl': 'private' },
        verdict: 'denied',
      },
    ])('$what: $verdict', async ({ to, context, verdict }) => {
      const request = {
        principal: `logs.${HOME_REGION}.amazonaws.com`,
        action: 's3:PutObject',
        resource: keyOf(to),
        owner: LOG,
        context,
      };
      expect(await decide(request, { resource: resourceFor('EXPORT') })).toBe(verdict);
    });

    it('are refused while nothing is collected', async () => {
      const request = {
        principal: `logs.${HOME_REGION}.amazonaws.com`,
        action: 's3:PutObject',
        resource: keyOf(MEMBER),
        owner: LOG,
        context: exported(MEMBER),
      };
      expect(await decide(request, { resource: resourceFor('EXPORT') })).toBe('allowed');
      expect(await decide(request, { resource: resourceFor(null) })).toBe('denied');
    });
  });

  describe.each([
    { method: 'EXPORT', role: 'aws-organizations-LogCollection', kind: 'CloudWatchLogs' },
    { method: 'FIREHOSE', role: 'aws-organizations-LogStreamDelivery', kind: 'CloudWatchLogs-Stream' },
  ] as const)('the role $role', ({ method, role, kind }) => {
    it.each([
      { what: 'below its own account', account: MEMBER, name: role, to: MEMBER, verdict: 'allowed' },
      { what: "below another's account", account: MEMBER, name: role, to: OTHER_MEMBER, verdict: 'denied' },
      { what: 'of a foreign organization', account: FOREIGN, name: role, to: FOREIGN, verdict: 'denied' },
      { what: 'under another name', account: MEMBER, name: 'Admin', to: MEMBER, verdict: 'denied' },
    ])('writes $what: $verdict', async ({ account, name, to, verdict }) => {
      const principal = `arn:aws:iam::${account}:role/${name}`;
      const request = {
        principal,
        action: 's3:PutObject',
        resource: keyOf(to, kind),
        owner: LOG,
        context: {
          ...TLS,
          ...FULL,
          'aws:PrincipalArn': principal,
          'aws:PrincipalAccount': account,
          'aws:PrincipalOrgID': account === FOREIGN ? FOREIGN_ORGANIZATION : ORGANIZATION,
        },
      };
      const policies = { resource: resourceFor(method), identity: [ADMINISTRATOR_ACCESS] };
      expect(await decide(request, policies)).toBe(verdict);
    });
  });

  it.each(['s3:GetObject', 's3:DeleteObject'])('%s is for nobody outside the log account', async (action) => {
    const principal = `arn:aws:iam::${MEMBER}:role/aws-organizations-LogCollection`;
    const context = {
      ...TLS,
      'aws:PrincipalArn': principal,
      'aws:PrincipalAccount': MEMBER,
      'aws:PrincipalOrgID': ORGANIZATION,
    };
    const request = { principal, action, resource: keyOf(MEMBER), owner: LOG, context };
    expect(await decide(request, { resource: resourceFor('EXPORT'), identity: [ADMINISTRATOR_ACCESS] })).toBe('denied');
  });
});
