import { describe, expect, it } from 'vitest';
import { deploy, inlinePoliciesOf, policyOf } from '../../../test/support/cloudformation.ts';
import {
  AUDIT,
  aConfig,
  aContext,
  deployBlueprint,
  FOREIGN,
  HOME_REGION,
  MEMBER,
} from '../../../test/support/cloudformation-fixture.ts';
import { decide } from '../../../test/support/simulate.ts';
import { TEMPLATE_BODY_LIMIT_BYTES } from '../../domain/template.ts';
import { accountRoles } from '../account-roles/blueprint.ts';
import { configRules } from './blueprint.ts';
import { REMEDIATIONS } from './remediations.ts';

type Rules = Readonly<Record<string, unknown>>;

function deployIn(region: string, rules: Rules = {}, sections: Rules = {}) {
  const context = aContext({ configRules: rules, ...sections });
  const parameters = configRules.parameters(context);
  const { resources } = deploy(configRules.template(context.config), { accountId: MEMBER, region, parameters });
  return resources;
}

const GUARD = 'rule tagged when resourceType == "AWS::EC2::Instance" { tags exists }';
const customRule = (name: string, guard = GUARD) => ({
  name,
  description: 'Instances have tags.',
  resourceTypes: ['AWS::EC2::Instance'],
  guard,
  tests: [{ name: 'none', item: {}, expect: 'NOT_APPLICABLE' }],
});

describe('a managed rule', () => {
  it('has its identifier, a name with the prefix, and says why it is there', () => {
    expect(deployIn(HOME_REGION).RestrictedSsh).toEqual({
      ConfigRuleName: 'aws-organizations-restricted-ssh',
      Description: 'Attackers try an SSH port that is open to the world within minutes.',
      Source: { Owner: 'AWS', SourceIdentifier: 'INCOMING_SSH_DISABLED' },
    });
  });

  it('gets what AWS requires, what Metsuke prefers, and before both what metsuke.yaml says', () => {
    const parametersOf = (rules: Rules) => {
      const { AccessKeysRotated, IamUserUnusedCredentialsCheck } = deployIn(HOME_REGION, rules);
      return [AccessKeysRotated, IamUserUnusedCredentialsCheck].map((rule) => rule?.InputParameters);
    };
    expect(parametersOf({})).toEqual([{ maxAccessKeyAge: '90' }, { maxCredentialUsageAge: '45' }]);
    const parameters = {
      'access-keys-rotated': { maxAccessKeyAge: 60 },
      'iam-user-unused-credentials-check': { maxCredentialUsageAge: 30 },
    };
    expect(parametersOf({ parameters })).toEqual([{ maxAccessKeyAge: '60' }, { maxCredentialUsageAge: '30' }]);
  });

  it('knows who gathers the findings of GuardDuty', () => {
    const { GuarddutyEnabledCentralized: rule } = deployIn(HOME_REGION);
    expect(rule?.InputParameters).toEqual({ CentralMonitoringAccount: AUDIT });
  });

  it('about what is the same everywhere runs in the home region alone', () => {
    expect(deployIn(HOME_REGION)).toHaveProperty('RootAccountMfaEnabled');
    expect(deployIn('us-east-1')).not.toHaveProperty('RootAccountMfaEnabled');
    expect(deployIn('us-east-1')).toHaveProperty('RestrictedSsh');
  });

  it('is left out of regions in which AWS has none, and only there', () => {
    const governedRegions = [HOME_REGION, 'us-east-1', 'ca-west-1', 'mx-central-1'];
    const inRegion = (region: string) => Object.keys(deployIn(region, {}, { governedRegions }));
    expect(inRegion('us-east-1')).toContain('NaclNoUnrestrictedSshRdp');
    expect(inRegion('mx-central-1')).not.toContain('NaclNoUnrestrictedSshRdp');
    expect(inRegion('mx-central-1')).toContain('RestrictedSsh');
  });
});

describe('a rule of our own', () => {
  it('is evaluated by AWS Config itself when an item changes', () => {
    expect(deployIn(HOME_REGION, { customRules: [customRule('tagged')] }).Tagged).toEqual({
      ConfigRuleName: 'aws-organizations-tagged',
      Description: 'Instances have tags.',
      Scope: { ComplianceResourceTypes: ['AWS::EC2::Instance'] },
      Source: {
        Owner: 'CUSTOM_POLICY',
        SourceDetails: [{ EventSource: 'aws.config', MessageType: 'ConfigurationItemChangeNotification' }],
        CustomPolicyDetails: { PolicyRuntime: 'guard-2.x.x', PolicyText: GUARD, EnableDebugLogDelivery: false },
      },
    });
  });

  it('fits ten times beside the strict profile, and a repair of everything', () => {
    const guard = `${GUARD}\n`.repeat(25);
    const customRules = Array.from({ length: 10 }, (_, index) => customRule(`own-${index}`, guard));
    const rules = { profile: 'strict', customRules, remediate: Object.keys(REMEDIATIONS) };
    const template = configRules.template(aConfig({ configRules: rules }));
    expect(guard.length).toBeGreaterThan(1_700);
    expect(Buffer.byteLength(JSON.stringify(template))).toBeLessThan(TEMPLATE_BODY_LIMIT_BYTES);
  });
});

describe('a repair', () => {
  const rules = { remediate: ['restricted-ssh', 'ec2-ebs-encryption-by-default'] };

  it('names its runbook, its role and what is repaired', () => {
    const resources = deployIn(HOME_REGION, rules);
    expect(resources.RestrictedSshRemediation).toEqual({
      ConfigRuleName: 'aws-organizations-restricted-ssh',
      TargetType: 'SSM_DOCUMENT',
      TargetId: 'AWS-DisableIncomingSSHOnPort22',
      ResourceType: 'AWS::EC2::SecurityGroup',
      Automatic: true,
      MaximumAutomaticAttempts: 2,
      RetryAttemptSeconds: 1800,
      Parameters: {
        AutomationAssumeRole: {
          StaticValue: { Values: [`arn:aws:iam::${MEMBER}:role/aws-organizations-ConfigRemediation`] },
        },
        SecurityGroupIds: { ResourceValue: { Value: 'RESOURCE_ID' } },
      },
    });
    expect(resources.Ec2EbsEncryptionByDefaultRemediation).not.toHaveProperty('ResourceType');
  });

  it('is not there unless it is asked for', () => {
    expect(Object.keys(deployIn(HOME_REGION)).filter((id) => id.endsWith('Remediation'))).toEqual([]);
    expect(deployBlueprint(accountRoles).resources).not.toHaveProperty('ConfigRemediationRole');
  });

  const roles = deployBlueprint(accountRoles, { configRules: rules });
  const [identity] = inlinePoliciesOf(roles, 'ConfigRemediationRole');
  const role = {
    principal: `arn:aws:iam::${MEMBER}:role/aws-organizations-ConfigRemediation`,
    owner: MEMBER,
    context: {},
  };
  const group = `arn:aws:ec2:${HOME_REGION}:${MEMBER}:security-group/sg-1`;
  it.each([
    ['ec2:RevokeSecurityGroupIngress', group, 'allowed'],
    ['ec2:RevokeSecurityGroupEgress', group, 'denied'],
    ['ec2:AuthorizeSecurityGroupIngress', group, 'denied'],
    ['ec2:RevokeSecurityGroupIngress', group.replace(MEMBER, FOREIGN), 'denied'],
    ['ec2:EnableEbsEncryptionByDefault', '*', 'allowed'],
    ['ec2:DisableEbsEncryptionByDefault', '*', 'denied'],
    ['s3:PutBucketPublicAccessBlock', 'arn:aws:s3:::anything', 'denied'],
  ])('may %s on %s: %s', async (action, resource, verdict) => {
    expect(await decide({ ...role, action, resource }, { identity: [identity ?? {}] })).toBe(verdict);
  });

  it('is done by Systems Manager for this account only', async () => {
    const resource = policyOf(roles, 'ConfigRemediationRole', 'AssumeRolePolicyDocument');
    const assume = (account: string) => ({
      principal: 'ssm.amazonaws.com',
      action: 'sts:AssumeRole',
      resource: role.principal,
      owner: MEMBER,
      context: {
        'aws:SourceAccount': account,
        'aws:SourceArn': `arn:aws:ssm:${HOME_REGION}:${account}:automation-execution/1`,
      },
    });
    expect(await decide(assume(MEMBER), { resource })).toBe('allowed');
    expect(await decide(assume(FOREIGN), { resource })).toBe('denied');
  });
});
