import type { Account } from '../../domain/account.ts';
import type { Disturbance, Lead, RecordingPart } from '../../domain/disturbance.ts';
import type { AccountId, OrganizationId, RootId, TargetId } from '../../domain/ids.ts';
import type { Occupant } from '../../domain/occupant.ts';
import type { SettingValues } from '../../domain/setting.ts';
import type { Unit } from '../../domain/unit.ts';
import type { PolicyType } from '../../guardrails/guardrail.ts';
import type { ObservedDeep } from './deep.ts';
import type { ObservedGuardDuty } from './guard-duty.ts';
import type { ResourceDrift } from './resource-drift.ts';

/** What an organization was like at one moment, as far as Metsuke governs it. Plain data: the planner's only view of AWS. */
export interface Snapshot {
  readonly organization: Organization;
  readonly caller: Caller;
  readonly accounts: readonly Account[];
  readonly units: readonly Unit[];
  /** Service principals with trusted access: `config.amazonaws.com`. */
  readonly serviceAccess: readonly string[];
  readonly delegatedAdministrators: readonly DelegatedAdministrator[];
  /** Trusted access of CloudFormation StackSets, which has a switch of its own. Read for SERVICE_MANAGED only. */
  readonly stackSetsAccess: 'ENABLED' | 'DISABLED' | 'NOT_READ';
  readonly policies: readonly ObservedPolicy[];
  readonly stackSets: readonly ObservedStackSet[];
  /** Stacks of the management account in the home region. */
  readonly stacks: readonly ObservedStack[];
  /** Roles of the management account that exist although the stack which makes them does not. */
  readonly roles: readonly ObservedRole[];
  /** Those that nobody could look at, with AWS's words. */
  readonly unseenRoles?: readonly { readonly name: string; readonly unseen: string }[];
  /** Where something of ours is to be deployed first, and what was found there. Empty when nothing is new. */
  readonly occupants: readonly ObservedPlace[];
  /** The names of buckets that are to be made, and of those that our stacks made. */
  readonly buckets: readonly ObservedBucket[];
  /** By region: the governed ones, and those that we work in besides. */
  readonly guardDuty: readonly ObservedGuardDuty[];
  /** Trails of the management account. Absent: not looked at, since ours is there already or is not wanted. */
  readonly trails?: readonly ObservedTrail[];
  /** Why nobody could look at them, in AWS's words. */
  readonly trailsUnseen?: string;
  /** What the targets carry to which a policy is to be attached. Absent: none is. */
  readonly attached?: readonly AttachedPolicies[];
  /** What events told of what records. Absent: there is no table of it yet. */
  readonly disturbances?: ObservedDisturbances;
  /** Trails and recorders that were asked whether they record. */
  readonly recordings?: readonly ObservedRecording[];
  /** Other regions, where nothing of ours is in the home region. Absent: they were not looked at. */
  readonly elsewhere?: readonly ObservedElsewhere[];
  /** Stacks of ours in the places that events told of, as CloudFormation finds them. */
  readonly suspects?: readonly ObservedSuspect[];
  /** What is set where something is to be set, or was changed. Empty where nothing is new. */
  readonly settings?: readonly ObservedSetting[];
  /** What a look at every account found. Absent: nobody asked for one. */
  readonly deep?: ObservedDeep;
  /** Stack sets of others. Absent: not looked at, since no policy is attached or changed. */
  readonly foreignStackSets?: readonly ForeignStackSet[];
}

export interface ObservedSetting {
  /** Of the blueprint. */
  readonly id: string;
  readonly account: AccountId;
  readonly region: string;
  /** Null: nobody could look. */
  readonly values: SettingValues | null;
  /** What was found before Metsuke set it; null where nobody could look. */
  readonly remembered: SettingValues | null;
  /** Why nobody could look, in AWS's words. */
  readonly unseen?: string;
}

export interface ObservedElsewhere {
  readonly region: string;
  /** Names of stack sets of ours. */
  readonly stackSets: readonly string[];
  /** Why nobody could look, in AWS's words. */
  readonly unseen?: string;
}

export interface ObservedDisturbances {
  readonly table: { readonly account: AccountId; readonly region: string; readonly name: string };
  readonly entries: readonly Disturbance[];
  /** Why nobody could look, in AWS's words. */
  readonly unseen?: string;
}

export interface ObservedRecording {
  readonly part: RecordingPart;
  readonly account: AccountId;
  readonly region: string;
  readonly name: string;
  readonly state: 'on' | 'off' | 'missing' | 'unknown';
  /** AWS's words about what it could not deliver last. */
  readonly error?: string;
  /** Who disturbed it, if an event told. */
  readonly entry: Lead | null;
  /** Why nobody could look, in AWS's words. */
  readonly unseen?: string;
}

/** A stack of ours in an account and region that an event told of. */
export interface ObservedSuspect {
  /** Id of the blueprint. */
  readonly title: string;
  /** Null: a plain stack. */
  readonly stackSet: string | null;
  readonly account: AccountId;
  readonly region: string;
  /** Id, or the name of a plain stack. */
  readonly stack: string;
  /** Calls on services that it has resources of, and on stacks; the latest first. */
  readonly entries: readonly Lead[];
  readonly state: SuspectState;
}

export type SuspectState =
  | { readonly kind: 'well' }
  | { readonly kind: 'gone' }
  /** In a status in which nothing can be deployed: `UPDATE_ROLLBACK_FAILED`. */
  | { readonly kind: 'stuck'; readonly status: string }
  | {
      readonly kind: 'drifted';
      readonly resources: readonly ResourceDrift[];
      /** Why nobody knows of others that events were about; null: all were compared. */
      readonly untold: string | null;
    }
  /** In AWS's words, why nobody knows. */
  | {
      readonly kind: 'unknown';
      readonly reason: string;
      /** It was asked: CloudFormation cannot compare all of it. */
      readonly isIncomparable?: true;
    };

export interface AttachedPolicies {
  readonly target: TargetId;
  readonly type: PolicyType;
  /** Names, AWS's own among them. */
  readonly names: readonly string[];
}

/** A stack set that is not ours. */
export interface ForeignStackSet {
  readonly name: string;
  /** The role in the accounts that it works with; `stacksets-exec-*` for SERVICE_MANAGED. Null: not known. */
  readonly role: string | null;
  /** Where it has stacks. */
  readonly regions: readonly string[];
  /** Types of the resources in its template; null when the template cannot be read. */
  readonly types: readonly string[] | null;
  /** Why nobody could look, in AWS's words. */
  readonly unseen?: string;
}

export interface ObservedTrail {
  readonly arn: string;
  readonly name: string;
  readonly isOrganizationTrail: boolean;
  readonly bucket: string;
}

/** An account and region that was looked at before something is deployed there of which AWS keeps one. */
export interface ObservedPlace {
  /** Id of the blueprint that it was looked at for. */
  readonly blueprint: string;
  readonly account: AccountId;
  readonly region: string;
  /** Null: nothing stands in the way. */
  readonly occupant: Occupant | null;
  /** Why nobody could look, in AWS's words. */
  readonly unseen?: string;
}

export interface ObservedBucket {
  readonly name: string;
  /** Id of the blueprint that makes it. */
  readonly blueprint: string;
  /** Where it shall be. */
  readonly account: AccountId;
  readonly region: string;
  /** A stack of ours made it: `deployed`, it is there; `gone`, it is not; `lost`, others have one of its name. */
  readonly presence: BucketPresence | 'deployed' | 'gone' | 'lost' | 'unseen';
  /** Why nobody could look, in AWS's words. */
  readonly unseen?: string;
}

export interface ObservedRole {
  readonly name: string;
  readonly arn: string;
  /** Trust policy as JSON text. */
  readonly trustPolicy: string;
}

export interface Organization {
  readonly id: OrganizationId;
  readonly managementAccountId: AccountId;
  readonly rootId: RootId;
  readonly allFeatures: boolean;
  readonly enabledPolicyTypes: readonly PolicyType[];
}

export interface Caller {
  readonly accountId: AccountId;
  readonly arn: string;
}

export interface DelegatedAdministrator {
  readonly accountId: AccountId;
  readonly servicePrincipal: string;
}

export interface ObservedPolicy {
  readonly id: string;
  readonly name: string;
  readonly type: PolicyType;
  readonly description: string;
  /** The document as AWS keeps it, verbatim. */
  readonly content: string;
  readonly targets: readonly TargetId[];
}

export type PermissionModel = 'SELF_MANAGED' | 'SERVICE_MANAGED';

export interface ObservedStackSet {
  readonly name: string;
  readonly id: string;
  readonly permissionModel: PermissionModel;
  readonly templateBody: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly description: string;
  /** Null for SERVICE_MANAGED. */
  readonly administrationRoleArn: string | null;
  readonly executionRoleName: string | null;
  /** Null for SELF_MANAGED. */
  readonly autoDeployment: { readonly enabled: boolean; readonly retainStacks: boolean } | null;
  /** Units that a SERVICE_MANAGED stack set targets. */
  readonly units: readonly string[];
  /** When drift of all of it was detected last, ISO 8601; absent: never. */
  readonly driftCheckedAt?: string;
  readonly instances: readonly ObservedStackInstance[];
}

export interface ObservedStackInstance {
  readonly account: AccountId;
  readonly region: string;
  readonly status: 'CURRENT' | 'OUTDATED' | 'INOPERABLE';
  /** PENDING, RUNNING, SUCCEEDED, FAILED, CANCELLED, INOPERABLE, SKIPPED_SUSPENDED_ACCOUNT, FAILED_IMPORT. */
  readonly detailedStatus: string | null;
  /** AWS's own words, when the last operation failed here. */
  readonly reason: string | null;
  readonly stackId: string | null;
  readonly drift: 'DRIFTED' | 'IN_SYNC' | 'UNKNOWN' | 'NOT_CHECKED';
}

export interface ObservedStack {
  readonly name: string;
  readonly id: string;
  readonly account: AccountId;
  readonly region: string;
  /** CREATE_COMPLETE, UPDATE_ROLLBACK_COMPLETE, … */
  readonly status: string;
  readonly reason: string | null;
  readonly templateBody: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** `refused`: another account's, as far as S3 says. `elsewhere`: in another region, whoever owns it. */
export type BucketPresence = 'absent' | 'owned' | 'refused' | 'elsewhere';
