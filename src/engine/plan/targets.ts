import { type Blueprint, regionsOf } from '../../blueprints/blueprint.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ObservedStackInstance } from '../observe/snapshot.ts';
import { accountsAt } from './accounts.ts';
import type { PlanInput } from './input.ts';
import type { PlannedAccounts } from './plan.ts';

/** An account and region that a stack set goes to. */
export interface Target {
  readonly account: AccountId;
  readonly region: string;
}

export function targetsOf(blueprint: Blueprint, input: PlanInput, accounts: PlannedAccounts): readonly Target[] {
  const regions = regionsOf(blueprint, input.config);
  return accountsAt(blueprint.destination, input, accounts).flatMap((account) =>
    regions.map((region) => ({ account, region })),
  );
}

export function failedLastTime(instance: ObservedStackInstance): boolean {
  return instance.status === 'OUTDATED' && (instance.detailedStatus === 'FAILED' || instance.reason !== null);
}
