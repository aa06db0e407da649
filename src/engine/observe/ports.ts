import type { Account } from '../../domain/account.ts';
import type { Disturbance, RecordingPart } from '../../domain/disturbance.ts';
import type { AccountId, TargetId } from '../../domain/ids.ts';
import type { Occupant, SingletonKind } from '../../domain/occupant.ts';
import type { SessionPreferences } from '../../domain/session-defaults.ts';
import type { SettingValues } from '../../domain/setting.ts';
import type { Unit } from '../../domain/unit.ts';
import type { PolicyType } from '../../guardrails/guardrail.ts';
import type { AccessAnalyzerPort } from './access-findings.ts';
import type { ConditionPort } from './condition.ts';
import type { GuardDutyPort } from './guard-duty.ts';
import type { ResourceDrift } from './resource-drift.ts';
import type {
  BucketPresence,
  Caller,
  DelegatedAdministrator,
  ForeignStackSet,
  ObservedPolicy,
  ObservedRole,
  ObservedStack,
  ObservedStackInstance,
  ObservedStackSet,
  ObservedTrail,
  Organization,
  PermissionModel,
} from './snapshot.ts';

/**
 * What the engine asks of AWS, in our words. `src/aws` implements it; tests fake it. Every method throws a MetsukeError
 * with AWS's own words when AWS refuses, already retried where a retry helps.
 */
export interface Ports {
  readonly identity: IdentityPort;
  readonly organizations: OrganizationsPort;
  readonly stackSets: StackSetsPort;
  /** Stacks of the management account. */
  readonly stacks: StacksPort;
  readonly roles: RolesPort;
  readonly buckets: BucketsPort;
  readonly singletons: SingletonsPort;
  readonly sessionDefaults: SessionDefaultsPort;
  /** @param id of the blueprint whose stacks stand for what is set */
  settings(id: string): SettingPort;
  /** Trails of the management account. */
  readonly trails: TrailsPort;
  readonly recordings: RecordingsPort;
  readonly condition: ConditionPort;
  /** Of the management account. */
  readonly guardDuty: GuardDutyPort;
  readonly lease: LeasePort;
  /** Stacks and roles of another account, through a role there (AssumeRole once, then kept until it expires). */
  inAccount(account: AccountId, roleName: string): AccountPorts;
}

export interface AccountPorts {
  readonly stacks: StacksPort;
  readonly roles: RolesPort;
  readonly topics: TopicsPort;
  readonly buckets: BucketsPort;
  readonly singletons: SingletonsPort;
  readonly sessionDefaults: SessionDefaultsPort;
  /** @param id of the blueprint whose stacks stand for what is set */
  settings(id: string): SettingPort;
  readonly guardDuty: GuardDutyPort;
  readonly accessAnalyzer: AccessAnalyzerPort;
  readonly compliance: CompliancePort;
  readonly recordings: RecordingsPort;
  readonly condition: ConditionPort;
  readonly disturbances: DisturbancesPort;
}

/** Trails and recorders at work, by name. */
export interface RecordingsPort {
  readState(part: RecordingPart, name: string, region: string): Promise<RecordingState>;
  start(part: RecordingPart, name: string, region: string): Promise<void>;
}

export interface RecordingState {
  readonly state: 'on' | 'off' | 'missing';
  /** AWS's words about what it could not deliver last; null: nothing. */
  readonly error: string | null;
}

/** What events told of what records, in a table of the audit account. */
export interface DisturbancesPort {
  list(table: string, region: string): Promise<readonly Disturbance[]>;
  /** One that tells of something newer by now stays. */
  close(table: string, region: string, entry: Disturbance): Promise<void>;
}

/** What an aggregator of AWS Config has gathered. */
export interface CompliancePort {
  /** Of every rule in every account and region. Null when there is no such aggregator. */
  listRules(aggregator: string, region: string): Promise<readonly RuleCompliance[] | null>;
  /** Pages grow with resources that do not comply, never with those that do. Null when there is no such aggregator. */
  listViolations(aggregator: string, region: string): Promise<readonly Violation[] | null>;
  /** Of one rule in one place, where AWS Config records no compliance: `AWS::Config::ResourceCompliance` is excluded. */
  listViolationsAt(aggregator: string, region: string, place: RulePlace): Promise<readonly Violation[]>;
}

/** A rule, as it is deployed, in an account and region. */
export interface RulePlace {
  readonly rule: string;
  readonly account: AccountId;
  readonly region: string;
}

/** A resource that does not comply with a rule. */
export interface Violation extends RulePlace {
  readonly resourceType: string;
  readonly resourceId: string;
  /** When AWS Config recorded it, ISO 8601. */
  readonly recordedAt: string | null;
}

export interface RuleCompliance {
  /** As it is deployed: `aws-organizations-restricted-ssh`. */
  readonly rule: string;
  readonly account: AccountId;
  readonly region: string;
  readonly compliance: 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE' | 'INSUFFICIENT_DATA';
  /** Resources that do not comply. AWS counts to 25; null when there are more. */
  readonly count: number | null;
}

export interface TrailsPort {
  /** Those that the region shows: its own, and the shadows of those that record in every region. */
  list(region: string): Promise<readonly ObservedTrail[]>;
}

/** What AWS keeps once per account and region, whoever made it. */
export interface SingletonsPort {
  /** Null when there is none. */
  readOccupant(kind: SingletonKind, region: string): Promise<Occupant | null>;
}

/** What Systems Manager goes by where nobody says otherwise. `ours`: what the names of our versions begin with. */
export interface SessionDefaultsPort {
  /** Makes them the default ones; what was there before is kept beside them. */
  putPreferences(preferences: SessionPreferences, ours: string, region: string): Promise<void>;
  /** What was the default before ours is it again; nothing happens where the default is not ours. */
  restorePreferences(ours: string, region: string): Promise<void>;
  /** Null when default host management is switched off. */
  readHostManagementRole(region: string): Promise<string | null>;
  putHostManagementRole(role: string, region: string): Promise<void>;
  resetHostManagementRole(region: string): Promise<void>;
}

/** What CloudFormation cannot set. */
export interface SettingPort {
  /** Of the names in `wanted`. */
  read(wanted: SettingValues, region: string): Promise<SettingValues>;
  /** @param found what was there right before: nothing else goes that cannot be made again */
  put(values: SettingValues, region: string, found: SettingValues): Promise<void>;
  /** What was found before ours; null when nothing is remembered. `memory`: name of a parameter of ours in the account. */
  recall(memory: string, region: string): Promise<SettingValues | null>;
  remember(memory: string, values: SettingValues, region: string): Promise<void>;
  forget(memory: string, region: string): Promise<void>;
}

export interface BucketsPort {
  /** Names are global: whether the bucket of this name is one of the account that shall own it. */
  readPresence(name: string, owner: AccountId, region: string): Promise<BucketPresence>;
}

export interface TopicsPort {
  exists(topicArn: string): Promise<boolean>;
  /** Null when there is no such topic. The endpoints, e-mail addresses among them, stay behind. */
  listSubscriptions(topicArn: string): Promise<readonly TopicSubscription[] | null>;
}

export interface TopicSubscription {
  readonly protocol: string;
  /** An e-mail subscription waits for a click in a mail. */
  readonly confirmed: boolean;
}

export interface IdentityPort {
  readCaller(): Promise<Caller>;
}

export interface OrganizationsPort {
  /** Throws `not-in-organization` when the caller's account is in none, `not-management-account` from a member. */
  readOrganization(): Promise<Organization>;
  listAccounts(): Promise<readonly Account[]>;
  /** E-mail addresses of accounts, for a call that cannot do without. Never write them anywhere. */
  readAddresses(): Promise<ReadonlyMap<AccountId, string>>;
  listUnits(root: Organization['rootId']): Promise<readonly Unit[]>;
  listServiceAccess(): Promise<readonly string[]>;
  listDelegatedAdministrators(): Promise<readonly DelegatedAdministrator[]>;
  /** The customer-managed policies of a type with these names, with their documents and targets. */
  readPolicies(type: PolicyType, names: readonly string[]): Promise<readonly ObservedPolicy[]>;
  /** Names of the policies of a type that are attached to a target itself, AWS's own among them. */
  listPoliciesOn(target: TargetId, type: PolicyType): Promise<readonly string[]>;
  enablePolicyType(root: Organization['rootId'], type: PolicyType): Promise<void>;
  createPolicy(policy: Omit<ObservedPolicy, 'id' | 'targets'>): Promise<string>;
  updatePolicy(id: string, policy: Pick<ObservedPolicy, 'name' | 'description' | 'content'>): Promise<void>;
  deletePolicy(id: string): Promise<void>;
  attachPolicy(id: string, target: TargetId): Promise<void>;
  detachPolicy(id: string, target: TargetId): Promise<void>;
  enableServiceAccess(servicePrincipal: string): Promise<void>;
  registerDelegatedAdministrator(administrator: DelegatedAdministrator): Promise<void>;
  /** Trusted access of CloudFormation StackSets. */
  readStackSetsAccess(): Promise<'ENABLED' | 'DISABLED'>;
  activateStackSetsAccess(): Promise<void>;
}

/** What a stack set is made of, whether it is created or updated. */
export interface StackSetDefinition {
  readonly name: string;
  readonly description: string;
  readonly templateBody: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly permissionModel: PermissionModel;
  readonly administrationRoleArn: string | null;
  readonly executionRoleName: string | null;
  readonly autoDeployment: { readonly enabled: boolean; readonly retainStacks: boolean } | null;
}

export interface OperationPreferences {
  readonly regionConcurrency: 'SEQUENTIAL' | 'PARALLEL';
  readonly concurrencyMode: 'STRICT_FAILURE_TOLERANCE' | 'SOFT_FAILURE_TOLERANCE';
  /** Accounts at once in a region; 1 or more. */
  readonly maxConcurrentCount: number;
  /** Accounts that may fail in a region before CloudFormation stops there. */
  readonly failureToleranceCount: number;
}

/** The accounts × regions an operation works on. `units` for SERVICE_MANAGED: accounts are then an INTERSECTION with them. */
export interface OperationTargets {
  readonly accounts: readonly AccountId[];
  readonly regions: readonly string[];
  readonly units: readonly string[];
}

export interface StackSetOperation {
  readonly id: string;
  readonly action: string;
  readonly status: 'QUEUED' | 'RUNNING' | 'STOPPING' | 'STOPPED' | 'SUCCEEDED' | 'FAILED';
  readonly reason: string | null;
}

export interface OperationResult {
  readonly account: AccountId;
  readonly region: string;
  readonly status: 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  readonly reason: string | null;
}

/** All in one region, the home region unless another is named. Operations are started, never awaited, here. */
export interface StackSetsPort {
  /** Names of the active stack sets of the account. */
  listNames(region?: string): Promise<readonly string[]>;
  /** With all its instances, paged. */
  read(name: string): Promise<ObservedStackSet>;
  /** Of a stack set of others, what our policies could stop. */
  readForeign(name: string): Promise<ForeignStackSet>;
  listInstances(name: string): Promise<readonly ObservedStackInstance[]>;
  create(definition: StackSetDefinition): Promise<void>;
  /** Returns the operation's id. Targets absent: every instance. Throws `operation-in-progress` when another one runs. */
  update(
    definition: StackSetDefinition,
    preferences: OperationPreferences,
    targets: OperationTargets | null,
  ): Promise<string>;
  createInstances(name: string, targets: OperationTargets, preferences: OperationPreferences): Promise<string>;
  /** Deploys the stack set as it is once more, to these instances. */
  updateInstances(name: string, targets: OperationTargets, preferences: OperationPreferences): Promise<string>;
  deleteInstances(
    name: string,
    targets: OperationTargets,
    preferences: OperationPreferences,
    options: { readonly retainStacks: boolean },
  ): Promise<string>;
  delete(name: string): Promise<void>;
  readOperation(name: string, operationId: string): Promise<StackSetOperation>;
  /** Newest first; those not finished only. */
  listUnfinishedOperations(name: string): Promise<readonly StackSetOperation[]>;
  listOperationResults(name: string, operationId: string): Promise<readonly OperationResult[]>;
  stopOperation(name: string, operationId: string): Promise<void>;
  startDriftDetection(name: string, preferences: OperationPreferences): Promise<string>;
  listInstanceDrifts(
    name: string,
    account: AccountId,
    region: string,
    operationId: string,
  ): Promise<readonly ResourceDrift[]>;
}

export interface StackDefinition {
  readonly name: string;
  readonly templateBody: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Plain stacks of one account. Methods that change something return when CloudFormation is done with it. */
export interface StacksPort {
  /** Null when there is no such stack. */
  read(name: string, region: string): Promise<ObservedStack | null>;
  /** Throws `stack-failed` with the first failed resource's reason, in AWS's words. */
  create(definition: StackDefinition, region: string): Promise<void>;
  /** `unchanged` when CloudFormation says that no updates are to be performed. */
  update(definition: StackDefinition, region: string): Promise<'updated' | 'unchanged'>;
  delete(name: string, region: string): Promise<void>;
  detectDrift(name: string, region: string): Promise<readonly ResourceDrift[]>;
  /** Every stack that the region shows, deleted ones not among them. */
  listStatuses(region: string): Promise<readonly StackStatus[]>;
  /** Resources of these services that CloudFormation cannot compare with the template. */
  listIncomparable(name: string, region: string, services: readonly string[]): Promise<readonly StackResource[]>;
  /** Brings what was changed by hand back to what the template says; `unchanged` when nothing had been. */
  revertDrift(name: string, region: string): Promise<'reverted' | 'unchanged'>;
  /** Goes on with a rollback that failed. */
  continueRollback(name: string, region: string): Promise<void>;
}

export interface StackStatus {
  readonly id: string;
  readonly name: string;
  readonly status: string;
}

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
}

export interface ExistingRole {
  readonly name: string;
  /** `/` or `/team/` */
  readonly path: string;
}

export interface RolesPort {
  /** Null when there is no such role. */
  readRole(name: string): Promise<ObservedRole | null>;
  /** Every role of the account, service-linked ones too. */
  list(): Promise<readonly ExistingRole[]>;
  /** `exists` when the account has the role already, whoever asked for it. */
  createServiceLinkedRole(principal: string): Promise<'created' | 'exists'>;
}

/** Who holds the right to apply, kept as an SSM parameter per generation; see engine/apply/lease.ts. */
export interface LeasePort {
  /** Parameters below the path, with their values. */
  list(path: string): Promise<readonly { readonly name: string; readonly value: string }[]>;
  /** False when the name is taken: SSM makes this atomic. */
  create(name: string, value: string): Promise<boolean>;
  overwrite(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}
