import { describe, expect, it } from 'vitest';
import { attachedPoliciesOf } from '../../../test/support/cloudformation.ts';
import { deployBlueprint, MEMBER } from '../../../test/support/cloudformation-fixture.ts';
import { deployedResources, EVERYTHING, THE_REST } from '../../../test/support/named.ts';
import { decide } from '../../../test/support/simulate.ts';
import { stackSetExecution } from './blueprint.ts';

const EXECUTION = `arn:aws:iam::${MEMBER}:role/AWSCloudFormationStackSetExecutionRole`;
const policy = (name: string) => `arn:aws:iam::${MEMBER}:policy/${name}`;
const ofAws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const ours = (name: string) => `arn:aws:iam::${MEMBER}:role/aws-organizations-${name}`;

const BOUNDARY = policy('aws-organizations-RoleBoundary');
const bound = { 'iam:PermissionsBoundary': BOUNDARY };
const otherwise = { 'iam:PermissionsBoundary': ofAws('AdministratorAccess') };
const attach = (name: string) => ({ 'iam:PolicyARN': ofAws(name) });
const pass = (service: string) => ({ 'iam:PassedToService': `${service}.amazonaws.com` });

type Case = readonly [what: string, action: string, resource: string, context: Readonly<Record<string, string>>];

const roleOf = (changes = {}) => {
  const identity = attachedPoliciesOf(deployBlueprint(stackSetExecution, changes), 'ExecutionRole');
  return ([, action, resource, context]: Case) =>
    decide({ principal: EXECUTION, action, resource, owner: MEMBER, context }, { identity });
};

describe('the execution role, whatever template it works for', () => {
  const attempt = roleOf();

  const work: readonly Case[] = [
    ['makes a role of ours with the boundary', 'iam:CreateRole', ours('Instance'), bound],
    ['gives the boundary to one of before', 'iam:PutRolePermissionsBoundary', ours('Instance'), bound],
    ['writes its policy', 'iam:PutRolePolicy', ours('Instance'), bound],
    ['writes the policy of one of before', 'iam:PutRolePolicy', ours('Instance'), {}],
    [
      'attaches what the templates attach',
      'iam:AttachRolePolicy',
      ours('Instance'),
      attach('AmazonSSMManagedInstanceCore'),
    ],
    [
      'detaches anything from ours',
      'iam:DetachRolePolicy',
      ours('AdministratorExecutionRole'),
      attach('AdministratorAccess'),
    ],
    ['hands a role to the service it is for', 'iam:PassRole', ours('NotificationFormatter'), pass('lambda')],
  ];
  it.each(work)('%s', async (...one) => {
    expect(await attempt(one)).toBe('allowed');
  });

  const escalations: readonly Case[] = [
    ['makes a role without the boundary', 'iam:CreateRole', ours('Instance'), {}],
    ['makes a role with another boundary', 'iam:CreateRole', ours('Instance'), otherwise],
    ['makes a role that no template has', 'iam:CreateRole', ours('Mine'), bound],
    ['makes the role of an administrator', 'iam:CreateRole', ours('AdministratorExecutionRole'), {}],
    ['lets another one become the administrator', 'iam:UpdateAssumeRolePolicy', ours('AdministratorExecutionRole'), {}],
    ['takes the boundary away', 'iam:DeleteRolePermissionsBoundary', ours('Instance'), bound],
    ['puts a wider boundary in its place', 'iam:PutRolePermissionsBoundary', ours('Instance'), otherwise],
    ['writes a policy where another boundary is', 'iam:PutRolePolicy', ours('Instance'), otherwise],
    ['writes a policy of a role whose name begins like ours', 'iam:PutRolePolicy', ours('Mine'), {}],
    ['changes itself', 'iam:PutRolePolicy', EXECUTION, {}],
    ['attaches AdministratorAccess', 'iam:AttachRolePolicy', ours('Instance'), attach('AdministratorAccess')],
    ['attaches ReadOnlyAccess', 'iam:AttachRolePolicy', ours('Instance'), attach('ReadOnlyAccess')],
    [
      'attaches it to the administrator',
      'iam:AttachRolePolicy',
      ours('AdministratorExecutionRole'),
      attach('AdministratorAccess'),
    ],
    ['writes a version of the boundary', 'iam:CreatePolicyVersion', BOUNDARY, {}],
    ['sets its default version', 'iam:SetDefaultPolicyVersion', BOUNDARY, {}],
    ['deletes the boundary', 'iam:DeletePolicy', BOUNDARY, {}],
    ['makes another one of its name', 'iam:CreatePolicy', BOUNDARY, {}],
    ['writes its own policies', 'iam:CreatePolicyVersion', policy('aws-organizations-StackSetExecution-1'), {}],
    ['hands a role of somebody to a function', 'iam:PassRole', ours('Mine'), pass('lambda')],
    ['hands the administrator to a function', 'iam:PassRole', ours('AdministratorExecutionRole'), pass('lambda')],
    ['hands a role to a service that needs none of ours', 'iam:PassRole', ours('Instance'), pass('glue')],
    ['starts an instance with the role of the formatter', 'iam:PassRole', ours('NotificationFormatter'), pass('ec2')],
    ['makes a user', 'iam:CreateUser', `arn:aws:iam::${MEMBER}:user/backdoor`, {}],
  ];
  it.each(escalations)('never %s', async (...one) => {
    expect(await attempt(one)).toBe('denied');
  });

  it('makes every role that a stack set has', async () => {
    const withAudit = roleOf({ auditExecutionRoles: { enabled: true } });
    const roles = [EVERYTHING, THE_REST]
      .flatMap(deployedResources)
      .filter(({ type, blueprint }) => type === 'AWS::IAM::Role' && blueprint.kind === 'stack-set');
    for (const { properties } of roles) {
      const name = `arn:aws:iam::${MEMBER}:role/${properties.RoleName}`;
      const context = properties.PermissionsBoundary === undefined ? {} : bound;
      expect(await withAudit(['', 'iam:CreateRole', name, context])).toBe('allowed');
      for (const arn of (properties.ManagedPolicyArns ?? []) as readonly string[])
        expect(await withAudit(['', 'iam:AttachRolePolicy', name, { ...context, 'iam:PolicyARN': arn }])).toBe(
          'allowed',
        );
    }
  });
});

describe('where the roles of the audit account are asked for', () => {
  const attempt = roleOf({ auditExecutionRoles: { enabled: true } });
  it.each([
    ['makes them (allowed)', 'iam:CreateRole', ours('AdministratorExecutionRole'), {}, 'allowed'],
    ['never writes a policy of them', 'iam:PutRolePolicy', ours('ReadOnlyExecutionRole'), {}, 'denied'],
    [
      'never makes the reader an administrator',
      'iam:AttachRolePolicy',
      ours('ReadOnlyExecutionRole'),
      attach('AdministratorAccess'),
      'denied',
    ],
    ['never hands them to a function', 'iam:PassRole', ours('ReadOnlyExecutionRole'), pass('lambda'), 'denied'],
  ] as const)('the execution role %s', async (what, action, resource, context, verdict) => {
    expect(await attempt([what, action, resource, { ...context }])).toBe(verdict);
  });
});
