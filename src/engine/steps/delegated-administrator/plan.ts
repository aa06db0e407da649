import type { Blueprint } from '../../../blueprints/blueprint.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { note } from '../../../domain/say.ts';
import { accountsAt } from '../../plan/accounts.ts';
import type { PlanInput } from '../../plan/input.ts';
import type { PlannedAccounts } from '../../plan/plan.ts';
import type { Placed } from '../placed.ts';
import { serviceAccessId } from '../service-access/plan.ts';
import type { DelegatedAdministratorStep } from './step.ts';

export function planDelegatedAdministrators(
  blueprints: readonly Blueprint[],
  input: PlanInput,
  accounts: PlannedAccounts,
): readonly Placed<DelegatedAdministratorStep>[] {
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
      step: {
        kind: 'delegated-administrator' as const,
        id: `delegated-administrator:${principal}`,
        title: note`delegated administrator`,
        principal,
        account,
      },
      after: [serviceAccessId(principal)],
      before: [],
    }));
}

function isDelegated(principal: string, account: AccountId, input: PlanInput): boolean {
  return input.snapshot.delegatedAdministrators.some(
    (administrator) => administrator.servicePrincipal === principal && administrator.accountId === account,
  );
}
