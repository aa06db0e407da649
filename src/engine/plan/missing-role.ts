import type { AccountId } from '../../domain/ids.ts';
import type { Snapshot } from '../observe/snapshot.ts';

/** CloudFormation's words for an account whose execution role is not there, or does not trust the administration role. */
export function isRoleMissing(reason: string): boolean {
  return /should have '.*' role with trust relationship/i.test(reason);
}

/** Accounts in which some stack set could not work for want of the role: somebody deleted it behind our back. */
export function accountsWithoutRole({ stackSets }: Snapshot): ReadonlySet<AccountId> {
  const failed = stackSets.flatMap(({ instances }) => instances).filter(({ reason }) => isRoleMissing(reason ?? ''));
  return new Set(failed.map(({ account }) => account));
}
