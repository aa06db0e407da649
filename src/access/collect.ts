import pLimit from 'p-limit';
import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import type { AccessPort, AccountAccess, IamUser, IdentityCenter } from './ports.ts';
import { type AccessRow, type Answer, compareRows, makeRow } from './row.ts';
import { type Home, outsidePrincipals } from './trust.ts';

export interface Wanted {
  /** The governed accounts, the management account among them. */
  readonly accounts: readonly AccountId[];
  /** Of the others, a snapshot says that nobody asked them, and why. */
  readonly notAsked: readonly NotAsked[];
  readonly managementAccount: AccountId;
  readonly home: Home;
  readonly identityCenterRegion: string;
  readonly onRead?: () => void;
}

export interface NotAsked {
  readonly account: AccountId;
  readonly reason: string;
}

/** Each asks three calls and some for every user. */
const ACCOUNTS_AT_ONCE = 12;

/** Every row of a snapshot. What cannot be read has a row that says so and why; the others are read all the same. */
export async function collectAccess(port: AccessPort, wanted: Wanted): Promise<readonly AccessRow[]> {
  const { accounts, notAsked, managementAccount, home, onRead } = wanted;
  const limit = pLimit(ACCOUNTS_AT_ONCE);
  const center = collectCenter(port, wanted);
  const read = accounts.map((account) =>
    limit(async () => {
      const rows = await unlessRefused({ account, kind: 'account' }, async () =>
        rowsOfAccount(account, await port.readAccount(account), home),
      );
      onRead?.();
      return rows;
    }),
  );
  const others = notAsked.map(({ account, reason }) =>
    makeRow({ account, kind: 'account', state: 'not-asked', reason }),
  );
  const rows = [...(await Promise.all(read)).flat(), ...(await center), ...others];
  const isWhole = rows.every(({ state }) => state !== 'unread');
  const summary = makeRow({ account: managementAccount, kind: 'snapshot', state: isWhole ? 'whole' : 'partial' });
  return [summary, ...rows].sort(compareRows);
}

async function collectCenter(
  port: AccessPort,
  { managementAccount: account, identityCenterRegion }: Wanted,
): Promise<readonly AccessRow[]> {
  return unlessRefused({ account, kind: 'identity-center' }, async () => {
    const center = await port.readIdentityCenter(identityCenterRegion);
    const about = { account, kind: 'identity-center', holder: identityCenterRegion } as const;
    if (center === null) return [makeRow({ ...about, state: 'none' })];
    return [makeRow({ ...about, state: 'read' }), ...rowsOfCenter(account, center)];
  });
}

type Place = Pick<AccessRow, 'account' | 'kind'>;

async function unlessRefused(place: Place, read: () => Promise<readonly AccessRow[]>): Promise<readonly AccessRow[]> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return [makeRow({ ...place, state: 'unread', reason: error.message })];
  }
}

function rowsOfAccount(account: AccountId, { root, users, roles }: AccountAccess, home: Home): readonly AccessRow[] {
  return [
    makeRow({ account, kind: 'account', state: 'read' }),
    makeRow({
      account,
      kind: 'root-user',
      holder: 'root',
      holderid: account,
      access: 'everything',
      password: root.hasPassword === null ? 'unknown' : answer(root.hasPassword),
      mfa: answer(root.hasMfa),
      accesskeys: root.hasKeys ? 'present' : '',
      lastuse: 'unknown',
    }),
    ...users.map((user) => rowOfUser(account, user)),
    ...roles.filter(isNotOfIdentityCenter).flatMap(({ name, id, access, lastUsed, trustPolicy }) =>
      outsidePrincipals(trustPolicy, home).map(({ principal, condition }) =>
        makeRow({
          account,
          kind: 'outside-role',
          holder: name,
          holderid: id,
          via: principal,
          access: policiesOf({ access }),
          condition,
          lastuse: lastUsed ?? 'never',
        }),
      ),
    ),
  ];
}

/** AWS alone makes roles there, one for each assignment of Identity Center, which has rows of its own. */
function isNotOfIdentityCenter({ path }: { readonly path: string }): boolean {
  return !path.startsWith('/aws-reserved/sso.amazonaws.com/');
}

function rowOfUser(account: AccountId, user: IamUser): AccessRow {
  const used = [user.passwordLastUsed, ...user.keys.map(({ lastUsed }) => lastUsed)].filter((time) => time !== null);
  return makeRow({
    account,
    kind: 'iam-user',
    holder: user.name,
    holderid: user.id,
    access: policiesOf(user),
    password: answer(user.hasPassword),
    mfa: answer(user.hasMfa),
    accesskeys: user.keys
      .map(({ id, status, createdAt }) => `${id} ${status} since ${createdAt.slice(0, 10)}`)
      .join('; '),
    lastuse: used.sort().at(-1) ?? 'never',
  });
}

function policiesOf({ access }: { readonly access: readonly string[] }): string {
  return access.length === 0 ? 'none' : access.join('; ');
}

function answer(is: boolean): Answer {
  return is ? 'yes' : 'no';
}

/** AWS tells neither the MFA devices of a user of Identity Center nor when one last signed in. */
const UNTOLD = { mfa: 'unknown', lastuse: 'unknown' } as const;

function rowsOfCenter(owner: AccountId, center: IdentityCenter): readonly AccessRow[] {
  const users = new Map(center.users.map((user) => [user.id, user]));
  const groups = new Map(center.groups.map((group) => [group.id, group]));
  const sets = new Map(center.permissionSets.map((set) => [set.arn, set]));
  const nameOf = (id: string): string => users.get(id)?.name ?? id;
  const assigned = center.assignments.flatMap(({ account, permissionSetArn, principal, principalId }) => {
    const access = sets.get(permissionSetArn)?.name ?? permissionSetArn;
    const user = (id: string, via: string): AccessRow => {
      const state = users.get(id)?.state ?? 'unknown';
      return makeRow({ account, kind: 'center-user', holder: nameOf(id), holderid: id, via, access, state, ...UNTOLD });
    };
    if (principal === 'USER') return [user(principalId, '')];
    const { name = principalId, members = [] } = groups.get(principalId) ?? {};
    const group = makeRow({ account, kind: 'center-group', holder: name, holderid: principalId, access });
    return [group, ...members.map((member) => user(member, name))];
  });
  return [
    ...assigned,
    ...center.users.map(({ id, name, state }) =>
      makeRow({ account: owner, kind: 'directory-user', holder: name, holderid: id, state, ...UNTOLD }),
    ),
    ...center.permissionSets.map(({ arn, name, access }) =>
      makeRow({ account: owner, kind: 'permission-set', holder: name, holderid: arn, access: policiesOf({ access }) }),
    ),
  ];
}
