import { describe, expect, it } from 'vitest';
import {
  AUDIT,
  aConfig,
  FACTS,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  LOG,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { confusedDeputy } from './guardrail.ts';

/** Somebody's bucket policy that lets a service in without asking on whose behalf it comes. */
const OPEN = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: ['s3:PutObject', 's3:GetObject'], Resource: 'arn:aws:s3:::logs/*' },
  ],
};

interface Caller {
  readonly principal: string;
  readonly action?: string;
  readonly context: Readonly<Record<string, string>>;
}

function attempt({ principal, action = 's3:PutObject', context }: Caller, changes = {}) {
  const request = { principal, action, resource: 'arn:aws:s3:::logs/AWSLogs/1.gz', owner: LOG, context };
  return decide(request, {
    ...(principal.startsWith('arn:') && { identity: [ADMINISTRATOR_ACCESS] }),
    resource: OPEN,
    resourceControl: [confusedDeputy.document(aConfig(changes), FACTS)],
  });
}

const service = (principal: string, source: Readonly<Record<string, string>>): Caller => ({
  principal,
  context: { 'aws:PrincipalIsAWSService': 'true', ...source },
});
const OURS = { 'aws:SourceAccount': MEMBER, 'aws:SourceOrgID': ORGANIZATION };
const THEIRS = { 'aws:SourceAccount': FOREIGN, 'aws:SourceOrgID': FOREIGN_ORGANIZATION };

describe('a service at a bucket that lets everybody in', () => {
  it.each(['cloudtrail.amazonaws.com', 'config.amazonaws.com', 'guardduty.amazonaws.com'])(
    '%s comes on behalf of the organization only',
    async (principal) => {
      expect(await attempt(service(principal, OURS))).toBe('allowed');
      expect(await attempt(service(principal, THEIRS))).toBe('forbidden');
    },
  );

  it('on behalf of an account without an organization is stopped too', async () => {
    expect(await attempt(service('cloudtrail.amazonaws.com', { 'aws:SourceAccount': FOREIGN }))).toBe('forbidden');
  });

  it('that names nobody passes: a service does so for its own purposes', async () => {
    expect(await attempt(service('cloudtrail.amazonaws.com', {}))).toBe('allowed');
  });

  it('on behalf of a vendor passes when the vendor is named', async () => {
    const changes = { guardrails: { confusedDeputy: { allowedAccounts: [FOREIGN] } } };
    expect(await attempt(service('cloudtrail.amazonaws.com', THEIRS), changes)).toBe('allowed');
    const other = { ...THEIRS, 'aws:SourceAccount': '888888888888' };
    expect(await attempt(service('cloudtrail.amazonaws.com', other), changes)).toBe('forbidden');
    expect(await attempt(service('cloudtrail.amazonaws.com', OURS), changes)).toBe('allowed');
  });
});

describe('people and programs', () => {
  it.each([
    ['of the organization', `arn:aws:iam::${AUDIT}:role/Reader`],
    ['of another one: that is for other policies', `arn:aws:iam::${FOREIGN}:role/Reader`],
  ])('%s are not looked at', async (_who, principal) => {
    const context = { 'aws:PrincipalIsAWSService': 'false' };
    expect(await attempt({ principal, action: 's3:GetObject', context })).toBe('allowed');
  });
});
