import type { Blueprint } from '../../blueprints/blueprint.ts';
import type { AccountId } from '../../domain/ids.ts';
import { note } from '../../domain/say.ts';
import { type Guardrail, isGuardrailEnabled } from '../../guardrails/guardrail.ts';
import { accountsAt } from './accounts.ts';
import type { PlanInput } from './input.ts';
import type { DelegatedAdministratorStep, PlannedAccounts, PolicyTypeStep, ServiceAccessStep } from './plan.ts';

/** The switch of CloudFormation's own trusted access is not the one of AWS Organizations. */
export const STACK_SETS_PRINCIPAL = 'member.org.stacksets.cloudformation.amazonaws.com';

/** Switches of the organization. They are only ever turned on: somebody else may rely on one that is on already. */
export function planPolicyTypes(guardrails: readonly Guardrail[], input: PlanInput): readonly PolicyTypeStep[] {
  const wanted = new Set(
    guardrails.filter((guardrail) => isGuardrailEnabled(guardrail, input.config)).map(({ type }) => type),
  );
  return [...wanted]
    .filter((type) => !input.snapshot.organization.enabledPolicyTypes.includes(type))
    .map((type) => ({
      kind: 'policy-type',
      id: `policy-type:${type}`,
      title: note`policy type`,
      dependsOn: [],
      policyType: type,
    }));
}

export function planServiceAccess(blueprints: readonly Blueprint[], input: PlanInput): readonly ServiceAccessStep[] {
  const { snapshot, config } = input;
  const wanted = new Set(
    blueprints
      .filter((blueprint) => blueprint.isEnabled(config))
      .flatMap((blueprint) => blueprint.serviceAccess ?? [])
      .map(({ principal }) => principal)
      .filter((principal) => !snapshot.serviceAccess.includes(principal)),
  );
  if (config.stackSets.permissionModel === 'SERVICE_MANAGED' && snapshot.stackSetsAccess === 'DISABLED') {
    wanted.add(STACK_SETS_PRINCIPAL);
  }
  return [...wanted].map((principal) => ({
    kind: 'service-access',
    id: serviceAccessId(principal),
    title: note`trusted access`,
    dependsOn: [],
    principal,
  }));
}

export function planDelegatedAdministrators(
  blueprints: readonly Blueprint[],
  input: PlanInput,
  accounts: PlannedAccounts,
): readonly DelegatedAdministratorStep[] {
  const wanted = new Map<string, AccountId>();
  for (const blueprint of blueprints.filter((candidate) => candidate.isEnabled(input.config))) {
    const [account] = accountsAt(blueprint.destination, input, accounts);
    for (const { principal, delegated } of blueprint.serviceAccess ?? []) {
      if (delegated && account) wanted.set(principal, account);
    }
  }
  return [...wanted]
    .filter(([principal, account]) => !isDelegated(principal, account, input))
    .map(([principal, account]) => ({
      kind: 'delegated-administrator',
      id: `delegated-administrator:${principal}`,
      title: note`delegated administrator`,
      dependsOn: [serviceAccessId(principal)],
      principal,
      account,
    }));
}

function isDelegated(principal: string, account: AccountId, input: PlanInput): boolean {
  return input.snapshot.delegatedAdministrators.some(
    (administrator) => administrator.servicePrincipal === principal && administrator.accountId === account,
  );
}

export function serviceAccessId(principal: string): string {
  return `service-access:${principal}`;
}
