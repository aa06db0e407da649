import type { Blueprint } from '../../../blueprints/blueprint.ts';
import type { ObservedStack } from '../../observe/snapshot.ts';
import { isDeployed } from '../../observe/stack-status.ts';
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
import type { PlanInput } from '../../plan/input.ts';
import { lossesOf } from '../../plan/losses.ts';
import type { ChangeReason } from '../change.ts';
import type { StackStep } from './step.ts';

/** A plain stack of the management account. */
type PlannedStack = Omit<StackStep, 'dependsOn'>;

export function managementBlueprints(input: PlanInput): readonly Blueprint[] {
  return input.blueprints.filter(({ kind, destination }) => kind === 'stack' && destination === 'management');
}

/** Null when the stack is as it should be, or when an existing role is adopted and nothing else is in it. */
export function planManagementStack(blueprint: Blueprint, input: PlanInput): PlannedStack | null {
  const observed = input.snapshot.stacks.find(({ name }) => name === blueprint.stackName);
  if (!blueprint.isEnabled(input.config)) return planUnwanted(blueprint, observed, input);
  const adopted = isAdopted(blueprint, input);
  if (adopted && !blueprint.makesRole?.withoutRole) return null;
  if (!observed || !isDeployed(observed)) return managementStack(blueprint, input, 'create', 'new');
  const changes = diffDefinition(observed, desiredStack(blueprint, input));
  if (changes === null && observed.status.endsWith('_COMPLETE')) return null;
  const step = managementStack(blueprint, input, 'update', 'template-changed');
  const losses = lossesOf({ blueprint, changes: changes?.resources ?? [], removed: [] });
  return { ...step, changes: changes ?? NO_CHANGES, ...losses };
}

/** The administration role stays until a destroy: another permission model may be wanted back. */
function planUnwanted(
  blueprint: Blueprint,
  observed: ObservedStack | undefined,
  input: PlanInput,
): PlannedStack | null {
  if (blueprint.makesRole?.isSharedByAll || observed?.tags[BLUEPRINT_TAG] !== blueprint.id) return null;
  return planManagementStackRemoval(blueprint, input, 'no-longer-targeted');
}

function isAdopted({ makesRole }: Blueprint, { config, snapshot }: PlanInput): boolean {
  return snapshot.roles.some(({ name }) => name === makesRole?.name(config));
}

/** Without the role where somebody else's is used. */
function desiredStack(blueprint: Blueprint, input: PlanInput): DesiredDefinition {
  const desired = desiredDefinition(blueprint, input);
  const without = isAdopted(blueprint, input) ? blueprint.makesRole?.withoutRole : null;
  return { ...desired, parameters: { ...desired.parameters, ...without } };
}

/** Null when there is no such stack. */
export function planManagementStackRemoval(
  blueprint: Blueprint,
  input: PlanInput,
  reason: ChangeReason,
): PlannedStack | null {
  const observed = input.snapshot.stacks.find(({ name }) => name === blueprint.stackName);
  if (!observed) return null;
  const step = managementStack(blueprint, input, 'delete', reason);
  const changes = deletionChanges(observed);
  return { ...step, changes, ...lossesOf({ blueprint, changes: changes.resources, removed: step.targets }) };
}

function managementStack(
  blueprint: Blueprint,
  input: PlanInput,
  action: StackStep['action'],
  reason: ChangeReason,
): PlannedStack {
  const region = input.config.homeRegion;
  const desired = desiredStack(blueprint, input);
  return {
    kind: 'stack',
    id: `stack:${blueprint.stackName}`,
    title: blueprint.id,
    action,
    definition: plannedDefinition(desired, input),
    region,
    throughRole: null,
    makesRole: blueprint.makesRole?.name(input.config) ?? null,
    withoutRole: blueprint.makesRole?.withoutRole ?? null,
    isSharedByAll: blueprint.makesRole?.isSharedByAll ?? false,
    alsoRemoves: {},
    canary: null,
    targets: [{ account: input.snapshot.organization.managementAccountId, region, reason }],
    changes: creationChanges(desired),
  };
}
