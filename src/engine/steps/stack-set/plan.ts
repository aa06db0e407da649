import type { Blueprint, Destination } from '../../../blueprints/blueprint.ts';
import { type AccountId, partitionOf } from '../../../domain/ids.ts';
import type { ObservedStackInstance, ObservedStackSet } from '../../observe/snapshot.ts';
import { canaryAmong } from '../../plan/accounts.ts';
import {
  BLUEPRINT_TAG,
  creationChanges,
  type DesiredDefinition,
  deletionChanges,
  desiredDefinition,
  diffDefinition,
  NO_CHANGES,
  plannedDefinition,
} from '../../plan/definition.ts';
import { lossesByExchange } from '../../plan/exchange.ts';
import type { PlanInput } from '../../plan/input.ts';
import { lossesOf } from '../../plan/losses.ts';
import { accountsWithoutRole } from '../../plan/missing-role.ts';
import { isOccupied, lossesByOccupants } from '../../plan/occupied.ts';
import type { PlannedAccounts } from '../../plan/plan.ts';
import { preferencesFor } from '../../plan/preferences.ts';
import { failedLastTime, keyOf, type Target, targetsOf } from '../../plan/targets.ts';
import { parseTemplate } from '../../plan/template-text.ts';
import { diffValues } from '../../plan/value-diff.ts';
import type { ChangeReason, DefinitionChanges, InstanceChange } from '../change.ts';
import { waitsForLook } from '../setting/waiting.ts';
import type { StackSetStep } from './step.ts';

/** Null when the stack set is as it should be. */
export function planStackSet(
  blueprint: Blueprint,
  input: PlanInput,
  accounts: PlannedAccounts,
): Omit<StackSetStep, 'dependsOn'> | null {
  const observed = input.snapshot.stackSets.find(({ name }) => name === blueprint.stackName);
  if (!blueprint.isEnabled(input.config)) return observed ? planRemoval(blueprint, observed, input) : null;
  const desired = desiredDefinition(blueprint, input);
  const changes = observed ? diffStackSet(observed, desired, input) : creationChanges(desired);
  const targets = targetsOf(blueprint, input, accounts).filter((target) => !isOccupied(blueprint, target, input));
  // Where the role is gone, what stands for it must be proven anew.
  const repairs =
    blueprint.foundation === 'execution-record' ? accountsWithoutRole(input.snapshot) : new Set<AccountId>();
  const waits = (target: Target): boolean => waitsForLook(blueprint, target, input);
  const instances = planInstances({ observed, targets, changes, repairs, waits, input });
  const exchanged = lossesByExchange(blueprint, instances.delete, input);
  const touched = [...instances.create, ...instances.update, ...instances.delete];
  if (changes === null && touched.length === 0) return null;
  return {
    ...identityOf(blueprint, input),
    ...lossesOf({
      blueprint,
      changes: observed ? (changes?.resources ?? []) : [],
      removed: exchanged.length > 0 ? [] : instances.delete,
      others: [...exchanged, ...lossesByOccupants(blueprint, input), ...lossesOfUpdate(observed, desired)],
    }),
    definition: plannedDefinition(desired, input),
    action: observed === undefined ? 'create' : changes === null ? 'none' : 'update',
    changes: changes ?? NO_CHANGES,
    instances,
    canary: canaryAmong(targets, input),
    preferences: preferencesFor(touched, input.config),
  };
}

/** What the capability itself knows of. */
function lossesOfUpdate(observed: ObservedStackSet | undefined, desired: DesiredDefinition): readonly string[] {
  const before = observed ? parseTemplate(observed.templateBody) : null;
  return before === null ? [] : (desired.blueprint.losses?.(before, desired.template) ?? []);
}

/** A stack set of ours that the configuration does not want any more. One that somebody else made is left alone. */
function planRemoval(
  blueprint: Blueprint,
  observed: ObservedStackSet,
  input: PlanInput,
): Omit<StackSetStep, 'dependsOn'> | null {
  if (observed.tags[BLUEPRINT_TAG] !== blueprint.id) return null;
  return planStackSetDeletion(blueprint, observed, input, 'no-longer-targeted');
}

export function planStackSetDeletion(
  blueprint: Blueprint,
  observed: ObservedStackSet,
  input: PlanInput,
  reason: ChangeReason,
): Omit<StackSetStep, 'dependsOn'> {
  const removals = observed.instances.map((instance) => removal(instance, reason, input));
  const changes = deletionChanges(observed);
  return {
    ...identityOf(blueprint, input),
    ...lossesOf({ blueprint, changes: changes.resources, removed: removals }),
    permissionModel: observed.permissionModel,
    action: 'delete',
    definition: {
      name: observed.name,
      description: observed.description,
      templateBody: '',
      parameters: {},
      capabilities: [],
      tags: observed.tags,
    },
    changes,
    instances: { create: [], update: [], delete: removals },
    canary: null,
    preferences: preferencesFor(removals, input.config),
  };
}

function identityOf(blueprint: Blueprint, input: PlanInput) {
  const { permissionModel, administrationRole, executionRole } = input.config.stackSets;
  const { managementAccountId, rootId } = input.snapshot.organization;
  const selfManaged = permissionModel === 'SELF_MANAGED';
  return {
    kind: 'stack-set',
    id: `stack-set:${blueprint.stackName}`,
    title: blueprint.id,
    permissionModel,
    administrationRoleArn: selfManaged
      ? `arn:${partitionOf(input.config.homeRegion)}:iam::${managementAccountId}:role/${administrationRole}`
      : null,
    executionRoleName: selfManaged ? executionRole : null,
    // The record is what tells that an account has the execution role: it goes after the role, which is gone then.
    dropsRecordsOnly: selfManaged && blueprint.foundation === 'execution-record',
    servesOthers: SERVING.includes(blueprint.destination),
    recordsDefaults: blueprint.sessionDefaults !== undefined || blueprint.setting !== undefined,
    units: selfManaged ? [] : [rootId],
  } as const;
}

const SERVING: readonly Destination[] = ['audit', 'log', 'image'];

function diffStackSet(
  observed: ObservedStackSet,
  desired: DesiredDefinition,
  input: PlanInput,
): DefinitionChanges | null {
  const changes = diffDefinition(observed, desired);
  const { administrationRoleArn, executionRoleName } = identityOf(desired.blueprint, input);
  const settings = [
    ...diffValues(observed.administrationRoleArn, administrationRoleArn, 'AdministrationRoleARN'),
    ...diffValues(observed.executionRoleName, executionRoleName, 'ExecutionRoleName'),
  ];
  if (settings.length === 0) return changes;
  return { ...(changes ?? NO_CHANGES), settings: [...(changes?.settings ?? []), ...settings] };
}

interface InstancesInput {
  readonly observed: ObservedStackSet | undefined;
  readonly targets: readonly Target[];
  readonly changes: DefinitionChanges | null;
  readonly repairs: ReadonlySet<AccountId>;
  /** Its stacks come once what they stand for is set. */
  readonly waits: (target: Target) => boolean;
  readonly input: PlanInput;
}

function planInstances({
  observed,
  targets,
  changes,
  repairs,
  waits,
  input,
}: InstancesInput): StackSetStep['instances'] {
  const existing = new Map(observed?.instances.map((instance) => [keyOf(instance), instance]));
  const wanted = new Set(targets.map(keyOf));
  const create: InstanceChange[] = [];
  const update: InstanceChange[] = [];
  for (const target of targets.filter((one) => !waits(one))) {
    const instance = existing.get(keyOf(target));
    if (!instance) create.push({ ...target, reason: observed ? 'new-account' : 'new' });
    else if (repairs.has(target.account)) update.push({ ...target, reason: 'failed-last-time' });
    else update.push(...planUpdate(instance, observed ? changes : null));
  }
  const gone = [...existing.values()].filter((instance) => !wanted.has(keyOf(instance)));
  return { create, update, delete: gone.flatMap((instance) => planGone(instance, input)) };
}

function planUpdate(instance: ObservedStackInstance, changes: DefinitionChanges | null): readonly InstanceChange[] {
  const { account, region } = instance;
  // CloudFormation leaves these out of every operation; make-plan tells people what to do about them.
  if (instance.status === 'INOPERABLE') return [];
  if (failedLastTime(instance)) {
    return [{ account, region, reason: 'failed-last-time', ...(instance.reason ? { detail: instance.reason } : {}) }];
  }
  if (changes) return [{ account, region, reason: reasonOf(changes) }];
  return instance.status === 'OUTDATED' ? [{ account, region, reason: 'outdated' }] : [];
}

function reasonOf(changes: DefinitionChanges): ChangeReason {
  if (changes.parameters.length > 0) return 'parameter-changed';
  return changes.resources.length > 0 ? 'template-changed' : 'settings-changed';
}

/** Suspended accounts keep what they have: nothing can be done there, and they may come back. */
function planGone(instance: ObservedStackInstance, input: PlanInput): readonly InstanceChange[] {
  const account = input.snapshot.accounts.find(({ id }) => id === instance.account);
  if (account && account.state !== 'ACTIVE') return [];
  return [removal(instance, 'no-longer-targeted', input)];
}

function removal(instance: ObservedStackInstance, reason: ChangeReason, input: PlanInput): InstanceChange {
  const { account, region, stackId } = instance;
  const member = input.snapshot.accounts.find(({ id }) => id === account);
  return {
    account,
    region,
    reason: member?.state === 'ACTIVE' ? reason : 'left-organization',
    ...(stackId === null ? { neverDeployed: true } : {}),
  };
}
