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
    regions.filter((region) => isWanted({ account, region }, blueprint, input)).map((region) => ({ account, region })),
  );
}

/** Where a VPC is, not wherever any account has one. */
function isWanted({ account, region }: Target, { destination }: Blueprint, { references }: PlanInput): boolean {
  if (destination !== 'session-vpcs') return true;
  return references.sessionVpcs.some((vpc) => vpc.account === account && vpc.region === region);
}

export function failedLastTime(instance: ObservedStackInstance): boolean {
  return instance.status === 'OUTDATED' && (instance.detailedStatus === 'FAILED' || instance.reason !== null);
}

/** Whether a stack of the stack set of a blueprint is as it should be anywhere. */
export function isDeployedSomewhere(id: string, { blueprints, snapshot }: PlanInput): boolean {
  const stackName = blueprints.find((blueprint) => blueprint.id === id)?.stackName;
  const stackSet = snapshot.stackSets.find(({ name }) => name === stackName);
  return stackSet?.instances.some(({ status }) => status === 'CURRENT') ?? false;
}
