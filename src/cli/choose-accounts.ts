import { matchAccount } from '../config/find-account.ts';
import { findUnit } from '../config/find-unit.ts';
import type { OrganizationNames } from '../config/references.ts';
import { MetsukeError } from '../domain/errors.ts';
import { type AccountId, isAccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';

export interface Wanted {
  /** Ids or names. */
  readonly account?: readonly string[];
  /** Paths, ids or `root`. */
  readonly unit?: readonly string[];
}

/** The accounts that are meant; undefined when all are. Closed ones too: their logs are still there. */
export function chooseAccounts(
  { account = [], unit = [] }: Wanted,
  organization: OrganizationNames | null,
): readonly AccountId[] | undefined {
  if (account.length === 0 && unit.length === 0) return undefined;
  const named = account.map((reference) => findOne(reference, organization));
  const below = unit.flatMap((reference) => accountsBelow(reference, organization));
  return [...new Set([...named, ...below])];
}

function findOne(reference: string, organization: OrganizationNames | null): AccountId {
  // Of an account that has left the organization the archive knows, since logs outlive it.
  if (isAccountId(reference)) return reference;
  if (organization === null) throw withoutOrganization(say`--account ${reference} is a name`);
  const matched = matchAccount(reference, organization.accounts);
  if ('account' in matched) return matched.account.id;
  const { message, hint } = matched.problem;
  throw new MetsukeError('usage', message, hint === undefined ? {} : { hint });
}

function accountsBelow(reference: string, organization: OrganizationNames | null): readonly AccountId[] {
  if (organization === null) throw withoutOrganization(say`--unit ${reference} cannot be looked up`);
  const found = findUnit(reference, organization);
  if ('problem' in found) {
    const { message, hint } = found.problem;
    throw new MetsukeError('usage', message, hint === undefined ? {} : { hint });
  }
  return organization.accounts.filter(({ path }) => path.includes(found.id)).map(({ id }) => id);
}

function withoutOrganization(what: string): MetsukeError {
  return new MetsukeError(
    'usage',
    say`${what}, and the organization cannot be asked over a folder or a named bucket.`,
    {
      hint: say`Name accounts by their ids.`,
    },
  );
}
