import { type ApplyContext, outcome } from '../../apply/context.ts';
import type { StepOutcome } from '../../events.ts';
import type { PolicyStep } from './step.ts';

/** A new policy is complete before it is attached; a removed one is detached before it is deleted. */
export async function applyPolicy(step: PolicyStep, { ports }: ApplyContext): Promise<StepOutcome> {
  const { organizations } = ports;
  const id = await putDocument(step, organizations);
  for (const target of step.attach) await organizations.attachPolicy(id, target.id);
  for (const target of step.detach) await organizations.detachPolicy(id, target.id);
  if (step.action === 'delete') await organizations.deletePolicy(id);
  return outcome('done');
}

async function putDocument(step: PolicyStep, organizations: ApplyContext['ports']['organizations']): Promise<string> {
  const { name, description, content, policyType } = step;
  if (step.policyId === null) return organizations.createPolicy({ name, description, content, type: policyType });
  if (step.action === 'update') await organizations.updatePolicy(step.policyId, { name, description, content });
  return step.policyId;
}
