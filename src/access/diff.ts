import { accountsOf, refuseStrangers } from './asked.ts';
import { type AccessRow, COMPARED, type Compared, compareRows, identityOf, isAccess } from './row.ts';
import type { Snapshot } from './snapshot.ts';

export type Change =
  | { readonly change: 'new' | 'gone'; readonly row: AccessRow }
  | {
      readonly change: 'changed';
      readonly row: AccessRow;
      readonly before: AccessRow;
      readonly fields: readonly Compared[];
    };

export interface Difference {
  readonly changes: readonly Change[];
  /** Accounts that one of the two could not read or did not ask, and named ones that neither asked: nothing is said of them. */
  readonly notCompared: readonly string[];
  /** Whether one of the two could not read IAM Identity Center. */
  readonly isCenterCompared: boolean;
}

/**
 * What differs between two snapshots, as far as both have read.
 * @param only ids of accounts; undefined: all that one of the two asked
 */
export function compareSnapshots(from: Snapshot, to: Snapshot, only?: readonly string[]): Difference {
  refuseStrangers(only, [...accountsOf(from.rows), ...accountsOf(to.rows)]);
  const [before, after] = [readOf(from), readOf(to)];
  const isCenterCompared = before.hasCenter && after.hasCenter;
  const isCompared = (row: AccessRow): boolean =>
    isOfCenter(row) ? isCenterCompared : before.accounts.has(row.account) && after.accounts.has(row.account);
  const everybody = new Set(only ?? [...before.asked, ...after.asked]);
  const notCompared = [...everybody].filter((id) => !before.accounts.has(id) || !after.accounts.has(id)).sort();
  const isWanted = (row: AccessRow): boolean => (only?.includes(row.account) ?? true) && isCompared(row);
  const changes = compareAccess(from.rows.filter(isWanted), to.rows.filter(isWanted));
  return { changes, notCompared, isCenterCompared };
}

/** Of rows of access; others are left out. */
export function compareAccess(from: readonly AccessRow[], to: readonly AccessRow[]): readonly Change[] {
  const before = new Map(from.filter(isAccess).map((row) => [identityOf(row), row]));
  const after = new Map(to.filter(isAccess).map((row) => [identityOf(row), row]));
  const changes: Change[] = [];
  for (const [identity, row] of after) {
    const old = before.get(identity);
    if (old === undefined) changes.push({ change: 'new', row });
    else {
      const fields = COMPARED.filter((field) => old[field] !== row[field]);
      if (fields.length > 0) changes.push({ change: 'changed', row, before: old, fields });
    }
  }
  for (const [identity, row] of before) if (!after.has(identity)) changes.push({ change: 'gone', row });
  return changes.sort((a, b) => compareRows(a.row, b.row));
}

const OF_CENTER: ReadonlySet<string> = new Set(['center-user', 'center-group', 'directory-user', 'permission-set']);

export function isOfCenter({ kind }: Pick<AccessRow, 'kind'>): boolean {
  return OF_CENTER.has(kind);
}

/** What a snapshot has read. */
export function readOf({ rows }: Pick<Snapshot, 'rows'>): {
  readonly asked: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  readonly hasCenter: boolean;
} {
  const about = rows.filter(({ kind }) => kind === 'account');
  return {
    asked: new Set(about.filter(({ state }) => state !== 'not-asked').map(({ account }) => account)),
    accounts: new Set(about.filter(({ state }) => state === 'read').map(({ account }) => account)),
    hasCenter: rows.some(({ kind, state }) => kind === 'identity-center' && state !== 'unread'),
  };
}
