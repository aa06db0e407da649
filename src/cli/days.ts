import { MetsukeError } from '../domain/errors.ts';
import { type AccountId, isAccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import { lastDayOf, parsePeriod } from '../reports/period.ts';

export interface DayOptions {
  readonly from?: string;
  readonly to?: string;
}

/** Days of delivery, both included; absent where nothing was said. */
export function parseDays(given: DayOptions, now: Date): { readonly firstDay?: string; readonly lastDay?: string } {
  const period = parsePeriod({ from: '0001-01-01', ...given }, now);
  return {
    ...(given.from === undefined ? {} : { firstDay: period.from.slice(0, 10) }),
    ...(given.to === undefined ? {} : { lastDay: lastDayOf(period) }),
  };
}

export function parseAccounts(given: readonly string[] | undefined): { readonly accounts?: readonly AccountId[] } {
  if (given === undefined) return {};
  const accounts = given.map((account) => {
    if (isAccountId(account)) return account;
    throw new MetsukeError('usage', say`--account ${account} is no account's id.`, {
      hint: say`It has twelve digits.`,
    });
  });
  return { accounts };
}
