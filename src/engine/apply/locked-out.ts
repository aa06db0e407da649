import type { MetsukeError } from '../../domain/errors.ts';
import type { Finding } from '../../domain/finding.ts';
import { say } from '../../domain/say.ts';
import type { Failure } from '../events.ts';
import { ownersCommand, verbOf } from '../plan/owners-command.ts';
import type { InstanceChange } from '../steps/change.ts';
import type { StackStep } from '../steps/stack/step.ts';

/**
 * Invited accounts have no bootstrap role: nobody outside can look into them. Their owner may have put the execution role
 * there by hand, so they go on, and CloudFormation finds out when it works there. Each time the role should be made, changed
 * or removed, the owner's command is told; whether it was run, nobody but the owner can know.
 */
export function isLockedOut({ throughRole }: StackStep, error: MetsukeError): boolean {
  return throughRole !== null && isDoorShut(error);
}

/** The account does not let the role in through which it would be entered. */
export function isDoorShut(error: MetsukeError): boolean {
  return error.code === 'access-denied' && /AssumeRole/.test(error.message);
}

/**
 * Whether the account goes on nevertheless. In one that the organization created the door is shut by mistake: what is
 * known to be there must not be taken for changed or removed.
 */
export function mayGoOn(step: StackStep, target: InstanceChange): boolean {
  switch (verbOf(step, target)) {
    case 'create':
      return true;
    case 'update':
      return target.invited === true;
    case 'delete':
      return target.invited === true || step.alsoRemoves[target.account] === undefined;
  }
}

export function lockedOutNote(step: StackStep, target: InstanceChange): Finding {
  const what = {
    create: say`trying whether ${step.makesRole} is there already.`,
    update: say`its owner changes ${step.makesRole} there.`,
    delete: say`its owner removes ${step.makesRole} there, if it was made.`,
  }[verbOf(step, target)];
  return {
    severity: 'warning',
    code: 'locked-out',
    message: say`${target.account} does not let ${step.throughRole} in; ${what}`,
    account: { id: target.account },
    hint: say`With credentials of the account run:`,
    command: ownersCommand(step, target),
  };
}

export function lockedOutAdvice(step: StackStep, target: InstanceChange): Pick<Failure, 'advice' | 'command'> {
  const advice = say`The account does not let ${step.throughRole} in (an invited account has no such role). With credentials of the account run this, then apply again:`;
  return { advice, command: ownersCommand(step, target) };
}
