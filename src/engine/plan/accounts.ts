import type { Destination } from '../../blueprints/blueprint.ts';
import type { Account, AccountState } from '../../domain/account.ts';
import type { AccountId } from '../../domain/ids.ts';
import { note } from '../../domain/say.ts';
import type { PlanInput } from './input.ts';
import type { PlannedAccounts, SkippedAccount } from './plan.ts';

const WHY_SKIPPED: Readonly<Record<Exclude<AccountState, 'ACTIVE'>, string>> = {
  PENDING_ACTIVATION: note`is not activated yet`,
  SUSPENDED: note`is suspended`,
  PENDING_CLOSURE: note`is being closed`,
  CLOSED: note`is closed`,
};

/** Who is governed, and who is not and why. Accounts that cannot be worked on are normal, not an error. */
export function splitAccounts(input: PlanInput): PlannedAccounts {
  const skipped: SkippedAccount[] = [];
  const governed: Account[] = [];
  for (const account of input.snapshot.accounts) {
    const why = whySkipped(account, input);
    if (why === null) governed.push(account);
    else skipped.push({ id: account.id, name: account.name, state: account.state, why });
  }
  return {
    total: input.snapshot.accounts.length,
    governed: governed.map(({ id, name }) => ({ id, name })),
    skipped,
  };
}

function whySkipped(account: Account, input: PlanInput): string | null {
  if (account.state !== 'ACTIVE') return WHY_SKIPPED[account.state];
  const { excludedAccountIds, excludedUnitIds } = input.references;
  if (excludedAccountIds.includes(account.id)) return note`is excluded by metsuke.yaml`;
  if (excludedUnitIds.some((unit) => account.path.includes(unit))) return note`is in a unit excluded by metsuke.yaml`;
  return null;
}

/** The accounts that a blueprint goes to. */
export function accountsAt(
  destination: Destination,
  input: PlanInput,
  accounts: PlannedAccounts,
): readonly AccountId[] {
  const { managementAccountId } = input.snapshot.organization;
  switch (destination) {
    case 'management':
      return [managementAccountId];
    case 'audit':
      return [input.references.auditAccountId];
    case 'log':
      return [input.references.logAccountId];
    case 'image':
      return [input.references.imageAccountId];
    case 'governed':
      return accounts.governed
        .map(({ id }) => id)
        .filter((id) => input.config.stackSets.permissionModel === 'SELF_MANAGED' || id !== managementAccountId);
    case 'members':
      return accounts.governed.map(({ id }) => id).filter((id) => id !== managementAccountId);
    case 'session-vpcs':
      return [...new Set(input.references.sessionVpcs.map(({ account }) => account))].filter((id) =>
        accounts.governed.some((account) => account.id === id),
      );
    default:
      return destination satisfies never;
  }
}

/** The account that gets a change first, when it gets the change at all. */
export function canaryAmong(targets: readonly { readonly account: AccountId }[], input: PlanInput): AccountId | null {
  const { canaryAccountId } = input.references;
  return targets.some(({ account }) => account === canaryAccountId) ? canaryAccountId : null;
}
