import { type AccountGap, findGaps, readOtherSigns, type SeenDays } from '../archive/gaps.ts';
import type { ObjectStore } from '../archive/object-store.ts';
import type { Scope } from '../archive/tables/scope.ts';
import type { Table, TableName } from '../archive/tables/table.ts';
import type { Query } from './query.ts';

/** What was read of a table for an answer, and what is known to be missing. */
export interface TableRead {
  readonly table: TableName;
  /** @param now ISO 8601: of days that are not over nothing is missing yet */
  look(now: string): Promise<Looked>;
}

export interface Looked {
  /** Log objects that were read, without those that were skipped; null when the engine does not tell. */
  readonly objects: number | null;
  /** Different rows in them, whatever was asked; null when the engine does not tell. */
  readonly events: number | null;
  /** Rows that were left out because they are there once more; null when the engine does not tell. */
  readonly copies: number | null;
  /** Events that were delivered more than two days after the period; null when the engine does not tell. */
  readonly late: number | null;
  /** Days of accounts without logs; null for a table of which nothing is expected every day, or where nobody could look. */
  readonly gaps: readonly AccountGap[] | null;
}

/** Accounts of which logs are expected: those that are asked about, else those of the organization that are open. */
export function expectedAccounts({ scope, accounts }: Pick<Query, 'scope' | 'accounts'>): readonly string[] {
  if (scope.accounts !== undefined) return scope.accounts;
  return 'table' in accounts ? [] : accounts.filter(({ isOpen = true }) => isOpen).map(({ id }) => id);
}

/** The days of a scope of which there must be logs. */
export function expectedDays(
  { from, to }: Scope,
  now: string,
): { readonly firstDay: string; readonly lastDay: string } {
  const lastMoment = Math.min(Date.parse(to), Date.parse(`${now.slice(0, 10)}T00:00:00Z`)) - 1;
  return { firstDay: from.slice(0, 10), lastDay: new Date(lastMoment).toISOString().slice(0, 10) };
}

/** In an archive whose objects can be listed. */
export function readGaps(
  store: ObjectStore,
  seen: SeenDays,
  { scope, accounts }: Pick<Query, 'scope' | 'accounts'>,
  now: string,
): Promise<readonly AccountGap[]> {
  const { firstDay, lastDay } = expectedDays(scope, now);
  const expected = expectedAccounts({ scope, accounts });
  const { regions } = scope;
  const look = (suspect: readonly string[]) =>
    readOtherSigns(store, suspect, { firstDay, lastDay, ...(regions && { regions }) });
  return findGaps({ seen, expected, firstDay, lastDay, look });
}

/** The objects of a scope by their names alone, for an engine that does not say what it reads. */
export async function lookAtObjects(
  store: ObjectStore,
  table: Table,
  scope: Scope,
): Promise<{ readonly objects: number; readonly seen: SeenDays }> {
  const seen = new Map<string, Set<string>>();
  let objects = 0;
  for await (const { account, day, size } of table.files(store, scope)) {
    // Nothing was delivered in an empty object.
    if (size === 0) continue;
    objects += 1;
    note(seen, account, day);
  }
  return { objects, seen };
}

export function note(seen: Map<string, Set<string>>, account: string | undefined, day: string | undefined): void {
  if (account === undefined || day === undefined) return;
  const days = seen.get(account);
  if (days === undefined) seen.set(account, new Set([day]));
  else days.add(day);
}
