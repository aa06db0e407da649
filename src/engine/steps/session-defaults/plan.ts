import type { Blueprint } from '../../../blueprints/blueprint.ts';
import { SET_AS_DEFAULT } from '../../../capabilities/sessions/names.ts';
import { note } from '../../../domain/say.ts';
import type { SessionDefaults } from '../../../domain/session-defaults.ts';
import { lostIn, SESSION_DEFAULTS } from '../../plan/deep.ts';
import type { PlanInput } from '../../plan/input.ts';
import { oncePerPlace, placesGivenBack } from '../../plan/targets.ts';
import type { InstanceChange } from '../change.ts';
import { type Placed, stepIdOf } from '../placed.ts';
import type { StackSetStep } from '../stack-set/step.ts';
import type { SessionDefaultsStep } from './step.ts';

type StackSetChange = Pick<StackSetStep, 'title' | 'action' | 'instances'>;

const SET = 'session-defaults:set';
const RESTORE = 'session-defaults:restore';

/**
 * Where the stacks of the blueprint are new, change or go: what they say stands for what was set with them, so that a plan
 * without changes asks no account. In front of them, so that a place that could not be set is tried again.
 */
export function planSessionDefaults(
  stackSets: readonly StackSetChange[],
  input: PlanInput,
): readonly Placed<SessionDefaultsStep>[] {
  const blueprint = input.blueprints.find(({ sessionDefaults }) => sessionDefaults !== undefined);
  const change = stackSets.find(({ title }) => title === blueprint?.id);
  const lost = lostIn(input, SESSION_DEFAULTS);
  if (blueprint?.sessionDefaults === undefined || (change === undefined && lost.length === 0)) return [];
  const { sessionDefaults } = blueprint;
  const wanted = sessionDefaults.wanted(input.config);
  const stepsOf = (ids: readonly string[]): readonly string[] =>
    input.blueprints.filter(({ id }) => ids.includes(id)).map(stepIdOf);
  const { create = [], update = [] } = change?.instances ?? {};
  const restores = change === undefined ? [] : placesGivenBack(change, blueprint, input);
  const step = (id: SessionDefaultsStep['id'], targets: readonly InstanceChange[], wanted: SessionDefaults) =>
    targets.length === 0 ? [] : [makeStep(id, targets, wanted, input)];
  const restored = { ...wanted, preferences: null, hostManagementRole: null };
  return [
    ...step(
      SET,
      oncePerPlace([...create, ...update, ...lost.map(({ account, region, reason }) => ({ account, region, reason }))]),
      wanted,
    ).map((set) => ({
      step: { ...set, ...lossesOfDefaults(blueprint, wanted, input) },
      after: stepsOf(sessionDefaults.after),
      before: [stepIdOf(blueprint)],
    })),
    ...step(RESTORE, restores, restored).map((restore) => ({
      step: restore,
      after: [],
      before: [stepIdOf(blueprint), ...stepsOf(sessionDefaults.givenBackBefore)],
    })),
  ];
}

/** Sessions that name no document were logged as Metsuke had set it. */
function lossesOfDefaults(
  { stackName }: Blueprint,
  { preferences }: SessionDefaults,
  { snapshot }: PlanInput,
): Pick<SessionDefaultsStep, 'losses'> {
  const before = snapshot.stackSets.find(({ name }) => name === stackName)?.templateBody;
  if (preferences !== null || !before?.includes(SET_AS_DEFAULT)) return {};
  return { losses: [note`sessions that name no document are logged by Metsuke no longer`] };
}

function makeStep(
  id: SessionDefaultsStep['id'],
  targets: readonly InstanceChange[],
  defaults: SessionDefaults,
  { config, snapshot }: PlanInput,
): Omit<SessionDefaultsStep, 'dependsOn'> {
  return {
    kind: 'session-defaults',
    id,
    title: 'session-defaults',
    defaults,
    prefix: `${config.resourcePrefix}-`,
    throughRole: config.stackSets.bootstrapRole,
    ownAccount: snapshot.organization.managementAccountId,
    targets,
  };
}
