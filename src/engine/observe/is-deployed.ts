import type { ObservedStack } from './snapshot.ts';

/** A stack whose first creation failed, or was never begun, holds nothing: it is created anew, not updated. */
export function isDeployed({ status }: Pick<ObservedStack, 'status'>): boolean {
  return !['ROLLBACK_COMPLETE', 'REVIEW_IN_PROGRESS'].includes(status);
}
