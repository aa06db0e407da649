import type { Change } from '../../access/diff.ts';
import { type AccessRow, isAccess, type Kind } from '../../access/row.ts';
import type { Snapshot } from '../../access/snapshot.ts';
import { note, retell, say } from '../../domain/say.ts';
import { countOf, listed } from '../../domain/text/phrases.ts';
import type { Terminal } from '../terminal.ts';
import { NAME } from './list.ts';
import { paragraph } from './wrap.ts';

/** What a row is about, for people. */
const KIND_WORDS: Readonly<Record<Kind, string>> = {
  snapshot: note`snapshot`,
  account: note`account`,
  'identity-center': note`Identity Center`,
  'root-user': note`root user`,
  'iam-user': note`IAM user`,
  'outside-role': note`role for outsiders`,
  'center-user': note`assigned user`,
  'center-group': note`assigned group`,
  'directory-user': note`user of the directory`,
  'permission-set': note`permission set`,
};

export function kindWord(kind: Kind): string {
  return retell(KIND_WORDS[kind]);
}

/** Values of cells that are words. */
const VALUES: ReadonlySet<string> = new Set([
  note`yes`,
  note`no`,
  note`unknown`,
  note`never`,
  note`new`,
  note`gone`,
  note`changed`,
]);

function told(value: string): string {
  return VALUES.has(value) ? retell(value) : value;
}

export function accessColumns(): readonly string[] {
  return [
    'account',
    note`kind`,
    NAME,
    note`through`,
    note`access`,
    note`password`,
    note`MFA`,
    note`keys`,
    note`last use`,
  ];
}

export function accessCells(row: AccessRow): readonly string[] {
  const { account, kind, holder, via, access, condition, password, mfa, accesskeys, lastuse } = row;
  const through = throughOf({ via, condition });
  return [account, kindWord(kind), holder, through, access, told(password), told(mfa), accesskeys, told(lastuse)];
}

/** `999988887777 role/deploy`: the account of a principal is what makes it a stranger, and stays. */
function throughOf({ via, condition }: Pick<AccessRow, 'via' | 'condition'>): string {
  const principal = via.replace(/^arn:[\w-]+:(?:iam|sts)::(\d{12}):/, '$1 ');
  return condition === '' ? principal : `${principal} ${condition}`;
}

/** Each cause once, with all that it kept from being read. */
export function tellUnread(unread: readonly AccessRow[], { err, errView }: Pick<Terminal, 'err' | 'errView'>): void {
  const byReason = new Map<string, string[]>();
  for (const { kind, account, reason } of unread) {
    const what = kind === 'account' ? account : kindWord(kind);
    byReason.set(general(reason, account), [...(byReason.get(general(reason, account)) ?? []), what]);
  }
  for (const [reason, places] of byReason) {
    const text = [{ text: say`not read`, paint: errView.style.yellow }, ` ${countOrNames(places)}: ${reason}`];
    err(
      paragraph(text, { width: errView.screen.width, rest: '  ' })
        .map((line) => `${line}\n`)
        .join(''),
    );
  }
}

const MOST_NAMED = 5;

function countOrNames(places: readonly string[]): string {
  return places.length <= MOST_NAMED ? listed(places) : countOf(places.length, 'account');
}

/** AWS's sentence names the account in which it refuses: the same cause has the same words without it. */
function general(reason: string, account: string): string {
  return reason.replaceAll(account, '…');
}

export function renderSnapshotTaken(snapshot: Snapshot): string {
  const { rows, id } = snapshot;
  const accounts = rows.filter(({ kind }) => kind === 'account');
  const count = (state: string): number => accounts.filter((row) => row.state === state).length;
  const center = rows.find(({ kind }) => kind === 'identity-center');
  const rest = [
    ...(count('unread') > 0 ? [say`${countOf(count('unread'), 'account')} not read`] : []),
    ...(count('not-asked') > 0 ? [say`${countOf(count('not-asked'), 'account')} not asked`] : []),
    ...(center?.state === 'none' ? [say`no IAM Identity Center in ${center.holder}`] : []),
    ...(center?.state === 'unread' ? [say`IAM Identity Center not read`] : []),
  ];
  const read = countOf(count('read'), 'account');
  const found = countOf(rows.filter(isAccess).length, 'row');
  return say`Snapshot ${id}: ${found} of ${listed([read, ...rest])}\n`;
}

/** `+ account iam-user name …`, with old and new values of what changed. */
export function changeCells(change: Change): readonly string[] {
  const { row } = change;
  const what = change.change === 'changed' ? changedFields(change) : row.access;
  const through = throughOf(row);
  return [told(change.change), row.account, kindWord(row.kind), row.holder, through, what];
}

function changedFields({ row, before, fields }: Extract<Change, { change: 'changed' }>): string {
  return fields.map((field) => `${field}: ${before[field] || '-'} → ${row[field] || '-'}`).join('; ');
}

export function changeColumns(): readonly string[] {
  return [note`change`, 'account', note`kind`, NAME, note`through`, note`access`];
}
