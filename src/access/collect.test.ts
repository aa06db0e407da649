import { describe, expect, it } from 'vitest';
import { aPort, aRole, aUser, type World } from '../../test/support/access.ts';
import { Interruption, MetsukeError } from '../domain/errors.ts';
import type { AccountId, OrganizationId } from '../domain/ids.ts';
import { listAccess } from './asked.ts';
import { collectAccess } from './collect.ts';
import { compareSnapshots } from './diff.ts';
import { comparePeople } from './people.ts';
import type { IdentityCenter } from './ports.ts';
import { isAccess } from './row.ts';
import { makeSnapshot, readSnapshot, type Snapshot } from './snapshot.ts';

const [MASTER, DEV] = ['111111111111', '444444444444'] as [AccountId, AccountId];
const refused = new MetsukeError('access-denied', 'sts:AssumeRole: you may not');

async function snapshotOf(world: World, accounts: readonly AccountId[] = [MASTER, DEV]): Promise<Snapshot> {
  const rows = await collectAccess(aPort(world), {
    accounts,
    notAsked: [{ account: '999999999999' as AccountId, reason: 'SUSPENDED' }],
    managementAccount: MASTER,
    home: { organizationId: 'o-8m3k2xq1zz' as OrganizationId, accounts: new Set([MASTER, DEV, '999999999999']) },
    identityCenterRegion: 'ap-northeast-1',
  });
  return makeSnapshot(new Date('2026-11-30T09:00:00Z'), rows).snapshot;
}

const center: IdentityCenter = {
  users: [
    { id: 'u-1', name: 'hanako@example.com', state: 'enabled' },
    { id: 'u-2', name: 'taro@example.com', state: 'unknown' },
  ],
  groups: [{ id: 'g-1', name: 'Admins', members: ['u-1'] }],
  permissionSets: [{ arn: 'arn:ps', name: 'Admin', access: ['AdministratorAccess'] }],
  assignments: [
    { account: DEV, permissionSetArn: 'arn:ps', principal: 'GROUP', principalId: 'g-1' },
    { account: DEV, permissionSetArn: 'arn:ps', principal: 'USER', principalId: 'u-2' },
  ],
};

describe('a snapshot', () => {
  it('has a user with what they can sign in with, and when they last did', async () => {
    const key = { id: 'AKIA1', status: 'Active', createdAt: '2026-01-02T00:00:00Z', lastUsed: '2026-11-01T00:00:00Z' };
    const user = aUser('hanako', { access: ['ReadOnlyAccess'], hasPassword: true, keys: [key] });
    const { rows } = await snapshotOf({ accounts: { [DEV]: { users: [user] } } });
    expect(rows.find(({ kind }) => kind === 'iam-user')).toMatchObject({
      account: DEV,
      holder: 'hanako',
      access: 'ReadOnlyAccess',
      password: 'yes',
      mfa: 'no',
      accesskeys: 'AKIA1 Active since 2026-01-02',
      lastuse: '2026-11-01T00:00:00Z',
    });
  });

  it('has who may assume a group’s permission set, one by one', async () => {
    const { rows } = await snapshotOf({ accounts: {}, center });
    const assigned = rows.filter(({ account, kind }) => account === DEV && kind.startsWith('center'));
    expect(assigned.map(({ kind, holder, via, access }) => [kind, holder, via, access])).toEqual([
      ['center-user', 'hanako@example.com', 'Admins', 'Admin'],
      ['center-user', 'taro@example.com', '', 'Admin'],
      ['center-group', 'Admins', '', 'Admin'],
    ]);
    // AWS does not say it, and that is no "no".
    expect(new Set(assigned.slice(0, 2).map(({ mfa }) => mfa))).toEqual(new Set(['unknown']));
  });

  it('says of an account that it could not be read, and reads the others', async () => {
    const { rows } = await snapshotOf({ accounts: { [DEV]: refused, [MASTER]: { users: [aUser('root2')] } } });
    const accounts = rows.filter(({ kind }) => kind === 'account');
    expect(accounts.map(({ account, state, reason }) => [account, state, reason])).toEqual([
      [MASTER, 'read', ''],
      [DEV, 'unread', refused.message],
      ['999999999999', 'not-asked', 'SUSPENDED'],
    ]);
    expect(rows.find(({ kind }) => kind === 'snapshot')).toMatchObject({ state: 'partial' });
    expect(rows.filter((row) => isAccess(row) && row.account === DEV)).toEqual([]);
  });

  it.each([
    { what: 'is not there', center: null, state: 'none', whole: 'whole' },
    { what: 'cannot be read', center: refused, state: 'unread', whole: 'partial' },
    { what: 'was read', center, state: 'read', whole: 'whole' },
  ])('says that Identity Center $what', async ({ center: found, state, whole }) => {
    const { rows } = await snapshotOf({ accounts: {}, center: found });
    expect(rows.find(({ kind }) => kind === 'identity-center')).toMatchObject({ state });
    expect(rows.find(({ kind }) => kind === 'snapshot')).toMatchObject({ state: whole });
  });

  it('is none when a person interrupts it, nor when the program is broken', async () => {
    await expect(snapshotOf({ accounts: { [DEV]: new Interruption('Ctrl-C') } })).rejects.toThrow(Interruption);
    await expect(snapshotOf({ accounts: { [DEV]: new TypeError('x') } })).rejects.toThrow(TypeError);
  });

  it('is read as it was written, and not when a byte of it is another', async () => {
    const { rows } = await snapshotOf({ accounts: { [DEV]: { users: [aUser('a\nb"\u2028')] } }, center });
    const { snapshot, body } = makeSnapshot(new Date('2026-11-30T09:00:00Z'), rows);
    const read = readSnapshot(snapshot.id, Buffer.from(body));
    expect('snapshot' in read && read.snapshot.rows).toMatchObject(rows);
    expect(readSnapshot(snapshot.id, Buffer.from(body.replace('hanako', 'Hanako')))).toHaveProperty('problem');
    expect(readSnapshot(snapshot.id, Buffer.from(`${body}\n`))).toHaveProperty('problem');
  });

  it('is not read under the name of a later one', async () => {
    const { snapshot, body } = makeSnapshot(
      new Date('2026-11-30T09:00:00Z'),
      (await snapshotOf({ accounts: {} })).rows,
    );
    const later = snapshot.id.replace('20261130', '20261231');
    expect(readSnapshot(snapshot.id, Buffer.from(body))).toHaveProperty('snapshot');
    expect(readSnapshot(later, Buffer.from(body))).toEqual({ problem: 'was taken at another time than its name says' });
  });
});

describe('a list of some accounts', () => {
  it('says of a named account that nobody asked it, and of all that some were not asked', async () => {
    const snapshot = await snapshotOf({ accounts: {} });
    expect(listAccess(snapshot, ['999999999999'])).toMatchObject({ rows: [], unread: [{ reason: 'SUSPENDED' }] });
    expect(listAccess(snapshot)).toMatchObject({ unread: [], notAsked: [{ account: '999999999999' }] });
    expect(listAccess(snapshot, [DEV])).toMatchObject({ rows: [{ holder: 'root' }], unread: [], notAsked: [] });
  });

  it('says of a named account that it could not be read, and of Identity Center', async () => {
    const snapshot = await snapshotOf({ accounts: { [DEV]: refused }, center: refused });
    expect(listAccess(snapshot, [DEV]).unread.map(({ kind }) => kind)).toEqual(['identity-center', 'account']);
  });

  it.each(['444444444440', 'dev'])('is refused for %s, which the snapshot does not know', async (account) => {
    const snapshot = await snapshotOf({ accounts: {} });
    expect(() => listAccess(snapshot, [account])).toThrow(/knows no such account/);
    expect(() => compareSnapshots(snapshot, snapshot, [account])).toThrow(/knows no such account/);
  });
});

describe('a role', () => {
  const provider = `arn:aws:iam::${DEV}:saml-provider/idp`;
  it.each([
    {
      what: 'of another account',
      trust: { Principal: { AWS: 'arn:aws:iam::777777777777:root' } },
      via: ['arn:aws:iam::777777777777:root'],
    },
    { what: 'of an account by its id', trust: { Principal: { AWS: ['777777777777', MASTER] } }, via: ['777777777777'] },
    { what: 'of this organization', trust: { Principal: { AWS: `arn:aws:iam::${MASTER}:role/x` } }, via: [] },
    { what: 'of a closed account of it', trust: { Principal: { AWS: '999999999999' } }, via: [] },
    { what: 'of a service', trust: { Principal: { Service: 'ec2.amazonaws.com' } }, via: [] },
    { what: 'of everybody', trust: { Principal: '*' }, via: ['*'] },
    { what: 'of everybody, in a list', trust: { Principal: { AWS: ['*'] } }, via: ['*'] },
    {
      what: 'of everybody of the organization',
      trust: { Principal: '*', Condition: { StringEquals: { 'AWS:PrincipalOrgId': 'o-8m3k2xq1zz' } } },
      via: [],
    },
    {
      what: 'of everybody of two organizations',
      trust: {
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-8m3k2xq1zz', 'o-other00000'] } },
      },
      via: ['*'],
    },
    {
      what: 'of everybody where the key is absent',
      trust: { Principal: '*', Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-8m3k2xq1zz' } } },
      via: ['*'],
    },
    { what: 'of an identity provider', trust: { Principal: { Federated: provider } }, via: [provider] },
    {
      what: 'of everybody but one',
      trust: { NotPrincipal: { AWS: MASTER } },
      via: [`everybody but {"AWS":"${MASTER}"}`],
    },
    { what: 'that denies', trust: { Effect: 'Deny', Principal: '*' }, via: [] },
    { what: 'of a principal that is gone', trust: { Principal: { AWS: 'AROAEXAMPLE' } }, via: ['AROAEXAMPLE'] },
  ])('that lets in a principal $what', async ({ trust, via }) => {
    const { rows } = await snapshotOf({ accounts: { [DEV]: { roles: [aRole('r', trust)] } } });
    expect(rows.filter(({ kind }) => kind === 'outside-role').map((row) => row.via)).toEqual(via);
  });

  it('whose trust policy cannot be read is shown', async () => {
    const role = { ...aRole('r', {}), trustPolicy: '{' };
    const { rows } = await snapshotOf({ accounts: { [DEV]: { roles: [role] } } });
    expect(rows.find(({ kind }) => kind === 'outside-role')).toMatchObject({ via: 'unreadable trust policy' });
  });

  it('of Identity Center is shown by its assignment alone', async () => {
    const role = aRole('r', { Principal: { Federated: provider } }, { path: '/aws-reserved/sso.amazonaws.com/' });
    const { rows } = await snapshotOf({ accounts: { [DEV]: { roles: [role] } } });
    expect(rows.filter(({ kind }) => kind === 'outside-role')).toEqual([]);
  });

  it('with a condition says which, and one statement without a condition is none', async () => {
    const principal = { Principal: { AWS: '777777777777' } };
    const withId = { ...principal, Condition: { StringEquals: { 'sts:ExternalId': 'x' } } };
    const conditionOf = async (trust: object) =>
      (await snapshotOf({ accounts: { [DEV]: { roles: [aRole('r', trust)] } } })).rows.find(
        ({ kind }) => kind === 'outside-role',
      )?.condition;
    expect(await conditionOf(withId)).toBe('{"StringEquals":{"sts:ExternalId":"x"}}');
    expect(await conditionOf(principal)).toBe('');
  });
});

describe('a difference', () => {
  it('has new, lost and changed access, and no change where it was only used', async () => {
    const before = await snapshotOf({
      accounts: { [DEV]: { users: [aUser('a'), aUser('b'), aUser('c', { hasMfa: true })] } },
    });
    const used = aUser('a', { passwordLastUsed: '2026-11-30T08:00:00Z' });
    const after = await snapshotOf({ accounts: { [DEV]: { users: [used, aUser('c'), aUser('d')] } } });
    const { changes, notCompared } = compareSnapshots(before, after);
    expect(changes.map(({ change, row }) => [change, row.holder])).toEqual([
      ['gone', 'b'],
      ['changed', 'c'],
      ['new', 'd'],
    ]);
    expect(changes.find(({ change }) => change === 'changed')).toMatchObject({ fields: ['mfa'] });
    expect(notCompared).toEqual([]);
  });

  it('says nothing of an account that one of the two has not read', async () => {
    const whole = await snapshotOf({ accounts: { [DEV]: { users: [aUser('a')] } }, center });
    const partial = await snapshotOf({ accounts: { [DEV]: refused }, center: refused });
    for (const [from, to] of [
      [whole, partial],
      [partial, whole],
    ] as const) {
      const difference = compareSnapshots(from, to);
      expect(difference).toEqual({ changes: [], notCompared: [DEV], isCenterCompared: false });
      expect(comparePeople(from, to, difference)).toEqual({ joined: [], moved: [], left: [], leftBehind: [] });
    }
  });

  it('of one account has its changes alone, and none of a named account that neither has asked', async () => {
    const before = await snapshotOf({ accounts: {} });
    const after = await snapshotOf({ accounts: { [DEV]: { users: [aUser('a')] }, [MASTER]: { users: [aUser('b')] } } });
    expect(compareSnapshots(before, after, [DEV]).changes.map(({ row }) => row.holder)).toEqual(['a']);
    expect(compareSnapshots(before, after).notCompared).toEqual([]);
    expect(compareSnapshots(before, after, ['999999999999']).notCompared).toEqual(['999999999999']);
  });

  it('knows who joined, moved and left, and what a leaver still has', async () => {
    const before = await snapshotOf({ accounts: { [DEV]: { users: [aUser('hanako')] } }, center });
    const after = await snapshotOf({
      accounts: { [DEV]: { users: [aUser('hanako')] } },
      center: {
        ...center,
        users: [
          { id: 'u-2', name: 'taro@example.com', state: 'unknown' },
          { id: 'u-3', name: 'jiro@example.com', state: 'enabled' },
        ],
        groups: [],
        assignments: [],
      },
    });
    const people = comparePeople(before, after, compareSnapshots(before, after));
    expect(people).toMatchObject({
      joined: [{ name: 'jiro@example.com' }],
      moved: [{ name: 'taro@example.com' }],
      left: [{ name: 'hanako@example.com' }],
      leftBehind: [{ row: { kind: 'iam-user', holder: 'hanako', account: DEV } }],
    });
  });
});
