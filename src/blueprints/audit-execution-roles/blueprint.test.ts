import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../test/support/cloudformation.ts';
import {
  AUDIT,
  aConfig,
  deployBlueprint,
  FOREIGN,
  MANAGEMENT,
  MEMBER,
} from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { auditExecutionRoles } from './blueprint.ts';

const deployed = deployBlueprint(auditExecutionRoles);
const auditRole = (account: string, kind: string) => `arn:aws:iam::${account}:role/aws-organizations-Audit${kind}Role`;

describe.each([
  { kind: 'Administrator', other: 'ReadOnly', policies: ['AdministratorAccess'] },
  { kind: 'ReadOnly', other: 'Administrator', policies: ['ReadOnlyAccess', 'SecurityAudit'] },
])('the $kind role', ({ kind, other, policies }) => {
  it.each([
    { who: 'its audit role', principal: auditRole(AUDIT, kind), verdict: 'allowed' },
    { who: 'the other audit role', principal: auditRole(AUDIT, other), verdict: 'denied' },
    { who: 'an administrator of the audit account', principal: `arn:aws:iam::${AUDIT}:role/Admin`, verdict: 'denied' },
    { who: 'the management account', principal: auditRole(MANAGEMENT, kind), verdict: 'denied' },
    { who: 'a role of that name in the account itself', principal: auditRole(MEMBER, kind), verdict: 'denied' },
    { who: 'a role of that name in a foreign account', principal: auditRole(FOREIGN, kind), verdict: 'denied' },
  ])('is assumed by $who: $verdict', async ({ principal, verdict }) => {
    const request = {
      principal,
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${MEMBER}:role/aws-organizations-${kind}ExecutionRole`,
      owner: MEMBER,
      context: { 'aws:PrincipalArn': principal },
    };
    const resource = policyOf(deployed, `${kind}ExecutionRole`, 'AssumeRolePolicyDocument');
    expect(await decide(request, { resource, identity: [ADMINISTRATOR_ACCESS] })).toBe(verdict);
  });

  it('has the rights of its name', () => {
    expect(deployed.resources[`${kind}ExecutionRole`]).toMatchObject({
      RoleName: `aws-organizations-${kind}ExecutionRole`,
      ManagedPolicyArns: policies.map((name) => `arn:aws:iam::aws:policy/${name}`),
    });
  });
});

it('is deployed only when asked for', () => {
  expect(auditExecutionRoles.isEnabled(aConfig())).toBe(false);
  expect(auditExecutionRoles.isEnabled(aConfig({ auditExecutionRoles: { enabled: true } }))).toBe(true);
});
