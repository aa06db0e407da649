import { descriptionOf } from '../steps/describe.ts';
import type { Plan } from './plan.ts';

/** Of the AWS API, to apply. */
export function estimateCalls(plan: Plan): number {
  return plan.steps.reduce((sum, step) => sum + descriptionOf(step).calls(step), 0);
}
