import { type Blueprint, regionsOf } from '../../blueprints/blueprint.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ObservedStackInstance } from '../observe/snapshot.ts';
import type { InstanceChange } from '../steps/change.ts';
import type { StackSetStep } from '../steps/stack-set/step.ts';
import { accountsAt, splitAccounts } from './accounts.ts';
import type { PlanInput } from './input.ts';
import type { PlannedAccounts } from './plan.ts';

/** An account and region that a stack set goes to. */
export interface Target {
  readonly account: AccountId;
  readonly region: string;
}

export function keyOf({ account, region }: Target): string {
  return `${account}/${region}`;
}

/** Of several changes in a place, the first. */
export function oncePerPlace(changes: readonly InstanceChange[]): readonly InstanceChange[] {
  const places = new Map<string, InstanceChange>();
  for (const change of changes) if (!places.has(keyOf(change))) places.set(keyOf(change), change);
  return [...places.values()];
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

/**
 * Where what was set beside the stacks of a blueprint is given back. When all of them go, everywhere: a run that died, or
 * whose stacks failed, may have set what no stack tells of.
 */
export function placesGivenBack(
  { action, instances }: Pick<StackSetStep, 'action' | 'instances'>,
  blueprint: Blueprint,
  input: PlanInput,
): readonly InstanceChange[] {
  const left = instances.delete.filter(
    ({ reason, neverDeployed }) => reason !== 'left-organization' && neverDeployed !== true,
  );
  if (action !== 'delete') return left;
  const known = new Set(left.map(keyOf));
  const others = targetsOf(blueprint, input, splitAccounts(input)).filter((target) => !known.has(keyOf(target)));
  return [...left, ...others.map((target) => ({ ...target, reason: 'no-longer-targeted' as const }))];
}
