import { type ApplyContext, outcome } from '../../apply/context.ts';
import type { StepOutcome } from '../../events.ts';
import type { PolicyTypeStep } from './step.ts';

export async function applyPolicyType(
  { policyType }: PolicyTypeStep,
  { ports, root }: ApplyContext,
): Promise<StepOutcome> {
  await ports.organizations.enablePolicyType(root, policyType);
  return outcome('done');
}
