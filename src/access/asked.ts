import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { type AccessRow, isAccess } from './row.ts';
import type { Snapshot } from './snapshot.ts';

export interface Listing {
  readonly rows: readonly AccessRow[];
  /** What could not be read, and what a person names although nobody asked it: no row of these is no answer. */
  readonly unread: readonly AccessRow[];
  /** Accounts that nobody asked. */
  readonly notAsked: readonly AccessRow[];
}

/** @param only ids of accounts; undefined: all */
export function listAccess({ rows }: Pick<Snapshot, 'rows'>, only?: readonly string[]): Listing {
  refuseStrangers(only, accountsOf(rows));
  const isWanted = ({ account }: AccessRow): boolean => only?.includes(account) ?? true;
  const notAsked = rows.filter((row) => row.state === 'not-asked' && isWanted(row));
  const unread = rows.filter((row) => row.state === 'unread' && (isWanted(row) || row.kind === 'identity-center'));
  return {
    rows: rows.filter((row) => isAccess(row) && isWanted(row)),
    unread: only === undefined ? unread : [...unread, ...notAsked],
    notAsked,
  };
}

/** Ids of all accounts that a snapshot names, read or not. */
export function accountsOf(rows: readonly AccessRow[]): readonly string[] {
  return rows.filter(({ kind }) => kind === 'account').map(({ account }) => account);
}

/** Of an account that it does not know, a snapshot would show no access at all. */
export function refuseStrangers(wanted: readonly string[] | undefined, known: readonly string[]): void {
  const strange = wanted?.find((id) => !known.includes(id));
  if (strange === undefined) return;
  throw new MetsukeError('usage', say`--account ${strange}: the snapshot knows no such account.`, {
    hint: say`Write its 12 digits; metsuke access snapshot reads every governed account.`,
  });
}
