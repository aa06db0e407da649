import { describe, expect, it } from 'vitest';
import { aConfig, FACTS, HOME_REGION, MEMBER } from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { rootUser } from './guardrail.ts';

function attempt(principal: string, context: Readonly<Record<string, string>> = {}) {
  return decide(
    {
      principal,
      action: 's3:DeleteBucketPolicy',
      resource: 'arn:aws:s3:::locked',
      owner: MEMBER,
      context: { 'aws:RequestedRegion': HOME_REGION, 'aws:PrincipalArn': principal, ...context },
    },
    { identity: [ADMINISTRATOR_ACCESS], serviceControl: [rootUser.document(aConfig(), FACTS)] },
  );
}

describe('in a member account', () => {
  it('the root user can do nothing', async () => {
    expect(await attempt(`arn:aws:iam::${MEMBER}:root`)).toBe('forbidden');
  });

  it.each(['role/Admin', 'role/AWSCloudFormationStackSetExecutionRole', 'role/root', 'user/root'])(
    '%s is not the root user',
    async (name) => {
      expect(await attempt(`arn:aws:iam::${MEMBER}:${name}`)).toBe('allowed');
    },
  );

  it('a privileged root session of the management account works: a locked bucket can be opened', async () => {
    expect(await attempt(`arn:aws:iam::${MEMBER}:root`, { 'aws:AssumedRoot': 'true' })).toBe('allowed');
  });
});
