import type { Blueprint } from '../../../blueprints/blueprint.ts';
import { serviceOfType } from '../../../domain/disturbance.ts';
import type { ResourceDrift } from '../../observe/resource-drift.ts';
import type { ObservedSuspect } from '../../observe/snapshot.ts';
import { culprits } from '../../plan/culprit.ts';
import type { PlanInput } from '../../plan/input.ts';
import { preferencesFor } from '../../plan/preferences.ts';
import { recordingTargets } from '../../plan/recording.ts';
import type { Place } from '../../plan/resolve-template.ts';
import { removedResources } from '../../plan/template-diff.ts';
import { parseTemplate } from '../../plan/template-text.ts';
import type { ResourceChange } from '../change.ts';
import type { Step } from '../step.ts';
import type { RepairStep, RepairTarget, TitledTarget } from './step.ts';

/** One step for the stacks of a blueprint and a way to repair them. */
export function planRepairs(input: PlanInput): readonly Unlinked[] {
  const groups = new Map<string, TitledTarget[]>();
  for (const one of [...repairsOfStacks(input), ...recordingTargets(input)]) {
    const key = `repair:${one.title}:${one.target.repair.way}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const { managementAccountId, rootId } = input.snapshot.organization;
  const { bootstrapRole, permissionModel } = input.config.stackSets;
  return [...groups].flatMap(([id, [first, ...rest]]) => {
    if (first === undefined) return [];
    const targets = [first, ...rest].map(({ target }) => target);
    return [
      {
        kind: 'repair' as const,
        id,
        title: first.title,
        way: first.target.repair.way,
        throughRole: bootstrapRole,
        ownAccount: managementAccountId,
        targets,
        units: permissionModel === 'SELF_MANAGED' ? [] : [rootId],
        preferences: preferencesFor(targets, input.config),
      },
    ];
  });
}

type Unlinked = Omit<RepairStep, 'dependsOn'>;

/** Stuck and missing stacks before anything else works on them; what was changed in one, after its stack set is as it should be. */
export function linkRepairs(
  repairs: readonly Unlinked[],
  steps: readonly Step[],
  blueprints: readonly Blueprint[],
): readonly Step[] {
  const early = (title: string): readonly string[] =>
    repairs.filter((repair) => repair.title === title && EARLY.includes(repair.way)).map(({ id }) => id);
  return [
    ...steps.map((step) => ({ ...step, dependsOn: [...step.dependsOn, ...early(step.title)] })),
    ...repairs.map((repair) => ({ ...repair, dependsOn: needsOf(repair, { steps, repairs, early, blueprints }) })),
  ];
}

const EARLY: readonly RepairStep['way'][] = ['continue-rollback', 'create-anew'];

interface Around {
  readonly steps: readonly Step[];
  readonly repairs: readonly Unlinked[];
  readonly early: (title: string) => readonly string[];
  readonly blueprints: readonly Blueprint[];
}

function needsOf({ title, way }: Unlinked, { steps, repairs, early, blueprints }: Around): readonly string[] {
  const required = blueprints.find(({ id }) => id === title)?.dependsOn ?? [];
  const own = steps.filter((step) => step.title === title).map(({ id }) => id);
  const sameTitle = (other: RepairStep['way']): readonly string[] =>
    repairs.filter((repair) => repair.title === title && repair.way === other).map(({ id }) => id);
  switch (way) {
    case 'continue-rollback':
      return [];
    case 'create-anew': {
      const roles = steps.filter(
        (step) => step.kind === 'stack' && step.makesRole !== null && step.action !== 'delete',
      );
      return [...roles.map(({ id }) => id), ...required.flatMap(early)];
    }
    case 'revert-drift':
      return [...own, ...early(title)];
    case 'start':
      return [...own, ...early(title), ...sameTitle('revert-drift')];
    default:
      return way satisfies never;
  }
}

function repairsOfStacks(input: PlanInput): readonly TitledTarget[] {
  const suspects = input.snapshot.suspects ?? [];
  return [
    ...suspects.flatMap((suspect) => {
      const target = repairOf(suspect, input);
      return target === null ? [] : [{ title: suspect.title, target }];
    }),
    ...stuckAtHome(input),
    ...inoperable(input),
  ];
}

/** Null: it is well, nobody knows, or a person has to decide; the findings say the latter two. */
function repairOf(suspect: ObservedSuspect, input: PlanInput): RepairTarget | null {
  const { account, region, state, stack, stackSet, entries } = suspect;
  const place = { account, region, resources: [] };
  switch (state.kind) {
    case 'well':
    case 'unknown':
      return null;
    case 'drifted': {
      const resources = state.resources.filter((resource) => !isOnlyStopped(resource)).map(changeBack);
      if (resources.length === 0) return null;
      const reason = 'drifted' as const;
      const by = culprits(entries, servicesOf(state.resources));
      return { ...place, reason, ...by, resources, repair: { way: 'revert-drift', stack } };
    }
    case 'stuck':
      if (state.status === 'UPDATE_ROLLBACK_FAILED') {
        const reason = 'stack-stuck' as const;
        return { ...place, reason, detail: state.status, repair: { way: 'continue-rollback', stack } };
      }
      if (stackSet === null || !mayBeMadeAnew({ stackSet, account, region }, state.status, input)) return null;
      return {
        ...place,
        reason: 'stack-stuck',
        detail: state.status,
        repair: { way: 'create-anew', stackSet, stack },
      };
    case 'gone': {
      // Plain stacks have steps of their own.
      if (stackSet === null || keepsNames({ stackSet, account, region }, input)) return null;
      const by = culprits(entries, ['cloudformation']);
      return { ...place, reason: 'stack-gone', ...by, repair: { way: 'create-anew', stackSet, stack: null } };
    }
    default:
      return state satisfies never;
  }
}

/** Stacks of the management account are read in every plan. */
function stuckAtHome({ snapshot, blueprints }: PlanInput): readonly TitledTarget[] {
  const told = new Set(snapshot.suspects?.map(({ stack, account }) => `${account}/${stack}`));
  return snapshot.stacks
    .filter(({ status, account, name }) => status === 'UPDATE_ROLLBACK_FAILED' && !told.has(`${account}/${name}`))
    .flatMap(({ name, account, region, status: detail }) => {
      const title = blueprints.find(({ stackName }) => stackName === name)?.id;
      const repair = { way: 'continue-rollback' as const, stack: name };
      const target = { account, region, reason: 'stack-stuck' as const, detail, resources: [], repair };
      return title === undefined ? [] : [{ title, target }];
    });
}

/** CloudFormation leaves them out of every operation until their records are gone. */
function inoperable(input: PlanInput): readonly TitledTarget[] {
  const { snapshot, blueprints, config } = input;
  const active = new Set(snapshot.accounts.filter(({ state }) => state === 'ACTIVE').map(({ id }) => id));
  const told = new Set(snapshot.suspects?.filter(({ state }) => state.kind !== 'well').map(({ stack }) => stack));
  return snapshot.stackSets.flatMap(({ name, instances }) => {
    const blueprint = blueprints.find(({ stackName }) => stackName === name);
    if (!blueprint?.isEnabled(config)) return [];
    return instances
      .filter(
        ({ status, account, stackId }) => status === 'INOPERABLE' && active.has(account) && !told.has(stackId ?? ''),
      )
      .filter(({ account, region }) => !losesByRemoval({ stackSet: name, account, region }, input))
      .map(({ account, region, stackId: stack, reason }) => ({
        title: blueprint.id,
        target: {
          ...{ account, region, reason: 'stack-stuck' as const, detail: reason ?? 'INOPERABLE', resources: [] },
          repair: { way: 'create-anew' as const, stackSet: name, stack },
        },
      }));
  });
}

/** Of a stack of a stack set. */
type StackIn = Place & { readonly stackSet: string };

/** Something in the stack outlives it, and its name would be taken. */
export function keepsNames(stack: StackIn, input: PlanInput): boolean {
  return resourcesOf(stack, input)?.some(({ action }) => action === 'release') ?? true;
}

/** The same, or something that people put there would be gone with the stack. */
export function losesByRemoval(stack: StackIn, input: PlanInput): boolean {
  return resourcesOf(stack, input)?.some(({ action, losesData }) => action === 'release' || losesData) ?? true;
}

/** Null: the template cannot be read. */
function resourcesOf({ stackSet, ...place }: StackIn, { snapshot }: PlanInput): readonly ResourceChange[] | null {
  const observed = snapshot.stackSets.find(({ name }) => name === stackSet);
  const template = observed ? parseTemplate(observed.templateBody) : null;
  return observed && template ? removedResources({ template, parameters: observed.parameters, place }) : null;
}

/** Its creation failed or was never begun: it holds nothing that anybody uses. */
export function isUnborn(status: string): boolean {
  return /^(CREATE_FAILED|ROLLBACK_COMPLETE|ROLLBACK_FAILED|REVIEW_IN_PROGRESS)$/.test(status);
}

/** Whether a stack in such a status may be removed and made anew: never what would lose logs. */
export function mayBeMadeAnew(stack: StackIn, status: string, input: PlanInput): boolean {
  return isUnborn(status) ? !keepsNames(stack, input) : !losesByRemoval(stack, input);
}

/** A trail is asked itself whether it logs, in every plan, and started again. */
function isOnlyStopped({ status, differences }: ResourceDrift): boolean {
  return status === 'MODIFIED' && differences.length > 0 && differences.every(({ path }) => path === '/IsLogging');
}

/** From what is there to what the template says. */
function changeBack({ logicalId, physicalId, type, status, differences }: ResourceDrift): ResourceChange {
  return {
    logicalId,
    physicalId,
    type,
    action: status === 'DELETED' ? 'add' : 'update',
    losesData: false,
    properties: differences.map(({ path, expected, actual }) => ({ path, from: actual, to: expected })),
  };
}

function servicesOf(resources: readonly ResourceDrift[]): readonly string[] {
  return resources.map(({ type }) => serviceOfType(type));
}
