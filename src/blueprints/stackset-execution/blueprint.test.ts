import { describe, expect, it } from 'vitest';
import { attachedPoliciesOf, deploy, policyOf } from '../../../test/support/cloudformation.ts';
import {
  aConfig,
  aContext,
  deployBlueprint,
  FOREIGN,
  MANAGEMENT,
  MEMBER,
} from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { sessionDocumentName, sessionLogGroup } from '../../capabilities/sessions/names.ts';
import { executionRoleVersion, stackSetExecution } from './blueprint.ts';

const ROLE = `arn:aws:iam::${MEMBER}:role/AWSCloudFormationStackSetExecutionRole`;
const ADMINISTRATION = `arn:aws:iam::${MANAGEMENT}:role/AWSCloudFormationStackSetAdministrationRole`;

describe('who becomes the ExecutionRole', () => {
  const trust = policyOf(deployBlueprint(stackSetExecution), 'ExecutionRole', 'AssumeRolePolicyDocument');
  const cases = [
    { who: 'a session of the AdministrationRole', principal: session(ADMINISTRATION), verdict: 'allowed' },
    {
      who: 'another role of the management account',
      principal: session(`arn:aws:iam::${MANAGEMENT}:role/Admin`),
      verdict: 'denied',
    },
    {
      who: 'a role whose session is named like the AdministrationRole',
      principal: {
        arn: `arn:aws:sts::${MANAGEMENT}:assumed-role/Admin/AWSCloudFormationStackSetAdministrationRole`,
        role: `arn:aws:iam::${MANAGEMENT}:role/Admin`,
      },
      verdict: 'denied',
    },
    {
      who: 'a role whose name begins like it',
      principal: session(`${ADMINISTRATION}2`),
      verdict: 'denied',
    },
    {
      who: 'a user of the management account',
      principal: { arn: `arn:aws:iam::${MANAGEMENT}:user/alice`, role: `arn:aws:iam::${MANAGEMENT}:user/alice` },
      verdict: 'denied',
    },
    {
      who: 'the root user of the management account',
      principal: { arn: `arn:aws:iam::${MANAGEMENT}:root`, role: `arn:aws:iam::${MANAGEMENT}:root` },
      verdict: 'denied',
    },
    {
      who: 'an administrator of the account itself',
      principal: session(`arn:aws:iam::${MEMBER}:role/Admin`),
      verdict: 'denied',
    },
    {
      who: 'a role of the same name in the account itself',
      principal: session(`arn:aws:iam::${MEMBER}:role/AWSCloudFormationStackSetAdministrationRole`),
      verdict: 'denied',
    },
    {
      who: 'the AdministrationRole of a foreign account',
      principal: session(`arn:aws:iam::${FOREIGN}:role/AWSCloudFormationStackSetAdministrationRole`),
      verdict: 'denied',
    },
    {
      who: 'CloudFormation itself',
      principal: { arn: 'cloudformation.amazonaws.com', role: '' },
      verdict: 'denied',
    },
  ];
  it.each(cases)('$who: $verdict', async ({ principal, verdict }) => {
    const isService = principal.role === '';
    const request = {
      principal: principal.arn,
      action: 'sts:AssumeRole',
      resource: ROLE,
      owner: MEMBER,
      context: isService
        ? { 'aws:SourceAccount': MANAGEMENT }
        : ({ 'aws:PrincipalArn': principal.role } as Record<string, string>),
    };
    // Everyone may do anything at home: the trust policy alone decides.
    expect(await decide(request, { resource: trust, identity: isService ? [] : [ADMINISTRATOR_ACCESS] })).toBe(verdict);
  });

  it('follows the names in the configuration', async () => {
    const own = deployBlueprint(stackSetExecution, {
      stackSets: { administrationRole: 'StackSetsOut', executionRole: 'StackSetsIn' },
    });
    expect(own.resources['ExecutionRole']).toMatchObject({ RoleName: 'StackSetsIn' });
    const request = (arn: string) => ({
      principal: arn,
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${MEMBER}:role/StackSetsIn`,
      owner: MEMBER,
      context: { 'aws:PrincipalArn': arn },
    });
    const policies = {
      resource: policyOf(own, 'ExecutionRole', 'AssumeRolePolicyDocument'),
      identity: [ADMINISTRATOR_ACCESS],
    };
    expect(await decide(request(`arn:aws:iam::${MANAGEMENT}:role/StackSetsOut`), policies)).toBe('allowed');
    expect(await decide(request(ADMINISTRATION), policies)).toBe('denied');
  });
});

describe('what the ExecutionRole may do', () => {
  const identity = attachedPoliciesOf(deployBlueprint(stackSetExecution), 'ExecutionRole');
  const home = 'ap-northeast-1';
  const stack = (name: string) => `arn:aws:cloudformation:${home}:${MEMBER}:stack/${name}`;
  const document = (name: string) => `arn:aws:ssm:${home}:${MEMBER}:document/${name}`;
  const logGroup = (name: string) => `arn:aws:logs:${home}:${MEMBER}:log-group:${name}`;
  const cases = [
    [
      'create a stack of a stack set',
      'cloudformation:CreateStack',
      stack('StackSet-AWSOrganizations-Topic-1a2b/1'),
      'allowed',
    ],
    [
      'change a stack of a stack set of others',
      'cloudformation:UpdateStack',
      stack('StackSet-Theirs-1a2b/1'),
      'denied',
    ],
    [
      'find that stack drifted',
      'cloudformation:DetectStackDrift',
      stack('StackSet-AWSOrganizations-Topic-1a2b/1'),
      'allowed',
    ],
    ['update a stack of the account', 'cloudformation:UpdateStack', stack('their-own/1'), 'denied'],
    ['change itself', 'iam:PutRolePolicy', ROLE, 'denied'],
    ['make a user', 'iam:CreateUser', `arn:aws:iam::${MEMBER}:user/backdoor`, 'denied'],
    ['create our bucket', 's3:CreateBucket', `arn:aws:s3:::aws-organizations-logs-${MEMBER}-${home}`, 'allowed'],
    ['read the bucket rules', 's3:GetLifecycleConfiguration', 'arn:aws:s3:::aws-organizations-logs-1', 'allowed'],
    ['delete the bucket of somebody', 's3:DeleteBucket', 'arn:aws:s3:::customer-data', 'denied'],
    ['read a log', 's3:GetObject', 'arn:aws:s3:::aws-organizations-logs-1/key', 'denied'],
    ['delete a log', 's3:DeleteObject', 'arn:aws:s3:::aws-organizations-logs-1/key', 'denied'],
    ['create our topic', 'sns:CreateTopic', `arn:aws:sns:${home}:${MEMBER}:aws-organizations-X`, 'allowed'],
    ['change the topic of somebody', 'sns:SetTopicAttributes', `arn:aws:sns:${home}:${MEMBER}:orders`, 'denied'],
    [
      'write who governs',
      'ssm:PutParameter',
      `arn:aws:ssm:${home}:${MEMBER}:parameter/metsuke/aws-organizations/governance`,
      'allowed',
    ],
    ['make our session document', 'ssm:CreateDocument', document(sessionDocumentName(aConfig())), 'allowed'],
    ['change the preferences of the account', 'ssm:UpdateDocument', document('SSM-SessionManagerRunShell'), 'denied'],
    ['encrypt the log of sessions', 'logs:AssociateKmsKey', logGroup(sessionLogGroup(aConfig())), 'allowed'],
    ['take the key from another log', 'logs:DisassociateKmsKey', logGroup('/app/audit'), 'denied'],
    ['write another parameter', 'ssm:PutParameter', `arn:aws:ssm:${home}:${MEMBER}:parameter/app/password`, 'denied'],
  ] as const;
  it.each(cases)('%s: %s on %s is %4$s', async (_what, action, resource, verdict) => {
    const request = { principal: ROLE, action, resource, owner: MEMBER, context: {} };
    expect(await decide(request, { identity })).toBe(verdict);
  });

  const network = (kind: string) => `arn:aws:ec2:${home}:${MEMBER}:${kind}/${kind}-0123456789abcdef0`;
  const baseline = `arn:aws:ssm:${home}:${MEMBER}:patchbaseline/pb-0123456789abcdef0`;
  const making = { 'aws:RequestTag/metsuke:blueprint': 'session-endpoints' };
  const ours = { 'aws:ResourceTag/metsuke:blueprint': 'session-endpoints' };
  it.each([
    ['make an endpoint that is marked as ours', 'ec2:CreateVpcEndpoint', network('vpc-endpoint'), making, 'allowed'],
    ['make any other endpoint', 'ec2:CreateVpcEndpoint', network('vpc-endpoint'), {}, 'denied'],
    ['put it behind our group', 'ec2:CreateVpcEndpoint', network('security-group'), ours, 'allowed'],
    ['put it behind any other group', 'ec2:CreateVpcEndpoint', network('security-group'), {}, 'denied'],
    ['change our endpoint', 'ec2:ModifyVpcEndpoint', network('vpc-endpoint'), ours, 'allowed'],
    ['change an endpoint of somebody', 'ec2:ModifyVpcEndpoint', network('vpc-endpoint'), {}, 'denied'],
    ['delete our endpoint', 'ec2:DeleteVpcEndpoints', network('vpc-endpoint'), ours, 'allowed'],
    ['delete an endpoint of somebody', 'ec2:DeleteVpcEndpoints', network('vpc-endpoint'), {}, 'denied'],
    ['open our group', 'ec2:AuthorizeSecurityGroupIngress', network('security-group'), ours, 'allowed'],
    ['open a group of somebody', 'ec2:AuthorizeSecurityGroupIngress', network('security-group'), {}, 'denied'],
    ['delete a group of somebody', 'ec2:DeleteSecurityGroup', network('security-group'), {}, 'denied'],
    [
      'mark a new group',
      'ec2:CreateTags',
      network('security-group'),
      { 'ec2:CreateAction': 'CreateSecurityGroup' },
      'allowed',
    ],
    ['mark a group of somebody as ours', 'ec2:CreateTags', network('security-group'), making, 'denied'],
    ['mark an instance', 'ec2:CreateTags', network('instance'), making, 'denied'],
    ['change our patch baseline', 'ssm:UpdatePatchBaseline', baseline, ours, 'allowed'],
    ['change a patch baseline of somebody', 'ssm:UpdatePatchBaseline', baseline, {}, 'denied'],
    ['delete a patch baseline of somebody', 'ssm:DeletePatchBaseline', baseline, {}, 'denied'],
    ['read a patch baseline of somebody', 'ssm:GetPatchBaseline', baseline, {}, 'allowed'],
    [
      'delete a database of somebody',
      'glue:DeleteDatabase',
      `arn:aws:glue:${home}:${MEMBER}:database/sales`,
      {},
      'denied',
    ],
    ['set the policy of the catalog', 'glue:PutResourcePolicy', `arn:aws:glue:${home}:${MEMBER}:catalog`, {}, 'denied'],
    ['open the subnet to others', 'ec2:ModifySubnetAttribute', network('subnet'), {}, 'denied'],
  ] as const)('%s', async (_what, action, resource, context, verdict) => {
    const request = { principal: ROLE, action, resource, owner: MEMBER, context: { ...context } };
    expect(await decide(request, { identity })).toBe(verdict);
  });

  it.each([
    ['our role to AWS Config', 'aws-organizations-ConfigAggregatorRole', 'config.amazonaws.com', 'allowed'],
    ['our role to Lambda', 'aws-organizations-NotificationFormatter', 'lambda.amazonaws.com', 'allowed'],
    ['any other role to Lambda', 'Admin', 'lambda.amazonaws.com', 'denied'],
    ['our role to EC2', 'aws-organizations-AuditAdministratorRole', 'ec2.amazonaws.com', 'denied'],
    ['any other role to AWS Config', 'Admin', 'config.amazonaws.com', 'denied'],
  ])('pass %s: %4$s', async (_what, role, service, verdict) => {
    const request = {
      principal: ROLE,
      action: 'iam:PassRole',
      resource: `arn:aws:iam::${MEMBER}:role/${role}`,
      owner: MEMBER,
      context: { 'iam:PassedToService': service },
    };
    expect(await decide(request, { identity })).toBe(verdict);
  });

  it('is left out where another team made it, and the boundary comes alone', () => {
    const { template, parameters } = stackSetExecution;
    const without = deploy(template(aConfig()), {
      accountId: MEMBER,
      region: home,
      parameters: { ...parameters(aContext()), ...stackSetExecution.makesRole?.withoutRole },
    });
    expect(Object.keys(without.resources)).toEqual(['RoleBoundary']);
    expect(Object.keys(deployBlueprint(stackSetExecution).resources)).toContain('ExecutionRole');
  });

  it('is AdministratorAccess when the configuration says so', () => {
    const role = deployBlueprint(stackSetExecution, { stackSets: { executionPolicy: 'administrator' } }).resources;
    expect(role['ExecutionRole']).toMatchObject({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
    expect(role['ExecutionRole']).not.toHaveProperty('Policies');
  });
});

describe('the version of the ExecutionRole', () => {
  const version = (changes = {}) => executionRoleVersion(aContext(changes));

  it('is the same for the same role', () => {
    expect(version()).toBe(version());
    expect(version({ logs: { retentionDays: 30 } })).toBe(version());
  });

  it.each([
    ['the policy', { stackSets: { executionPolicy: 'administrator' } }],
    ['the name', { stackSets: { executionRole: 'StackSetsIn' } }],
    ['the trusted role', { stackSets: { administrationRole: 'StackSetsOut' } }],
    ['the prefix', { resourcePrefix: 'acme' }],
    ['the roles of the audit account, which have no boundary', { auditExecutionRoles: { enabled: true } }],
    ['who brings the roles', { stackSets: { permissionModel: 'SERVICE_MANAGED' } }],
  ])('changes with %s', (_what, changes) => {
    expect(version(changes)).not.toBe(version());
  });
});

it('is not deployed when CloudFormation brings its own roles', () => {
  expect(stackSetExecution.isEnabled(aConfig({ stackSets: { permissionModel: 'SERVICE_MANAGED' } }))).toBe(false);
  expect(stackSetExecution.isEnabled(aConfig())).toBe(true);
});

/** aws:PrincipalArn of a session is the ARN of its role. */
function session(roleArn: string) {
  const [, , , , account, name] = roleArn.split(/[:]/).map((part) => part.replace('role/', ''));
  return { arn: `arn:aws:sts::${account}:assumed-role/${name}/session`, role: roleArn };
}
