import type { AccountId } from '../domain/ids.ts';
import type { RuleException } from '../domain/rule-exception.ts';
import { say } from '../domain/say.ts';
import { findAccount } from './find-account.ts';
import { findUnit } from './find-unit.ts';
import type { Path } from './node.ts';
import type { OrganizationNames, Problem } from './references.ts';
import type { Config } from './schema.ts';
import { quote } from './text.ts';

type WrittenException = Config['configRules']['exceptions'][number];

interface Context {
  /** ISO 8601: `2026-11-25`. */
  readonly today: string;
  readonly tell: (path: Path, problem: Problem) => void;
  readonly named: (path: Path, reference: string, id: AccountId) => void;
}

/** Accounts and units as ids of accounts. One that has ended stays: who reads it knows the day, and it may be written in a report. */
export function resolveRuleExceptions(
  exceptions: readonly WrittenException[],
  organization: OrganizationNames,
  context: Context,
): readonly RuleException[] {
  return exceptions.map((exception, index) => {
    const path: Path = ['configRules', 'exceptions', index];
    if (exception.expires < context.today) context.tell([...path, 'expires'], expired(exception));
    return {
      rule: exception.rule,
      accountIds: resolveAccounts(exception, path, organization, context),
      reason: exception.reason,
      expires: exception.expires,
    };
  });
}

function resolveAccounts(
  { accounts, units }: WrittenException,
  path: Path,
  organization: OrganizationNames,
  { tell, named: nameOf }: Context,
): readonly AccountId[] {
  const named = accounts.flatMap((reference, index) => {
    const { id, problem } = findAccount(reference, 'exception', organization);
    if (problem) tell([...path, 'accounts', index], problem);
    if (id !== undefined) nameOf([...path, 'accounts', index], reference, id);
    return id === undefined ? [] : [id];
  });
  const inUnits = units.flatMap((reference, index) => {
    const found = findUnit(reference, organization);
    if ('problem' in found) {
      tell([...path, 'units', index], found.problem);
      return [];
    }
    return organization.accounts.filter((account) => account.path.includes(found.id)).map(({ id }) => id);
  });
  return [...new Set([...named, ...inUnits])].sort();
}

function expired({ rule, expires }: WrittenException): Problem {
  return {
    severity: 'warning',
    code: 'expired-exception',
    message: say`The exception of ${quote(rule)} ended on ${expires}: the rule counts again.`,
    hint: say`Remove it, or give it a later date.`,
  };
}
