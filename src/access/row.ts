import type { AccountId } from '../domain/ids.ts';

/** What a row of a snapshot is about. The first three say what was read; the others are access that a person or a role has. */
export const KINDS = [
  'snapshot',
  'account',
  'identity-center',
  'root-user',
  'iam-user',
  'outside-role',
  'center-user',
  'center-group',
  'directory-user',
  'permission-set',
] as const;
export type Kind = (typeof KINDS)[number];

/** Columns of a row, all of them text, in the order of the table. */
export const FIELDS = [
  'account',
  'kind',
  'holder',
  'holderid',
  'via',
  'access',
  'condition',
  'password',
  'mfa',
  'accesskeys',
  'lastuse',
  'state',
  'reason',
] as const;
type Field = (typeof FIELDS)[number];

/**
 * One access that a holder has in an account. What does not apply is ''; what AWS does not say is `unknown`. The same
 * `account`, `kind`, `holderid` and `via` (of Identity Center also `access`) are the same access in two snapshots.
 */
export interface AccessRow extends Readonly<Record<Exclude<Field, 'account' | 'kind'>, string>> {
  readonly account: AccountId;
  readonly kind: Kind;
}

export type Answer = 'yes' | 'no' | 'unknown';

type Said = Partial<AccessRow> & Pick<AccessRow, 'account' | 'kind'>;

export function makeRow(said: Said): AccessRow {
  return { ...EMPTY, ...said };
}

const EMPTY = {
  holder: '',
  holderid: '',
  via: '',
  access: '',
  condition: '',
  password: '',
  mfa: '',
  accesskeys: '',
  lastuse: '',
  state: '',
  reason: '',
};

/** Rows that say what was read, which nobody reviews. */
const ABOUT_READING: ReadonlySet<Kind> = new Set(['snapshot', 'account', 'identity-center']);

export function isAccess({ kind }: Pick<AccessRow, 'kind'>): boolean {
  return !ABOUT_READING.has(kind);
}

/** By which an access is found again in another snapshot. */
export function identityOf({ account, kind, holderid, via, access }: AccessRow): string {
  const assigned = kind === 'center-user' || kind === 'center-group' ? access : '';
  return JSON.stringify([account, kind, holderid, via, assigned]);
}

/** What may differ between two snapshots of the same access. When it was last used is no change. */
export const COMPARED = ['holder', 'access', 'condition', 'password', 'mfa', 'accesskeys', 'state'] as const;
export type Compared = (typeof COMPARED)[number];

export function compareRows(a: AccessRow, b: AccessRow): number {
  const keys = (row: AccessRow): readonly string[] => [
    row.account,
    String(KINDS.indexOf(row.kind)),
    row.holder,
    row.via,
    row.access,
    row.holderid,
  ];
  const [left, right] = [keys(a), keys(b)];
  for (const [at, text] of left.entries()) {
    const other = right[at] ?? '';
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}
