import type { AccountId } from '../../domain/ids.ts';
import { say } from '../../domain/say.ts';
import type { Failure } from '../events.ts';

/** Why the others were not tried. */
export function nobodyElse({ canary }: { readonly canary: AccountId | null }): Failure {
  return {
    account: null,
    region: null,
    reason: say`The canary account ${canary} failed, so this step touched no other account.`,
    advice: say`Repair the cause there, then apply again.`,
    notTried: true,
  };
}
