import { describe, expect, it } from 'vitest';
import { aConfig, FACTS, HOME_REGION, MEMBER } from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { protectAccounts } from '../../guardrails/protect-accounts/guardrail.ts';
import { protectDelivery } from '../../guardrails/protect-delivery/guardrail.ts';
import { protectDetection } from '../../guardrails/protect-detection/guardrail.ts';

const CONFIG = aConfig({ accountDefaults: { enabled: true } });
const MEMORY = `arn:aws:ssm:${HOME_REGION}:${MEMBER}:parameter/metsuke/aws-organizations/found/account-defaults`;

function verdict(action: string, resource: string, role: string) {
  const arn = `arn:aws:iam::${MEMBER}:role/${role}`;
  return decide(
    {
      ...{ principal: arn, action, resource, owner: MEMBER },
      context: { 'aws:RequestedRegion': HOME_REGION, 'aws:PrincipalArn': arn },
    },
    {
      identity: [ADMINISTRATOR_ACCESS],
      serviceControl: [protectDetection, protectDelivery, protectAccounts].map((one) => one.document(CONFIG, FACTS)),
    },
  );
}

describe('the memory of what was found', () => {
  it.each(['ssm:PutParameter', 'ssm:DeleteParameter'])('is changed by the bootstrap role alone: %s', async (action) => {
    expect(await verdict(action, MEMORY, 'Admin')).toBe('forbidden');
    expect(await verdict(action, MEMORY, CONFIG.stackSets.bootstrapRole)).toBe('allowed');
  });
});

it('a default is changed by the administrators of an account, who may need to', async () => {
  const setting = `arn:aws:ssm:${HOME_REGION}:${MEMBER}:servicesetting/ssm/documents/console/public-sharing-permission`;
  expect(await verdict('ssm:UpdateServiceSetting', setting, 'Admin')).toBe('allowed');
});
