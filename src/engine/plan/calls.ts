import type { Plan, Step } from './plan.ts';
import { instanceChangesOf } from './plan.ts';

/** Of the AWS API, to apply: known per kind of step, with a few polls for each operation. */
export function estimateCalls(plan: Plan): number {
  return plan.steps.reduce((sum, step) => sum + callsOf(step), 0);
}

const CALLS_PER_OPERATION = 6;
const CALLS_PER_STACK = 5;
const CALLS_PER_ROLE = 2;
const CALLS_PER_DEFAULTS = 5;
const CALLS_PER_REPAIR = { start: 2, 'continue-rollback': 4, 'create-anew': 8, 'revert-drift': 8 } as const;

function callsOf(step: Step): number {
  switch (step.kind) {
    case 'stack':
      return step.targets.length * CALLS_PER_STACK;
    case 'stack-set': {
      const { create, update, delete: removed } = step.instances;
      const operations = [create, update, removed].filter((changes) => changes.length > 0).length;
      const pages = Math.ceil(instanceChangesOf(step).length / 100);
      return 1 + Math.max(1, operations) * (CALLS_PER_OPERATION + pages);
    }
    case 'service-linked-role':
      return step.targets.length * CALLS_PER_ROLE;
    case 'session-defaults':
      return step.targets.length * CALLS_PER_DEFAULTS;
    case 'repair':
      return step.targets.length * CALLS_PER_REPAIR[step.way];
    case 'policy':
      return 1 + step.attach.length + step.detach.length;
    case 'guard-duty':
      return 12 + 2 * Math.ceil(step.enroll.length / 50) + 2 * step.release.length;
    default:
      return 1;
  }
}
