import type { AccountId } from '../domain/ids.ts';
import { forCsv } from '../domain/text/media.ts';
import type { Confirmed } from './confirmed.ts';
import { type Change, compareAccess, isOfCenter, readOf } from './diff.ts';
import { type AccessRow, identityOf, isAccess, makeRow } from './row.ts';
import type { Snapshot } from './snapshot.ts';

/** What Metsuke writes into a sheet, then what its owner does. The words are the same in every language: they are signed. */
export const GIVEN = [
  'snapshot',
  'account',
  'row',
  'kind',
  'holder',
  'via',
  'access',
  'condition',
  'password',
  'mfa',
  'accesskeys',
  'lastuse',
  'state',
  'since last review',
] as const;
export const COLUMNS = [...GIVEN, 'decision', 'remark'] as const;

export const DECISIONS = ['keep', 'change', 'remove'] as const;

export interface SheetLine {
  readonly row: AccessRow;
  /** `first review`, `same`, `new`, `changed: access, mfa`, the same and the changed also `…, although the decision was: remove`. */
  readonly since: string;
}

/** What the owner of an account confirms. */
export interface Sheet {
  readonly snapshot: Snapshot;
  readonly account: AccountId;
  readonly lines: readonly SheetLine[];
  /** Access of the review before that is gone. */
  readonly gone: readonly AccessRow[];
  /** The review before; undefined: there was none. */
  readonly before: Confirmed | undefined;
}

/** Undefined for an account that the snapshot has not read: nobody can confirm what nobody saw. */
export function makeSheet(snapshot: Snapshot, account: AccountId, before: Confirmed | undefined): Sheet | undefined {
  const { accounts, hasCenter } = readOf(snapshot);
  if (!accounts.has(account)) return undefined;
  const rows = snapshot.rows.filter((row) => row.account === account && isAccess(row));
  // What was not read is not gone.
  const old = (before?.lines ?? []).map(({ row }) => row).filter((row) => hasCenter || !isOfCenter(row));
  const changes = new Map(compareAccess(old, rows).map((change) => [identityOf(change.row), change]));
  const decided = new Map(before?.lines.map(({ row, decision }) => [identityOf(row), decision]));
  const since = (row: AccessRow): string => {
    if (before === undefined) return 'first review';
    const change = changes.get(identityOf(row));
    const decision = decided.get(identityOf(row)) ?? 'keep';
    // What was to be changed and did change is done; what was to be removed and changed is still there.
    const isDone = decision === 'keep' || (decision === 'change' && change !== undefined);
    return `${change === undefined ? 'same' : wordOf(change)}${isDone ? '' : `, although the decision was: ${decision}`}`;
  };
  return {
    snapshot,
    account,
    lines: [...(hasCenter ? [] : [centerUnread(account)]), ...rows].map((row) => ({ row, since: since(row) })),
    gone: [...changes.values()].flatMap(({ change, row }) => (change === 'gone' ? [row] : [])),
    before,
  };
}

/** Its owner must know that the sheet does not have everything. */
function centerUnread(account: AccountId): AccessRow {
  return makeRow({ account, kind: 'identity-center', state: 'unread' });
}

function wordOf(change: Change): string {
  return change.change === 'changed' ? `changed: ${change.fields.join(', ')}` : change.change;
}

/** Of its files, without what follows the dot. */
export function sheetName({ account, snapshot }: Pick<Sheet, 'account' | 'snapshot'>): string {
  return `access-review-${account}-${snapshot.id.split('-')[0]}`;
}

/** Excel takes UTF-8 for what it is with a mark at the beginning. */
const MARK = '\ufeff';

export function sheetCsv(sheet: Sheet): string {
  const rows = [COLUMNS, ...sheet.lines.map((_line, at) => [...givenCells(sheet, at), '', ''])];
  return MARK + rows.map((cells) => `${cells.map(forCsv).join(',')}\r\n`).join('');
}

/** Ids of accounts with a word before them: a spreadsheet takes twelve digits for a number and rounds it. */
export function givenCells({ snapshot, account, lines }: Sheet, at: number): readonly string[] {
  const { row, since } = lines[at] ?? {};
  if (row === undefined || since === undefined) throw new RangeError(`A sheet has no row ${at}.`);
  return [...rowCells({ snapshot: snapshot.id, account }, row, at), since];
}

/** All that does not depend on the review before. */
export function rowCells(
  { snapshot, account }: Pick<Confirmed, 'snapshot' | 'account'>,
  row: AccessRow,
  at: number,
): readonly string[] {
  const { kind, holder, via, access, condition, password, mfa, accesskeys, lastuse, state } = row;
  const about = [snapshot, `account ${account}`, String(at + 1)];
  return [...about, kind, holder, via, access, condition, password, mfa, accesskeys, lastuse, state];
}
