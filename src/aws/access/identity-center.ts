import type { Identitystore } from '@aws-sdk/client-identitystore';
import type { SSOAdmin } from '@aws-sdk/client-sso-admin';
import pLimit from 'p-limit';
import type { Assignment, CenterGroup, CenterUser, IdentityCenter, PermissionSet } from '../../access/ports.ts';
import type { AccountId } from '../../domain/ids.ts';
import { say } from '../../domain/say.ts';
import type { Clients } from '../clients.ts';
import { listAll } from '../pages.ts';
import { required } from '../required.ts';
import { shortHash } from './account-access.ts';

/** AWS allows some twenty calls a second. */
const CALLS_AT_ONCE = 8;

/** Null where the region has no organization instance. An instance of one account alone assigns no access to accounts. */
export async function readIdentityCenter(clients: Clients, region: string): Promise<IdentityCenter | null> {
  const admin = await clients('sso', region);
  const instances = await listAll(async (token) => {
    const page = await admin.listInstances({ NextToken: token });
    return { items: page.Instances, next: page.NextToken };
  });
  const [instance] = instances;
  if (instance === undefined) return null;
  const InstanceArn = required(instance.InstanceArn, say`ARN of the Identity Center instance`);
  const IdentityStoreId = required(instance.IdentityStoreId, say`id of the identity store`);
  const [sets, directory] = await Promise.all([
    readPermissionSets(admin, InstanceArn),
    readDirectory(await clients('identitystore', region), IdentityStoreId),
  ]);
  return { ...sets, ...directory };
}

async function readPermissionSets(admin: SSOAdmin, InstanceArn: string) {
  const arns = await listAll(async (token) => {
    const page = await admin.listPermissionSets({ InstanceArn, NextToken: token });
    return { items: page.PermissionSets, next: page.NextToken };
  });
  const limit = pLimit(CALLS_AT_ONCE);
  const read = arns.map(async (PermissionSetArn) => {
    const at = { InstanceArn, PermissionSetArn };
    const [set, accounts] = await Promise.all([
      limit(() => readPermissionSet(admin, at)),
      limit(() => listAccounts(admin, at)),
    ]);
    const assignments = await Promise.all(accounts.map((account) => limit(() => listAssignments(admin, at, account))));
    return { set, assignments: assignments.flat() };
  });
  const all = await Promise.all(read);
  return { permissionSets: all.map(({ set }) => set), assignments: all.flatMap(({ assignments }) => assignments) };
}

interface At {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
}

async function readPermissionSet(admin: SSOAdmin, at: At): Promise<PermissionSet> {
  const { PermissionSet: described } = await admin.describePermissionSet(at);
  const managed = await listAll(async (token) => {
    const page = await admin.listManagedPoliciesInPermissionSet({ ...at, NextToken: token });
    return { items: page.AttachedManagedPolicies, next: page.NextToken };
  });
  const customer = await listAll(async (token) => {
    const page = await admin.listCustomerManagedPolicyReferencesInPermissionSet({ ...at, NextToken: token });
    return { items: page.CustomerManagedPolicyReferences, next: page.NextToken };
  });
  const { InlinePolicy = '' } = await admin.getInlinePolicyForPermissionSet(at);
  const access = [
    ...managed.map(({ Name = '' }) => Name),
    ...customer.map(({ Name = '' }) => `customer/${Name}`),
    ...(InlinePolicy === '' ? [] : [`inline (${shortHash(InlinePolicy)})`]),
  ];
  return { arn: at.PermissionSetArn, name: described?.Name ?? at.PermissionSetArn, access: access.sort() };
}

/** To which it has been provisioned: where a user or group is assigned, it is. */
function listAccounts(admin: SSOAdmin, at: At): Promise<readonly string[]> {
  return listAll(async (token) => {
    const page = await admin.listAccountsForProvisionedPermissionSet({ ...at, NextToken: token });
    return { items: page.AccountIds, next: page.NextToken };
  });
}

async function listAssignments(admin: SSOAdmin, at: At, account: string): Promise<readonly Assignment[]> {
  const assignments = await listAll(async (token) => {
    const page = await admin.listAccountAssignments({ ...at, AccountId: account, NextToken: token });
    return { items: page.AccountAssignments, next: page.NextToken };
  });
  return assignments.map(({ PrincipalId = '', PrincipalType }) => ({
    account: account as AccountId,
    permissionSetArn: at.PermissionSetArn,
    principal: PrincipalType === 'GROUP' ? 'GROUP' : 'USER',
    principalId: PrincipalId,
  }));
}

async function readDirectory(store: Identitystore, IdentityStoreId: string) {
  const users = await listAll(async (token) => {
    const page = await store.listUsers({ IdentityStoreId, NextToken: token });
    return { items: page.Users, next: page.NextToken };
  });
  const groups = await listAll(async (token) => {
    const page = await store.listGroups({ IdentityStoreId, NextToken: token });
    return { items: page.Groups, next: page.NextToken };
  });
  const limit = pLimit(CALLS_AT_ONCE);
  const read = groups.map(({ GroupId = '', DisplayName = GroupId }) =>
    limit(async (): Promise<CenterGroup> => {
      const members = await listMembers(store, { IdentityStoreId, GroupId });
      return { id: GroupId, name: DisplayName, members };
    }),
  );
  return { users: users.map(makeUser), groups: await Promise.all(read) };
}

async function listMembers(store: Identitystore, at: { IdentityStoreId: string; GroupId: string }) {
  const memberships = await listAll(async (token) => {
    const page = await store.listGroupMemberships({ ...at, NextToken: token });
    return { items: page.GroupMemberships, next: page.NextToken };
  });
  return memberships.flatMap(({ MemberId }) => MemberId?.UserId ?? []);
}

function makeUser(user: {
  UserId?: string | undefined;
  UserName?: string | undefined;
  UserStatus?: string | undefined;
}) {
  const { UserId = '', UserName = UserId, UserStatus } = user;
  const state = UserStatus === 'ENABLED' ? 'enabled' : UserStatus === 'DISABLED' ? 'disabled' : 'unknown';
  return { id: UserId, name: UserName, state } satisfies CenterUser;
}
