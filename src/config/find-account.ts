import type { Account, AccountState } from '../domain/account.ts';
import type { AccountId } from '../domain/ids.ts';
import { isAccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { Duty, OrganizationNames, Problem } from './references.ts';
import { makeSuggestion } from './suggest.ts';
import { joinChoices, quote } from './text.ts';

interface FoundAccount {
  readonly id?: AccountId;
  readonly problem?: Problem;
}

type Matched = { readonly account: Account } | { readonly problem: Problem };

/** What the configuration says of an account, for a duty. */
export function findAccount(reference: string, duty: Duty, organization: OrganizationNames): FoundAccount {
  const matched = matchAccount(reference, organization.accounts);
  return 'account' in matched ? judge(matched.account, duty, organization) : matched;
}

/**
 * By id, else by the name of exactly one account, whatever its state: administrators of an account choose its name, so that
 * they can take that of another one, of a suspended one too.
 */
export function matchAccount(reference: string, accounts: readonly Account[]): Matched {
  const byId = accounts.find((account) => account.id === reference);
  if (byId) return { account: byId };
  // An account may be called like the id of another one, which may have left.
  const byName = isAccountId(reference) ? [] : accounts.filter((account) => account.name === reference);
  const [account] = byName;
  if (account === undefined) return { problem: unknown(reference, accounts) };
  return byName.length > 1 ? { problem: ambiguous(reference, byName) } : { account };
}

/** Of a reference in metsuke.yaml that is a name and was found. */
export function nameProblem(reference: string, id: AccountId): Problem | undefined {
  if (reference === id) return undefined;
  return {
    severity: 'warning',
    code: 'account-name',
    message: say`${quote(reference)} is a name, which the administrators of an account can change.`,
    hint: say`Write the id ${id} instead: metsuke check --fix`,
  };
}

function judge(account: Account, duty: Duty, { managementAccountId }: OrganizationNames): FoundAccount {
  const name = quote(account.name);
  if (account.state === 'ACTIVE' && duty === 'exception') return { id: account.id };
  if (account.id === managementAccountId) return { id: account.id, problem: forbidManagement(name, duty) };
  if (account.state === 'ACTIVE') return { id: account.id };
  const state = STATE_WORDS[account.state];
  const problem: Problem =
    duty === 'excluded' || duty === 'exception' || duty === 'vpc'
      ? { severity: 'info', code: 'suspended-account', message: say`${name} ${state}: it is left alone anyway.` }
      : { severity: 'error', code: 'suspended-account', message: say`${name} ${state}: it cannot be ${DUTIES[duty]}.` };
  return { id: account.id, problem };
}

export const DUTIES: Readonly<Record<Duty, string>> = {
  audit: say`the audit account`,
  log: say`the log account`,
  image: say`the image account`,
  canary: say`the canary`,
  vpc: say`the account of a VPC`,
  exception: say`an exception`,
  excluded: say`excluded`,
};

const STATE_WORDS: Readonly<Record<Exclude<AccountState, 'ACTIVE'>, string>> = {
  SUSPENDED: say`is suspended`,
  PENDING_CLOSURE: say`is being closed`,
  CLOSED: say`is closed`,
  PENDING_ACTIVATION: say`is not active yet`,
};

function forbidManagement(name: string, duty: Duty): Problem {
  return {
    severity: 'error',
    code: 'management-account',
    message: say`${name} is the management account: it cannot be ${DUTIES[duty]}.`,
    hint: HINTS[duty],
  };
}

const HINTS: Readonly<Record<Duty, string>> = {
  audit: say`Guardrails never bind the management account, so keep its duties few: name a member account.`,
  log: say`Guardrails never bind the management account, so keep its duties few: name a member account.`,
  image: say`Guardrails never bind the management account, so keep its duties few: name a member account.`,
  canary: say`Name a member account: changes for all members do not go to the management account.`,
  vpc: say`Sessions get endpoints in member accounts only: keep instances in one of them.`,
  exception: say`Leave the line out.`,
  excluded: say`Everything is deployed from it; leave the line out.`,
};

function ambiguous(reference: string, accounts: readonly Account[]): Problem {
  const ids = accounts.map(({ id, state }) => (state === 'ACTIVE' ? id : `${id} (${STATE_WORDS[state]})`)).sort();
  return {
    severity: 'error',
    code: 'ambiguous-account',
    message: say`${quote(reference)} is the name of ${ids.length} accounts: ${joinChoices(ids, 'and')}.`,
    hint: say`Write the id, in quotes.`,
  };
}

function unknown(reference: string, accounts: readonly Account[]): Problem {
  return {
    severity: 'error',
    code: 'unknown-account',
    message: say`${quote(reference)} is no account of the organization.`,
    hint: unknownHint(reference, accounts),
  };
}

function unknownHint(reference: string, accounts: readonly Account[]): string {
  if (reference.includes('@')) return say`Write its name or its id.`;
  const known = isAccountId(reference) ? accounts.map(({ id }) => id) : accounts.map(({ name }) => name);
  return makeSuggestion(reference, known) ?? say`See the accounts with: aws organizations list-accounts`;
}
