import type { Blueprint } from '../../blueprints/blueprint.ts';
import { type Placed, stepIdOf } from '../steps/placed.ts';
import { STACK_SETS_PRINCIPAL, serviceAccessId } from '../steps/service-access/plan.ts';
import { serviceLinkedRoleId } from '../steps/service-linked-role/plan.ts';
import type { StackStep } from '../steps/stack/step.ts';
import type { StackSetStep } from '../steps/stack-set/step.ts';
import type { Step } from '../steps/step.ts';

/** A step whose place follows from its blueprint. */
export type Deployment = Omit<StackStep, 'dependsOn'> | Omit<StackSetStep, 'dependsOn'>;

/** A plan lists them in this order, as far as nothing waits for another. */
interface Unlinked {
  /** Switches of the organization, and what is set in accounts before stacks are there. */
  readonly settings: readonly Placed[];
  readonly deployments: readonly Deployment[];
  readonly policies: readonly Placed[];
  readonly detection: readonly Placed[];
}

/** Roles before what is done through them; what is needed before what needs it; removal of roles last of all. */
export function linkSteps(unlinked: Unlinked, blueprints: readonly Blueprint[]): readonly Step[] {
  const { settings, policies, detection } = unlinked;
  const deployments = [...unlinked.deployments].sort((one, other) => Number(makesRole(other)) - Number(makesRole(one)));
  const placed = [...settings, ...policies, ...detection];
  const ids = new Set([...placed.map(({ step }) => step.id), ...deployments.map(({ id }) => id)]);
  // Steps that only remove run after every user of what they remove, and nobody waits for them.
  const onlyRemoves = new Set(deployments.filter((one) => !makesRole(one) && isOnlyRemoved(one)).map(({ id }) => id));
  const waitsFor = (id: string): boolean => ids.has(id) && !onlyRemoves.has(id);
  const earlier = (id: string): readonly string[] =>
    placed.filter(({ before }) => before.includes(id)).map(({ step }) => step.id);
  const inPlace = ({ step, after }: Placed): Step => ({ ...step, dependsOn: after.filter(waitsFor) });
  return [
    ...settings.map(inPlace),
    ...deployments.map((step) => ({
      ...step,
      dependsOn: [...placeOf(step, { deployments, onlyRemoves, ids }, blueprints), ...earlier(step.id)],
    })),
    ...policies.map(inPlace),
    ...detection.map(inPlace),
  ];
}

interface Around {
  readonly deployments: readonly Deployment[];
  readonly onlyRemoves: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

function placeOf(
  step: Deployment,
  { deployments, onlyRemoves, ids }: Around,
  blueprints: readonly Blueprint[],
): readonly string[] {
  const roles = deployments.filter(makesRole);
  const removals = roles.filter(({ action }) => action === 'delete').map(({ id }) => id);
  // The record of who has the role goes after the role; everything else is removed through it.
  if (makesRole(step)) return step.action === 'delete' ? deployments.filter(isThroughRoles).map(({ id }) => id) : [];
  // Where accounts are left behind, that record comes last of all: nothing waits for it.
  const isLast = (id: string): boolean =>
    removals.length > 0 && deployments.some((one) => one.id === id && isRecord(one));
  const others = onlyRemoves.has(step.id)
    ? dependentsOf(step, blueprints)
    : needsOf(step, blueprints).filter((id) => !onlyRemoves.has(id));
  return [
    ...roles.filter(({ action }) => action !== 'delete').map(({ id }) => id),
    ...others.filter((id) => ids.has(id) && !isLast(id)),
    ...(isRecord(step) ? removals : []),
  ];
}

/** Either role is made without the other: the execution role trusts the other by its name. */
function makesRole(step: Deployment): step is Omit<StackStep, 'dependsOn'> {
  return step.kind === 'stack' && step.makesRole !== null;
}

function isRecord(step: Deployment): boolean {
  return step.kind === 'stack-set' && step.dropsRecordsOnly;
}

function isThroughRoles(step: Deployment): boolean {
  return step.kind === 'stack-set' && !step.dropsRecordsOnly;
}

function isOnlyRemoved(step: Deployment): boolean {
  if (step.action === 'delete') return true;
  if (step.kind === 'stack' || step.action !== 'none') return false;
  return step.instances.create.length === 0 && step.instances.update.length === 0;
}

type Titled = Pick<Deployment, 'title'>;

/** Ids of steps before anything of a blueprint is there. */
export function needsOf({ title }: Titled, blueprints: readonly Blueprint[]): readonly string[] {
  const blueprint = blueprints.find(({ id }) => id === title);
  const required = blueprint?.dependsOn ?? [];
  return [
    serviceAccessId(STACK_SETS_PRINCIPAL),
    ...(blueprint?.serviceLinkedRole ? [serviceLinkedRoleId(blueprint.serviceLinkedRole.principal)] : []),
    ...(blueprint?.serviceAccess ?? []).flatMap(({ principal }) => [
      serviceAccessId(principal),
      `delegated-administrator:${principal}`,
    ]),
    ...blueprints.filter(({ id }) => required.includes(id)).map(stepIdOf),
  ];
}

/** Steps of what depends on this: they go first when it is removed. */
export function dependentsOf({ title }: Titled, blueprints: readonly Blueprint[]): readonly string[] {
  return blueprints.filter(({ dependsOn }) => dependsOn.includes(title)).map(stepIdOf);
}
