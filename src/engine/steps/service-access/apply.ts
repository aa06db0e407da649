import { type ApplyContext, outcome } from '../../apply/context.ts';
import type { StepOutcome } from '../../events.ts';
import { STACK_SETS_PRINCIPAL } from './plan.ts';
import type { ServiceAccessStep } from './step.ts';

export async function applyServiceAccess(
  { principal }: ServiceAccessStep,
  { ports }: ApplyContext,
): Promise<StepOutcome> {
  if (principal === STACK_SETS_PRINCIPAL) await ports.organizations.activateStackSetsAccess();
  else await ports.organizations.enableServiceAccess(principal);
  return outcome('done');
}
