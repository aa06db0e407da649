import { type Guardrail, isGuardrailEnabled, targetsOf } from '../guardrails/guardrail.ts';
import {
  type Preview,
  type PreviewedPolicy,
  previewPolicies,
  type RecentActivity,
} from '../guardrails/preview/would-have-denied.ts';
import type { PlanInput } from './plan/input.ts';
import type { Plan } from './plan/plan.ts';
import { documentOf } from './steps/policy/plan.ts';

/** Guardrails that CloudTrail can tell of: whom a resource control policy stops is not in its events. */
export function previewable(input: PlanInput): readonly Guardrail[] {
  return input.guardrails.filter(
    (guardrail) => guardrail.type === 'SERVICE_CONTROL_POLICY' && isGuardrailEnabled(guardrail, input.config),
  );
}

/** Those that the plan makes, changes or attaches to more. */
export function previewableIn(plan: Plan, input: PlanInput): readonly Guardrail[] {
  const planned = new Set(
    plan.steps.flatMap((step) => (step.kind === 'policy' && step.action !== 'delete' ? [step.title] : [])),
  );
  return previewable(input).filter(({ id }) => planned.has(id));
}

/** Who did what the guardrails would have denied. */
export function previewGuardrails(
  guardrails: readonly Guardrail[],
  input: PlanInput,
  activity: RecentActivity,
): Promise<readonly Preview[]> {
  return previewPolicies(
    guardrails.map((guardrail) => makePreviewed(guardrail, input)),
    activity,
  );
}

function makePreviewed(guardrail: Guardrail, input: PlanInput): PreviewedPolicy {
  const targets = new Set<string>(targetsOf(guardrail, input.config).map(input.references.unitId));
  const { accounts, organization } = input.snapshot;
  const bound = new Set<string>(
    accounts
      .filter(({ id, path }) => id !== organization.managementAccountId && path.some((unit) => targets.has(unit)))
      .map(({ id }) => id),
  );
  return { id: guardrail.id, document: documentOf(guardrail, input), binds: (account) => bound.has(account) };
}
