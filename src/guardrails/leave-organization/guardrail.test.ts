import { describe, expect, it } from 'vitest';
import { aConfig, FACTS, HOME_REGION, MEMBER } from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { leaveOrganization } from './guardrail.ts';

function attempt(action: string, role: string) {
  const principal = `arn:aws:iam::${MEMBER}:role/${role}`;
  return decide(
    {
      principal,
      action,
      resource: action.startsWith('account:') ? `arn:aws:account::${MEMBER}:account` : '*',
      owner: MEMBER,
      context: { 'aws:RequestedRegion': HOME_REGION, 'aws:PrincipalArn': principal },
    },
    { identity: [ADMINISTRATOR_ACCESS], serviceControl: [leaveOrganization.document(aConfig(), FACTS)] },
  );
}

describe('an account of the organization', () => {
  it.each(['organizations:LeaveOrganization', 'account:CloseAccount'])(
    'cannot call %s, whoever asks',
    async (action) => {
      expect(await attempt(action, 'Admin')).toBe('forbidden');
      expect(await attempt(action, 'OrganizationAccountAccessRole')).toBe('forbidden');
    },
  );

  it.each(['organizations:DescribeOrganization', 'account:GetContactInformation'])('can call %s', async (action) => {
    expect(await attempt(action, 'Admin')).toBe('allowed');
  });
});
