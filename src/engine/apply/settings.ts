import type { RootId } from '../../domain/ids.ts';
import type { StepOutcome } from '../events.ts';
import type { DelegatedAdministratorStep, PolicyTypeStep, ServiceAccessStep } from '../plan/plan.ts';
import { STACK_SETS_PRINCIPAL } from '../plan/settings.ts';
import { type ApplyContext, outcome } from './context.ts';

export async function applyPolicyType(
  step: PolicyTypeStep,
  root: RootId,
  { ports }: ApplyContext,
): Promise<StepOutcome> {
  await ports.organizations.enablePolicyType(root, step.policyType);
  return outcome('done');
}

export async function applyServiceAccess(
  { principal }: ServiceAccessStep,
  { ports }: ApplyContext,
): Promise<StepOutcome> {
  if (principal === STACK_SETS_PRINCIPAL) await ports.organizations.activateStackSetsAccess();
  else await ports.organizations.enableServiceAccess(principal);
  return outcome('done');
}

export async function applyDelegatedAdministrator(
  { account, principal }: DelegatedAdministratorStep,
  { ports }: ApplyContext,
): Promise<StepOutcome> {
  await ports.organizations.registerDelegatedAdministrator({ accountId: account, servicePrincipal: principal });
  return outcome('done');
}
