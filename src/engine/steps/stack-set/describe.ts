import { say } from '../../../domain/say.ts';
import { listOrCount } from '../../../domain/text/phrases.ts';
import type { Plan } from '../../plan/plan.ts';
import type { InstanceChange } from '../change.ts';
import type { Description, Detail, Sign } from '../description.ts';
import { definitionDetails, whyOf } from '../stack-words.ts';
import { nameOf, regionsOf, removable, whereOf } from '../words.ts';
import type { StackSetStep } from './step.ts';

const CALLS_PER_OPERATION = 6;
const INSTANCES_PER_PAGE = 100;

export const stackSetDescription: Description<StackSetStep> = {
  instances: instancesOf,
  resources: ({ changes }) => changes.resources,
  calls: (step) => {
    const { create, update, delete: removed } = step.instances;
    const operations = [create, update, removed].filter((changes) => changes.length > 0).length;
    const pages = Math.ceil(instancesOf(step).length / INSTANCES_PER_PAGE);
    return 1 + Math.max(1, operations) * (CALLS_PER_OPERATION + pages);
  },
  title: ({ title, action }) => removable(title, action === 'delete'),
  sign: signOf,
  row: (step, plan) => {
    const instances = instancesOf(step);
    return {
      where: whereOf(instances, plan),
      regions: regionsOf(instances),
      why: whyOf(step.changes, instances, plan),
    };
  },
  details: (step, plan) =>
    step.action === 'create' ? [] : [...removalDetails(step, plan), ...definitionDetails(step.changes)],
};

function instancesOf({ instances }: StackSetStep): readonly InstanceChange[] {
  return [...instances.delete, ...instances.update, ...instances.create];
}

function signOf({ action, instances }: StackSetStep): Sign {
  if (action === 'create') return '+';
  if (action === 'delete') return '-';
  if (action === 'update' || instances.update.length > 0) return '~';
  if (instances.delete.length === 0) return '+';
  return instances.create.length > 0 ? '~' : '-';
}

/** Stacks that go while others come or change: the line of the step does not say so. */
function removalDetails(step: StackSetStep, plan: Plan): readonly Detail[] {
  const gone = step.instances.delete;
  if (gone.length === 0 || signOf(step) === '-') return [];
  const accounts = [...new Set(gone.map(({ account }) => nameOf(account, plan)))];
  const places = [...new Set(gone.map(({ region }) => region))];
  const text = say`- stacks removed in ${listOrCount(accounts, 3, 'accounts')} (${listOrCount(places, 2, 'regions')})`;
  return [{ text, depth: 1, tone: '-' }];
}
