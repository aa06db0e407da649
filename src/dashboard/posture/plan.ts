import { MetsukeError } from '../../domain/errors.ts';
import { retell, say } from '../../domain/say.ts';
import type { Plan } from '../../engine/plan/plan.ts';
import { differencesBetween } from '../../engine/plan/plan-file.ts';
import type { ResourceChange, ValueChange } from '../../engine/steps/change.ts';
import { descriptionOf, instanceChangesOf, signOf } from '../../engine/steps/describe.ts';
import type { Step, StepOf } from '../../engine/steps/step.ts';
import { toNotice } from './notice.ts';
import { type PlannedChange, type PlannedStep, savedPlan } from './plan-schema.ts';
import type { SavedPlan } from './schema.ts';

/** A plan of a file, which somebody else may have written. */
export interface GivenPlan {
  readonly plan: Plan;
  readonly source: string;
}

type Content = Omit<SavedPlan, 'state' | 'at'>;

/** What an apply of a saved plan would do, and whether it still would. `current`: what would be planned now. */
export function readSavedPlan({ plan, source }: GivenPlan, current: Plan): Content {
  try {
    const content: Content = {
      source,
      purpose: plan.purpose,
      madeAt: plan.madeAt,
      madeBy: plan.metsukeVersion,
      organization: plan.organization.id,
      differences: isComparable(plan, current) ? [...differencesBetween(plan, current)] : null,
      steps: stepsOf(plan),
      notices: plan.findings.map(toNotice),
      retained: plan.retained.map(({ account, region, type, name }) => ({ account, region, type, name })),
    };
    savedPlan.parse({ state: 'read', at: plan.madeAt, ...content });
    return content;
  } catch (cause) {
    // Each kind of step has a form of its own: one that has another form was not written by plan --out.
    throw new MetsukeError('plan-unreadable', say`${source} is not a plan of this version of Metsuke.`, {
      hint: say`Write a new one with: metsuke plan --out plan.json`,
      cause,
    });
  }
}

/** The plan of now comes from metsuke.yaml and from what is seen without asking every account. One of another organization fits in no case. */
function isComparable({ purpose, isDeep, organization }: Plan, current: Plan): boolean {
  return organization.id !== current.organization.id || (purpose === 'apply' && isDeep !== true);
}

function stepsOf(plan: Plan): PlannedStep[] {
  const stages = new Map<string, number>();
  return plan.steps.map((step) => {
    // Dependencies come first.
    const stage = 1 + Math.max(0, ...step.dependsOn.map((id) => stages.get(id) ?? 0));
    stages.set(step.id, stage);
    return describeStep(step, plan, stage);
  });
}

function describeStep(step: Step, plan: Plan, stage: number): PlannedStep {
  const description = descriptionOf(step);
  const { where, regions, why } = description.row(step, plan);
  return {
    id: step.id,
    kind: step.kind,
    title: retell(description.title(step)),
    sign: signOf(step),
    stage,
    after: [...step.dependsOn],
    where: regions === '' ? where : `${where} · ${regions}`,
    why,
    places: instanceChangesOf(step).map(({ account, region, reason, detail }) => ({
      account,
      region,
      reason,
      detail: detail === undefined ? null : retell(detail),
    })),
    changes: changesOf(step),
    losses: (step.losses ?? []).map(retell),
  };
}

function changesOf(step: Step): PlannedChange[] {
  switch (step.kind) {
    case 'stack':
    case 'stack-set':
      return ofDefinition(step);
    case 'setting':
      return together(step.targets.map((target) => [target, ofValues(target.changes)]));
    case 'repair':
      return together(step.targets.map((target) => [target, target.resources.map(ofResource)]));
    case 'policy':
      return ofValues(step.action === 'create' ? [{ path: 'document', from: null, to: step.content }] : step.changes);
    case 'guard-duty':
      return ofValues(step.changes);
    case 'policy-type':
    case 'service-access':
    case 'delegated-administrator':
    case 'service-linked-role':
    case 'session-defaults':
      return [];
    default:
      return step satisfies never;
  }
}

function ofDefinition({ action, definition, changes }: StepOf<'stack' | 'stack-set'>): PlannedChange[] {
  const given = Object.entries(definition.parameters).map(([path, planned]) => ({
    path,
    from: null,
    to: 'value' in planned ? planned.value : '(hidden)',
  }));
  const parameters = action === 'create' ? given : changes.parameters;
  return [...ofValues([...parameters, ...changes.settings]), ...changes.resources.map(ofResource)];
}

/** Without any, nothing changes. */
function ofValues(values: readonly ValueChange[]): PlannedChange[] {
  if (values.length === 0) return [];
  const action = values.every(({ from }) => from === null) ? 'add' : 'update';
  return [{ places: [], resource: null, type: null, action, losesData: false, values: values.map(toValue) }];
}

function ofResource({ logicalId, type, action, losesData, properties }: ResourceChange): PlannedChange {
  return { places: [], resource: logicalId, type, action, losesData, values: properties.map(toValue) };
}

function toValue({ path, from, to }: ValueChange): PlannedChange['values'][number] {
  return { path: retell(path), from, to };
}

type Place = PlannedChange['places'][number];

/** Places in which the same changes stand together: thousands may have the same. */
function together(all: readonly (readonly [Place, readonly PlannedChange[]])[]): PlannedChange[] {
  const same = new Map<string, PlannedChange>();
  for (const [{ account, region }, changes] of all) {
    for (const change of changes) {
      const key = JSON.stringify(change);
      const known = same.get(key) ?? { ...change, places: [] };
      known.places.push({ account, region });
      same.set(key, known);
    }
  }
  return [...same.values()];
}
