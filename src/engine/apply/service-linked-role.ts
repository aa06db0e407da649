import pLimit from 'p-limit';
import { MetsukeError } from '../../domain/errors.ts';
import type { Finding } from '../../domain/finding.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Failure, StepOutcome } from '../events.ts';
import type { InstanceChange, ServiceLinkedRoleStep } from '../plan/plan.ts';
import { adviceFor } from './advice.ts';
import { type ApplyContext, outcome } from './context.ts';
import { isDoorShut } from './locked-out.ts';

const ACCOUNTS_AT_ONCE = 24;

/** Makes the role where it is missing. Repeating it changes nothing. */
export async function applyServiceLinkedRole(step: ServiceLinkedRoleStep, context: ApplyContext): Promise<StepOutcome> {
  const failures: Failure[] = [];
  let done = 0;
  const limit = pLimit(ACCOUNTS_AT_ONCE);
  const one = async (target: InstanceChange): Promise<void> => {
    if (context.signal.aborted) return;
    const failure = await tryAccount(step, target, context);
    if (failure === null) done += 1;
    else failures.push(failure);
    const progress = { total: step.targets.length, done, failed: failures.length };
    context.emit({ type: 'step-progress', step: step.id, progress });
  };
  await Promise.all(step.targets.map((target) => limit(() => one(target))));
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
    const failure = { account, region, reason: error.message, advice: error.hint ?? adviceFor(error.message) };
    emit({ type: 'target-failed', step: step.id, failure });
    return failure;
  }
}

function lockedOut({ throughRole, roleName, principal }: ServiceLinkedRoleStep, account: AccountId): Finding {
  return {
    severity: 'warning',
    code: 'locked-out',
    message: `${account} does not let ${throughRole} in; whether ${roleName} is there could not be seen.`,
    hint: `If not, with credentials of that account: aws iam create-service-linked-role --aws-service-name ${principal}`,
  };
}
