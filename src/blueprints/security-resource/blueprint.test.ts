import { describe, expect, it } from 'vitest';
import type { DeployedTemplate } from '../../../test/support/cloudformation.ts';
import { deploy, inlinePoliciesOf, policyOf } from '../../../test/support/cloudformation.ts';
import {
  AUDIT,
  aConfig,
  deployBlueprint,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  HOME_REGION,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { securityResource } from './blueprint.ts';

const deployed = deployBlueprint(securityResource);
const roles = [
  { logicalId: 'AdministrationRole', kind: 'Administrator', other: 'ReadOnly' },
  { logicalId: 'ReadOnlyRole', kind: 'ReadOnly', other: 'Administrator' },
];

describe.each(roles)('the audit role $logicalId', ({ logicalId, kind, other }) => {
  const role = `arn:aws:iam::${AUDIT}:role/aws-organizations-Audit${kind}Role`;

  it.each([
    { who: 'Lambda', principal: 'lambda.amazonaws.com', verdict: 'allowed' },
    { who: 'another service', principal: 'ec2.amazonaws.com', verdict: 'denied' },
    { who: 'an administrator of the account', principal: `arn:aws:iam::${AUDIT}:role/Admin`, verdict: 'denied' },
  ])('is assumed by $who: $verdict', async ({ principal, verdict }) => {
    const isService = !principal.startsWith('arn:');
    const context: Record<string, string> = isService ? {} : { 'aws:PrincipalArn': principal };
    const request = { principal, action: 'sts:AssumeRole', resource: role, owner: AUDIT, context };
    const resource = policyOf(deployed, logicalId, 'AssumeRolePolicyDocument');
    expect(await decide(request, { resource, identity: isService ? [] : [ADMINISTRATOR_ACCESS] })).toBe(verdict);
  });

  it.each([
    { what: 'its counterpart', name: kind, account: MEMBER, organization: ORGANIZATION, verdict: 'allowed' },
    {
      what: 'the counterpart of the other',
      name: other,
      account: MEMBER,
      organization: ORGANIZATION,
      verdict: 'denied',
    },
    {
      what: 'a foreign role of that name',
      name: kind,
      account: FOREIGN,
      organization: FOREIGN_ORGANIZATION,
      verdict: 'denied',
    },
  ])('assumes $what: $verdict', async ({ name, account, organization, verdict }) => {
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: role }, Action: 'sts:AssumeRole' }],
    };
    const request = {
      principal: role,
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${account}:role/aws-organizations-${name}ExecutionRole`,
      owner: account,
      context: {
        'aws:PrincipalArn': role,
        'aws:PrincipalOrgID': ORGANIZATION,
        'aws:ResourceOrgID': organization,
      },
    };
    expect(await decide(request, { identity: inlinePoliciesOf(deployed, logicalId), resource: trust })).toBe(verdict);
  });

  it('has no other rights than to log', () => {
    expect(deployed.resources[logicalId]).toMatchObject({
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
    });
  });
});

describe('the aggregator', () => {
  const withAccounts = (accounts: string): DeployedTemplate =>
    deploy(securityResource.template(aConfig()), {
      accountId: AUDIT,
      region: HOME_REGION,
      parameters: { Accounts: accounts },
    });

  it('gathers the whole organization through a role of AWS Config', async () => {
    expect(deployed.resources['ConfigAggregator']).toEqual({
      ConfigurationAggregatorName: 'aws-organizations-ConfigAggregator',
      OrganizationAggregationSource: {
        RoleArn: `arn:aws:iam::${AUDIT}:role/aws-organizations-ConfigAggregatorRole`,
        AllAwsRegions: true,
      },
    });
    const resource = policyOf(deployed, 'AggregatorRole', 'AssumeRolePolicyDocument');
    const request = (account: string) => ({
      principal: 'config.amazonaws.com',
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${AUDIT}:role/aws-organizations-ConfigAggregatorRole`,
      owner: AUDIT,
      context: { 'aws:SourceAccount': account },
    });
    expect(await decide(request(AUDIT), { resource })).toBe('allowed');
    expect(await decide(request(FOREIGN), { resource })).toBe('denied');
  });

  it('gathers the listed accounts without a role, as the article does', () => {
    const { resources } = withAccounts(`${MEMBER},${FOREIGN}`);
    expect(resources['ConfigAggregator']).toEqual({
      ConfigurationAggregatorName: 'aws-organizations-ConfigAggregator',
      AccountAggregationSources: [{ AccountIds: [MEMBER, FOREIGN], AllAwsRegions: true }],
    });
    expect(resources['AggregatorRole']).toBeUndefined();
  });

  it('refuses what is no list of account ids', () => {
    expect(() => withAccounts(`${MEMBER}, ${FOREIGN}`)).toThrow('does not allow');
  });
});
