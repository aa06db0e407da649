import type { AccountState } from '../../domain/account.ts';
import type { RecordingPart } from '../../domain/disturbance.ts';
import type { Finding } from '../../domain/finding.ts';
import type { AccountId, OrganizationId, TargetId } from '../../domain/ids.ts';
import type { SessionDefaults } from '../../domain/session-defaults.ts';
import type { PolicyType } from '../../guardrails/guardrail.ts';
import type { FindingFrequency, GuardDutyFeature, SuppressionFilter } from '../observe/guard-duty.ts';
import type { OperationPreferences } from '../observe/ports.ts';
import type { PermissionModel } from '../observe/snapshot.ts';

/**
 * What would be done, as data: serializable, and the only thing that `apply` accepts. It holds no e-mail address and no
 * secret; where one is needed it holds a fingerprint (see Secrets).
 */
export interface Plan {
  readonly format: 'metsuke-plan/1';
  readonly metsukeVersion: string;
  readonly purpose: 'apply' | 'destroy';
  /** ISO 8601. */
  readonly madeAt: string;
  readonly organization: PlannedOrganization;
  readonly homeRegion: string;
  readonly accounts: PlannedAccounts;
  /** Dependencies come first. */
  readonly steps: readonly Step[];
  readonly findings: readonly Finding[];
  /** Every account was looked at for it: so does an apply of it when it is saved. */
  readonly isDeep?: true;
  /** What stays although it could be removed: log buckets, above all. Only a destroy has some. */
  readonly retained: readonly RetainedResource[];
}

export interface PlannedOrganization {
  readonly id: OrganizationId;
  readonly managementAccountId: AccountId;
}

export interface PlannedAccounts {
  readonly total: number;
  readonly governed: readonly AccountRef[];
  readonly skipped: readonly SkippedAccount[];
}

export interface AccountRef {
  readonly id: AccountId;
  readonly name: string;
}

export interface SkippedAccount extends AccountRef {
  readonly state: AccountState;
  /** `is suspended`, `is excluded by metsuke.yaml` */
  readonly why: string;
}

export interface RetainedResource {
  readonly account: AccountId;
  readonly region: string;
  readonly type: string;
  readonly name: string;
  readonly why: string;
}

export type Step =
  | PolicyTypeStep
  | ServiceAccessStep
  | DelegatedAdministratorStep
  | ServiceLinkedRoleStep
  | SessionDefaultsStep
  | StackStep
  | StackSetStep
  | PolicyStep
  | GuardDutyStep
  | RepairStep;

interface StepBase {
  /** Unique in a plan: `stack-set:AWSOrganizations-SecurityTopic`. */
  readonly id: string;
  /** What people call it: `security-topic`. */
  readonly title: string;
  /** Ids of steps of this plan. */
  readonly dependsOn: readonly string[];
  /** What would no longer be recorded, kept or protected, in sentences: it takes a person's explicit consent. */
  readonly losses?: readonly string[];
}

export interface PolicyTypeStep extends StepBase {
  readonly kind: 'policy-type';
  readonly policyType: PolicyType;
}

export interface ServiceAccessStep extends StepBase {
  readonly kind: 'service-access';
  /** A service principal; `member.org.stacksets.cloudformation.amazonaws.com` has a switch of its own. */
  readonly principal: string;
}

export interface DelegatedAdministratorStep extends StepBase {
  readonly kind: 'delegated-administrator';
  readonly principal: string;
  readonly account: AccountId;
}

/** A role that AWS itself defines, and that a service needs in an account before it works there. */
export interface ServiceLinkedRoleStep extends StepBase {
  readonly kind: 'service-linked-role';
  readonly principal: string;
  readonly roleName: string;
  /** Into member accounts. */
  readonly throughRole: string;
  /** The management account, in which the caller's own credentials work. */
  readonly ownAccount: AccountId;
  readonly targets: readonly InstanceChange[];
}

/** What Systems Manager goes by in accounts and regions when nobody says otherwise. */
export interface SessionDefaultsStep extends StepBase {
  readonly kind: 'session-defaults';
  readonly id: 'session-defaults:set' | 'session-defaults:restore';
  /** What is null is given back as far as it is ours. */
  readonly defaults: SessionDefaults;
  /** What names of our roles begin with. */
  readonly prefix: string;
  readonly throughRole: string;
  readonly ownAccount: AccountId;
  readonly targets: readonly InstanceChange[];
}

/** A value of a parameter: shown, or known by its fingerprint only. */
export type PlannedValue = { readonly value: string } | { readonly fingerprint: string };

export interface PlannedDefinition {
  readonly name: string;
  readonly description: string;
  /** Minified JSON. */
  readonly templateBody: string;
  readonly parameters: Readonly<Record<string, PlannedValue>>;
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A plain stack, in one account or, one by one, in many. */
export interface StackStep extends StepBase {
  readonly kind: 'stack';
  readonly action: 'create' | 'update' | 'delete';
  readonly definition: PlannedDefinition;
  readonly region: string;
  /** Null: the management account, with the caller's own credentials. */
  readonly throughRole: string | null;
  /** The IAM role that the stack makes, if any: when it is there already without the stack, it is adopted as it is. */
  readonly makesRole: string | null;
  /** Every account needs what it makes: its failure is one of the step as a whole. */
  readonly isSharedByAll: boolean;
  /** Removal only: a stack of the account that goes first, since nothing else can remove it once the role is gone. */
  readonly alsoRemoves: Readonly<Record<AccountId, string>>;
  /** Gets the change first; when it fails there, nobody else gets it. */
  readonly canary: AccountId | null;
  readonly targets: readonly InstanceChange[];
  readonly changes: DefinitionChanges;
}

export interface StackSetStep extends StepBase {
  readonly kind: 'stack-set';
  /** Of the stack set itself; `none` when only instances change. */
  readonly action: 'create' | 'update' | 'delete' | 'none';
  readonly definition: PlannedDefinition;
  readonly permissionModel: PermissionModel;
  readonly administrationRoleArn: string | null;
  readonly executionRoleName: string | null;
  /** Units that hold every target account; SERVICE_MANAGED only. */
  readonly units: readonly string[];
  readonly changes: DefinitionChanges;
  /** Another step removes the stacks of the instances that go: here only the records of them are dropped. */
  readonly dropsRecordsOnly: boolean;
  /** It is in the audit, log or image account, for all others: what needs it waits until it is there as a whole. */
  readonly servesOthers: boolean;
  /** It stands for what a step before it has set: it stays where that could not be given back. */
  readonly recordsDefaults: boolean;
  readonly instances: {
    readonly create: readonly InstanceChange[];
    readonly update: readonly InstanceChange[];
    readonly delete: readonly InstanceChange[];
  };
  /** Every change goes to this account first. */
  readonly canary: AccountId | null;
  readonly preferences: OperationPreferences;
}

export interface PolicyStep extends StepBase {
  readonly kind: 'policy';
  readonly action: 'create' | 'update' | 'delete' | 'attach';
  /** Null when it is created. */
  readonly policyId: string | null;
  readonly name: string;
  readonly policyType: PolicyType;
  readonly description: string;
  /** Minified JSON. */
  readonly content: string;
  readonly attach: readonly PolicyTarget[];
  readonly detach: readonly PolicyTarget[];
  readonly changes: readonly ValueChange[];
  /** Calls on policies that events told of, the latest first: they may be why there is something to do. */
  readonly culprits?: readonly string[];
}

/** Threat detection in one region, for the whole organization. */
export interface GuardDutyStep extends StepBase {
  readonly kind: 'guard-duty';
  readonly action: 'enable' | 'update' | 'disable';
  readonly region: string;
  /** The audit account. */
  readonly administrator: AccountId;
  readonly managementAccount: AccountId;
  readonly throughRole: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly settings: GuardDutySettings;
  /** Accounts that are no members yet; the addresses that AWS asks for are read when it is applied. */
  readonly enroll: readonly AccountId[];
  /** Accounts that go when it is disabled. */
  readonly release: readonly AccountId[];
  readonly removeFilters: readonly string[];
  readonly changes: readonly ValueChange[];
}

/** What was changed behind CloudFormation's back is as it was again. One way, for the stacks of one blueprint. */
export interface RepairStep extends StepBase {
  readonly kind: 'repair';
  readonly way: Repair['way'];
  readonly throughRole: string;
  readonly ownAccount: AccountId;
  readonly targets: readonly RepairTarget[];
  /** For stacks that are made anew. */
  readonly units: readonly string[];
  readonly preferences: OperationPreferences;
}

export interface RepairTarget extends InstanceChange {
  /** `config:StopConfigurationRecorder by alice, 2026-11-29 04:00 UTC`: the latest first, as far as events told. */
  readonly culprits?: readonly string[];
  readonly repair: Repair;
  /** What differs from the template; empty unless something drifted. */
  readonly resources: readonly ResourceChange[];
}

export type Repair =
  | { readonly way: 'start'; readonly part: RecordingPart; readonly name: string }
  | { readonly way: 'continue-rollback'; readonly stack: string }
  /** `stack`: what is left of it, which goes first; null: it is gone. */
  | { readonly way: 'create-anew'; readonly stackSet: string; readonly stack: string | null }
  | { readonly way: 'revert-drift'; readonly stack: string };

export interface GuardDutySettings {
  /** Sorted. */
  readonly features: readonly GuardDutyFeature[];
  readonly findingFrequency: FindingFrequency;
  readonly filters: readonly SuppressionFilter[];
  /** The stack of a stack set tells the key. */
  readonly exportTo: { readonly bucketArn: string; readonly account: AccountId; readonly stackSet: string } | null;
}

export interface PolicyTarget {
  readonly id: TargetId;
  /** `root`, a unit's path, an account's name. */
  readonly name: string;
}

export type ChangeReason =
  | 'new'
  | 'new-account'
  /** An execution role that somebody else made is there, and is used; or it may be. */
  | 'role-is-there'
  | 'role-may-be-there'
  | 'template-changed'
  | 'parameter-changed'
  | 'settings-changed'
  | 'outdated'
  | 'failed-last-time'
  | 'stopped'
  | 'stack-gone'
  | 'stack-stuck'
  | 'drifted'
  | 'no-longer-targeted'
  | 'left-organization'
  | 'destroy';

/** One account × region in which something happens. */
export interface InstanceChange {
  readonly account: AccountId;
  readonly region: string;
  readonly reason: ChangeReason;
  /** AWS's words about the last failure. */
  readonly detail?: string;
  /** The account was invited, so nobody outside may be able to work in it. Plain stacks only. */
  readonly invited?: true;
  /** Removal: nothing was ever deployed there, and perhaps nothing can be; there is only a record to drop. */
  readonly neverDeployed?: true;
}

export interface DefinitionChanges {
  readonly resources: readonly ResourceChange[];
  readonly parameters: readonly ValueChange[];
  /** Tags, capabilities, roles, description. */
  readonly settings: readonly ValueChange[];
}

export interface ResourceChange {
  readonly logicalId: string;
  readonly type: string;
  readonly action: 'add' | 'update' | 'replace' | 'may-replace' | 'remove' | 'release';
  /** Something that people put there would be gone: messages, objects, log events. */
  readonly losesData: boolean;
  /** What an update takes from logs that are there, or that come. */
  readonly losses?: readonly string[];
  readonly properties: readonly ValueChange[];
}

export interface ValueChange {
  /** `LifecycleConfiguration.Rules[0].ExpirationInDays`, or a parameter's name. */
  readonly path: string;
  /** Compact JSON, or `(hidden)`; null when it was not there. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Values behind the fingerprints of a plan. In memory only. */
export type Secrets = Readonly<Record<string, string>>;

export function isEmptyPlan(plan: Plan): boolean {
  return plan.steps.length === 0;
}

/** All account × region pairs that a step touches. */
export function instanceChangesOf(step: Step): readonly InstanceChange[] {
  switch (step.kind) {
    case 'stack':
    case 'service-linked-role':
    case 'session-defaults':
    case 'repair':
      return step.targets;
    case 'stack-set':
      return [...step.instances.delete, ...step.instances.update, ...step.instances.create];
    case 'policy-type':
    case 'service-access':
    case 'delegated-administrator':
    case 'policy':
    case 'guard-duty':
      return [];
    default:
      return step satisfies never;
  }
}

export function resourceChangesOf(step: Step): readonly ResourceChange[] {
  if (step.kind === 'repair') return step.targets.flatMap(({ resources }) => resources);
  return step.kind === 'stack' || step.kind === 'stack-set' ? step.changes.resources : [];
}
