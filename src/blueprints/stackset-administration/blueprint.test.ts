import { describe, expect, it } from 'vitest';
import { inlinePoliciesOf, policyOf } from '../../../test/support/cloudformation.ts';
import {
  aConfig,
  deployBlueprint,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { stackSetAdministration } from './blueprint.ts';

const deployed = deployBlueprint(stackSetAdministration);
const ROLE = `arn:aws:iam::${MANAGEMENT}:role/AWSCloudFormationStackSetAdministrationRole`;

describe('who becomes the AdministrationRole', () => {
  const stackSet = (account: string) => ({
    'aws:SourceAccount': account,
    'aws:SourceArn': `arn:aws:cloudformation:ap-northeast-1:${account}:stackset/AWSOrganizations-SecurityTopic:1a2b`,
  });
  const cases = [
    {
      who: 'CloudFormation for a stack set of ours',
      principal: 'cloudformation.amazonaws.com',
      context: stackSet(MANAGEMENT),
      verdict: 'allowed',
    },
    {
      who: 'CloudFormation for a stack set of a foreign account',
      principal: 'cloudformation.amazonaws.com',
      context: stackSet(FOREIGN),
      verdict: 'denied',
    },
    {
      who: 'CloudFormation for a plain stack of ours',
      principal: 'cloudformation.amazonaws.com',
      context: {
        'aws:SourceAccount': MANAGEMENT,
        'aws:SourceArn': `arn:aws:cloudformation:ap-northeast-1:${MANAGEMENT}:stack/mine/1a2b`,
      },
      verdict: 'denied',
    },
    {
      who: 'CloudFormation for a foreign account that names a stack set of ours',
      principal: 'cloudformation.amazonaws.com',
      context: { ...stackSet(MANAGEMENT), 'aws:SourceAccount': FOREIGN },
      verdict: 'denied',
    },
    {
      who: 'another service',
      principal: 'lambda.amazonaws.com',
      context: stackSet(MANAGEMENT),
      verdict: 'denied',
    },
    {
      who: 'an administrator of the management account',
      principal: `arn:aws:iam::${MANAGEMENT}:role/Admin`,
      context: { 'aws:PrincipalArn': `arn:aws:iam::${MANAGEMENT}:role/Admin` },
      verdict: 'denied',
    },
  ];
  it.each(cases)('$who: $verdict', async ({ principal, context, verdict }) => {
    const request = { principal, action: 'sts:AssumeRole', resource: ROLE, owner: MANAGEMENT, context };
    const identity = principal.startsWith('arn:') ? [ADMINISTRATOR_ACCESS] : [];
    const resource = policyOf(deployed, 'AdministrationRole', 'AssumeRolePolicyDocument');
    expect(await decide(request, { resource, identity })).toBe(verdict);
  });

  it.each([
    { region: 'us-west-2', principals: ['cloudformation.amazonaws.com'] },
    { region: 'ap-east-1', principals: ['cloudformation.amazonaws.com', 'cloudformation.ap-east-1.amazonaws.com'] },
  ])('with $region governed, it trusts $principals', ({ region, principals }) => {
    const text = JSON.stringify(stackSetAdministration.template(aConfig({ governedRegions: [region] })));
    expect(text).toContain(`"Principal":{"Service":${JSON.stringify(principals)}}`);
  });
});

describe('what the AdministrationRole may do', () => {
  const execution = (account: string) => `arn:aws:iam::${account}:role/AWSCloudFormationStackSetExecutionRole`;
  const cases = [
    {
      what: 'our ExecutionRole',
      account: MEMBER,
      resource: execution(MEMBER),
      organization: ORGANIZATION,
      verdict: 'allowed',
    },
    {
      what: 'a role of that name in a foreign organization',
      account: FOREIGN,
      resource: execution(FOREIGN),
      organization: FOREIGN_ORGANIZATION,
      verdict: 'denied',
    },
    {
      what: 'another role of our organization',
      account: MEMBER,
      resource: `arn:aws:iam::${MEMBER}:role/OrganizationAccountAccessRole`,
      organization: ORGANIZATION,
      verdict: 'denied',
    },
  ];
  it.each(cases)('assume $what: $verdict', async ({ account, resource, organization, verdict }) => {
    const request = {
      principal: ROLE,
      action: 'sts:AssumeRole',
      resource,
      owner: account,
      context: {
        'aws:PrincipalArn': ROLE,
        'aws:PrincipalOrgID': ORGANIZATION,
        'aws:ResourceOrgID': organization,
      },
    };
    // The other account opens its door wide: the role's own policy must stop it.
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: ROLE }, Action: 'sts:AssumeRole' }],
    };
    const identity = inlinePoliciesOf(deployed, 'AdministrationRole');
    expect(await decide(request, { identity, resource: trust })).toBe(verdict);
  });
});

it('is not deployed when CloudFormation brings its own roles', () => {
  const config = aConfig({ stackSets: { permissionModel: 'SERVICE_MANAGED' } });
  expect(stackSetAdministration.isEnabled(config)).toBe(false);
  expect(stackSetAdministration.isEnabled(aConfig())).toBe(true);
});
