import { createHash } from 'node:crypto';
import type {
  AttachedPolicy,
  GroupDetail,
  IAM,
  ManagedPolicyDetail,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam';
import type { AccountAccess, IamKey, IamRole, IamUser } from '../../access/ports.ts';
import { listAll, pagesOf } from '../pages.ts';
import { isIamEntityAbsent, orNull } from '../quirks.ts';

/** Users, roles and the root user of an account. A user that goes while it is read is left out. */
export async function readAccountAccess(iam: IAM): Promise<AccountAccess> {
  const [details, passwords, { SummaryMap = {} }] = await Promise.all([
    readDetails(iam),
    readPasswords(iam),
    iam.getAccountSummary({}),
  ]);
  const words = wordsOf(details);
  const users = await Promise.all(details.users.map((user) => readUser(iam, user, { words, passwords })));
  const summary = SummaryMap as Readonly<Record<string, number>>;
  const has = (key: string): boolean => (summary[key] ?? 0) > 0;
  return {
    root: {
      hasMfa: has('AccountMFAEnabled'),
      hasKeys: has('AccountAccessKeysPresent'),
      hasPassword: 'AccountPasswordPresent' in summary ? has('AccountPasswordPresent') : null,
    },
    users: users.filter((user) => user !== null),
    roles: details.roles.map((role) => makeRole(role, words)),
  };
}

interface Details {
  readonly users: UserDetail[];
  readonly groups: GroupDetail[];
  readonly roles: RoleDetail[];
  readonly policies: ManagedPolicyDetail[];
}

/** One list of everything, in which AWS gives the documents too. */
async function readDetails(iam: IAM): Promise<Details> {
  const all: Details = { users: [], groups: [], roles: [], policies: [] };
  const pages = pagesOf(async (marker) => {
    const page = await iam.getAccountAuthorizationDetails({
      Filter: ['User', 'Group', 'Role', 'LocalManagedPolicy'],
      MaxItems: 1000,
      Marker: marker,
    });
    return { items: [page], next: page.IsTruncated ? page.Marker : undefined };
  });
  for await (const [page] of pages) {
    all.users.push(...(page?.UserDetailList ?? []));
    all.groups.push(...(page?.GroupDetailList ?? []));
    all.roles.push(...(page?.RoleDetailList ?? []));
    all.policies.push(...(page?.Policies ?? []));
  }
  return all;
}

/** When each user's password was last used, which the list of everything leaves out. */
async function readPasswords(iam: IAM): Promise<ReadonlyMap<string, string>> {
  const users = await listAll(async (marker) => {
    const page = await iam.listUsers({ MaxItems: 1000, Marker: marker });
    return { items: page.Users, next: page.IsTruncated ? page.Marker : undefined };
  });
  return new Map(
    users.flatMap(({ UserId, PasswordLastUsed }) =>
      UserId && PasswordLastUsed ? [[UserId, PasswordLastUsed.toISOString()] as const] : [],
    ),
  );
}

interface Known {
  readonly words: Words;
  readonly passwords: ReadonlyMap<string, string>;
}

async function readUser(iam: IAM, user: UserDetail, { words, passwords }: Known): Promise<IamUser | null> {
  const { UserName = '', UserId = '', GroupList = [] } = user;
  const [profile, devices, keys] = await Promise.all([
    orNull(iam.getLoginProfile({ UserName }), isIamEntityAbsent),
    orNull(iam.listMFADevices({ UserName }), isIamEntityAbsent),
    orNull(readKeys(iam, UserName), isIamEntityAbsent),
  ]);
  if (devices === null || keys === null) return null;
  const own = words.of(user, user.UserPolicyList);
  const groups = GroupList.flatMap((name) => (words.groups.get(name) ?? []).map((policy) => `${policy} via ${name}`));
  return {
    name: UserName,
    id: UserId,
    access: [...own, ...groups].sort(),
    hasPassword: profile !== null,
    hasMfa: (devices.MFADevices ?? []).length > 0,
    keys,
    passwordLastUsed: passwords.get(UserId) ?? null,
  };
}

async function readKeys(iam: IAM, UserName: string): Promise<readonly IamKey[]> {
  const keys = await listAll(async (marker) => {
    const page = await iam.listAccessKeys({ UserName, Marker: marker });
    return { items: page.AccessKeyMetadata, next: page.IsTruncated ? page.Marker : undefined };
  });
  const read = keys.map(async ({ AccessKeyId: id = '', Status = '', CreateDate }): Promise<IamKey> => {
    const { AccessKeyLastUsed } = await iam.getAccessKeyLastUsed({ AccessKeyId: id });
    const lastUsed = AccessKeyLastUsed?.LastUsedDate?.toISOString() ?? null;
    return { id, status: Status, createdAt: CreateDate?.toISOString() ?? '', lastUsed };
  });
  return (await Promise.all(read)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function makeRole(role: RoleDetail, words: Words): IamRole {
  return {
    name: role.RoleName ?? '',
    id: role.RoleId ?? '',
    path: role.Path ?? '/',
    access: [...words.of(role, role.RolePolicyList)].sort(),
    // IAM returns policy documents URL-encoded
    trustPolicy: decodeURIComponent(role.AssumeRolePolicyDocument ?? ''),
    lastUsed: role.RoleLastUsed?.LastUsedDate?.toISOString() ?? null,
  };
}

interface Attached {
  readonly AttachedManagedPolicies?: AttachedPolicy[] | undefined;
  readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn?: string | undefined } | undefined;
}

interface Words {
  readonly of: (holder: Attached, inline: readonly PolicyDetail[] | undefined) => readonly string[];
  /** Policies of a group. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** A policy of one's own has its version behind it, an inline one a hash of its document: another content is another word. */
function wordsOf({ groups, policies }: Details): Words {
  const versions = new Map(policies.map(({ Arn = '', DefaultVersionId = '' }) => [Arn, DefaultVersionId]));
  const managed = (arn = ''): string => {
    const name = arn.slice(arn.indexOf('/') + 1);
    return /^arn:[\w-]+:iam::aws:/.test(arn) ? name : `customer/${name} (${versions.get(arn) ?? '?'})`;
  };
  const of: Words['of'] = ({ AttachedManagedPolicies = [], PermissionsBoundary }, inline = []) => [
    ...AttachedManagedPolicies.map(({ PolicyArn }) => managed(PolicyArn)),
    ...inline.map(({ PolicyName = '', PolicyDocument = '' }) => `inline/${PolicyName} (${shortHash(PolicyDocument)})`),
    ...(PermissionsBoundary ? [`boundary/${managed(PermissionsBoundary.PermissionsBoundaryArn)}`] : []),
  ];
  return {
    of,
    groups: new Map(groups.map((group) => [group.GroupName ?? '', of(group, group.GroupPolicyList)])),
  };
}

export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
