import type { ObservedStack } from './snapshot.ts';

type HasStatus = Pick<ObservedStack, 'status'>;

/** A stack whose first creation failed, or was never begun, holds nothing: it is created anew, not updated. */
export function isDeployed({ status }: HasStatus): boolean {
  return !['ROLLBACK_COMPLETE', 'REVIEW_IN_PROGRESS'].includes(status);
}

/** Whether a stack was deployed with the parameters with which it brings all but its role. */
export function leavesRoleOut(
  parameters: Readonly<Record<string, string>>,
  withoutRole: Readonly<Record<string, string>> | null,
): boolean {
  return withoutRole !== null && Object.entries(withoutRole).every(([name, value]) => parameters[name] === value);
}

/** The last thing that CloudFormation was asked to do there, it did. */
export function isDone({ status }: HasStatus): boolean {
  return /^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status);
}

/** What it holds can be used, though the last update may have been rolled back. */
export function isUsable(stack: HasStatus): boolean {
  return isDone(stack) || /^(UPDATE|IMPORT)_ROLLBACK_COMPLETE$/.test(stack.status);
}

/** REVIEW_IN_PROGRESS is no progress: such a stack waits for a person, and holds nothing. */
export function isAtWork({ status }: HasStatus): boolean {
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}
