import { MetsukeError } from '../../../domain/errors.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { say } from '../../../domain/say.ts';
import { adviceFor } from '../../apply/advice.ts';
import { type ApplyContext, outcome } from '../../apply/context.ts';
import { workOnEach } from '../../apply/each-target.ts';
import { isDoorShut } from '../../apply/locked-out.ts';
import type { Failure, StepOutcome } from '../../events.ts';
import type { InstanceChange } from '../change.ts';
import type { ServiceLinkedRoleStep } from './step.ts';

/** Makes the role where it is missing. Repeating it changes nothing. */
export async function applyServiceLinkedRole(step: ServiceLinkedRoleStep, context: ApplyContext): Promise<StepOutcome> {
  const failures = await workOnEach(step, context, (target) => tryAccount(step, target, context));
  if (context.signal.aborted) return outcome('interrupted', failures);
  return outcome(failures.length > 0 ? 'failed' : 'done', failures);
}

async function tryAccount(
  step: ServiceLinkedRoleStep,
  { account, region }: InstanceChange,
  { ports, emit }: ApplyContext,
): Promise<Failure | null> {
  const { roles } = account === step.ownAccount ? ports : ports.inAccount(account, step.throughRole);
  try {
    await roles.createServiceLinkedRole(step.principal);
    return null;
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    // An invited account: its owner may have made the role long ago, and if not, the stack that needs it will say so.
    if (isDoorShut(error)) {
      emit({ type: 'step-note', step: step.id, finding: lockedOut(step, account) });
      return null;
    }
    return { account, region, reason: error.message, advice: error.hint ?? adviceFor(error.message) };
  }
}

function lockedOut({ throughRole, roleName, principal }: ServiceLinkedRoleStep, account: AccountId): Finding {
  return {
    severity: 'warning',
    code: 'locked-out',
    message: say`${account} does not let ${throughRole} in; whether ${roleName} is there could not be seen.`,
    account: { id: account },
    hint: say`If it is not there, with credentials of the account run:`,
    command: `aws iam create-service-linked-role --aws-service-name ${principal}`,
  };
}
