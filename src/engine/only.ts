import { makeSuggestion } from '../config/suggest.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { Plan } from './plan/plan.ts';
import type { Step } from './steps/step.ts';

/**
 * The plan with these steps and what they need. A step is named by its id, or with all others of its title. Throws
 * `usage` for one that the plan does not have; an empty plan has nothing to choose from.
 */
export function onlySteps(plan: Plan, wanted: readonly string[]): Plan {
  if (wanted.length === 0 || plan.steps.length === 0) return plan;
  const chosen = new Set(wanted.flatMap((name) => stepsCalled(name, plan)));
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  // A set is walked to its end, also through what is added on the way.
  for (const step of chosen) for (const id of step.dependsOn) addIfThere(byId.get(id), chosen);
  return { ...plan, steps: plan.steps.filter((step) => chosen.has(step)) };
}

function addIfThere(step: Step | undefined, chosen: Set<Step>): void {
  if (step !== undefined) chosen.add(step);
}

function stepsCalled(name: string, { steps }: Plan): readonly Step[] {
  const called = steps.filter(({ id, title }) => id === name || title === name);
  if (called.length > 0) return called;
  const titles = [...new Set(steps.map(({ title }) => title))];
  throw new MetsukeError('usage', say`The plan has no step ${name}.`, {
    hint: makeSuggestion(name, [...titles, ...steps.map(({ id }) => id)]) ?? say`Its steps: ${titles.join(', ')}`,
  });
}
