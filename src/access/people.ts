import type { Difference } from './diff.ts';
import { readOf } from './diff.ts';
import type { AccessRow, Kind } from './row.ts';
import type { Snapshot } from './snapshot.ts';

/** Somebody who signs in: a user of Identity Center, or an IAM user of an account. */
export interface Person {
  readonly kind: 'directory-user' | 'iam-user';
  readonly id: string;
  readonly name: string;
  /** Of an IAM user. */
  readonly account?: string;
}

export interface People {
  readonly joined: readonly Person[];
  /** Who was there before and has other access now. */
  readonly moved: readonly Person[];
  readonly left: readonly Person[];
  /** Access that a person who left has under the same name elsewhere: an IAM user is not closed with the directory. */
  readonly leftBehind: readonly { readonly person: Person; readonly row: AccessRow }[];
}

/** Joiners, movers and leavers between two snapshots, as far as both have read the same places. */
export function comparePeople(from: Snapshot, to: Snapshot, { changes }: Pick<Difference, 'changes'>): People {
  const [before, after] = [readOf(from), readOf(to)];
  const isCompared = ({ kind, account }: AccessRow): boolean =>
    kind === 'directory-user'
      ? before.hasCenter && after.hasCenter
      : before.accounts.has(account) && after.accounts.has(account);
  const [old, current] = [peopleOf(from.rows.filter(isCompared)), peopleOf(to.rows.filter(isCompared))];
  const moved = new Set(changes.map(({ row }) => row.holderid));
  const left = [...old].flatMap(([id, person]) => (current.has(id) ? [] : [person]));
  return {
    joined: [...current].flatMap(([id, person]) => (old.has(id) ? [] : [person])),
    moved: [...current].flatMap(([id, person]) => (old.has(id) && moved.has(person.id) ? [person] : [])),
    left,
    leftBehind: left.flatMap((person) =>
      to.rows
        .filter((row) => row.kind === 'iam-user' && row.holderid !== person.id && isSameName(row.holder, person.name))
        .map((row) => ({ person, row })),
    ),
  };
}

const PEOPLE: ReadonlySet<Kind> = new Set(['directory-user', 'iam-user']);

function peopleOf(rows: readonly AccessRow[]): ReadonlyMap<string, Person> {
  const people = rows.filter(({ kind }) => PEOPLE.has(kind));
  return new Map(
    people.map(({ kind, holderid: id, holder: name, account }) => [
      `${kind} ${id}`,
      kind === 'iam-user' ? { kind, id, name, account } : { kind: 'directory-user', id, name },
    ]),
  );
}

/** `Hanako@example.com` in a directory is `hanako` in an account. */
function isSameName(one: string, other: string): boolean {
  const plain = (name: string): string => name.toLowerCase().replace(/@.*$/, '');
  return plain(one) === plain(other);
}
