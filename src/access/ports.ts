import type { AccountId } from '../domain/ids.ts';

/** What an access snapshot asks of AWS. `src/aws/access` implements it. */
export interface AccessPort {
  /** Users, roles and the root user of an account. */
  readAccount(account: AccountId): Promise<AccountAccess>;
  /** Null where the region has no organization instance of IAM Identity Center. */
  readIdentityCenter(region: string): Promise<IdentityCenter | null>;
}

export interface AccountAccess {
  readonly root: RootUser;
  readonly users: readonly IamUser[];
  readonly roles: readonly IamRole[];
}

interface RootUser {
  readonly hasMfa: boolean;
  readonly hasKeys: boolean;
  /** Null where AWS does not say. */
  readonly hasPassword: boolean | null;
}

interface IamPrincipal {
  readonly name: string;
  /** AWS never gives it to another user or role: `AIDA…`, `AROA…`. */
  readonly id: string;
  /** Policies in words: `AdministratorAccess`, `customer/Deploy (v3)`, `inline/own (1a2b3c4d5e6f)`, `ReadOnlyAccess via Auditors`. */
  readonly access: readonly string[];
}

export interface IamUser extends IamPrincipal {
  readonly hasPassword: boolean;
  readonly hasMfa: boolean;
  readonly keys: readonly IamKey[];
  /** ISO 8601; null: never, as far as AWS knows. */
  readonly passwordLastUsed: string | null;
}

export interface IamKey {
  readonly id: string;
  readonly status: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly lastUsed: string | null;
}

export interface IamRole extends IamPrincipal {
  readonly path: string;
  /** JSON. */
  readonly trustPolicy: string;
  readonly lastUsed: string | null;
}

export interface IdentityCenter {
  readonly users: readonly CenterUser[];
  readonly groups: readonly CenterGroup[];
  readonly permissionSets: readonly PermissionSet[];
  readonly assignments: readonly Assignment[];
}

export interface CenterUser {
  readonly id: string;
  readonly name: string;
  readonly state: 'enabled' | 'disabled' | 'unknown';
}

export interface CenterGroup {
  readonly id: string;
  readonly name: string;
  /** Ids of users. */
  readonly members: readonly string[];
}

export interface PermissionSet {
  readonly arn: string;
  readonly name: string;
  readonly access: readonly string[];
}

export interface Assignment {
  readonly account: AccountId;
  readonly permissionSetArn: string;
  readonly principal: 'USER' | 'GROUP';
  readonly principalId: string;
}
