import type { Account } from '../domain/account.ts';
import type { OrganizationNames } from './references.ts';

export interface GuessedAccounts {
  readonly audit: Account | undefined;
  readonly log: Account | undefined;
  /** ACTIVE member accounts: those that could be either. */
  readonly candidates: readonly Account[];
}

/** Words of account names, the telling ones first. AWS Control Tower makes `Audit` and `Log Archive`. */
const AUDIT_WORDS = ['audit', 'security', 'secops', 'sec'];
const LOG_WORDS = ['log', 'logs', 'logging', 'logarchive', 'archive'];

/** Who the audit and the log account probably are, by name alone; undefined when nobody or several could be. */
export function guessAccounts({ accounts, managementAccountId }: OrganizationNames): GuessedAccounts {
  const candidates = accounts.filter((account) => account.state === 'ACTIVE' && account.id !== managementAccountId);
  const log = guess(candidates, LOG_WORDS);
  const audit = guess(
    candidates.filter((account) => account !== log),
    AUDIT_WORDS,
  );
  return { audit, log, candidates };
}

/** The only account whose whole name is the word, else the only one whose name contains it; word by word. */
function guess(candidates: readonly Account[], words: readonly string[]): Account | undefined {
  for (const word of words) {
    const named = candidates.filter((account) => account.name.toLowerCase() === word);
    const containing = candidates.filter((account) => wordsOf(account.name).includes(word));
    for (const [only, other] of [named, containing]) {
      if (only && !other) return only;
    }
    if (containing.length > 1) return undefined;
  }
  return undefined;
}

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().split(/[^a-z0-9]+/);
}
