import { type ApplyContext, outcome } from '../../apply/context.ts';
import type { StepOutcome } from '../../events.ts';
import type { DelegatedAdministratorStep } from './step.ts';

export async function applyDelegatedAdministrator(
  { account, principal }: DelegatedAdministratorStep,
  { ports }: ApplyContext,
): Promise<StepOutcome> {
  await ports.organizations.registerDelegatedAdministrator({ accountId: account, servicePrincipal: principal });
  return outcome('done');
}
