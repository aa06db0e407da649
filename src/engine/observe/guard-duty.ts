import type { AccountId } from '../../domain/ids.ts';
import type { JsonObject } from '../../domain/json.ts';

/** Protection plans, and where agents are installed, in one list: no name of either is one of the other. */
export const GUARD_DUTY_FEATURES = [
  'S3_DATA_EVENTS',
  'EKS_AUDIT_LOGS',
  'EBS_MALWARE_PROTECTION',
  'RDS_LOGIN_EVENTS',
  'LAMBDA_NETWORK_LOGS',
  'RUNTIME_MONITORING',
] as const;
export const RUNTIME_AGENTS = ['EC2_AGENT_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT'] as const;

export type GuardDutyFeature = (typeof GUARD_DUTY_FEATURES)[number] | (typeof RUNTIME_AGENTS)[number];
export type FindingFrequency = 'FIFTEEN_MINUTES' | 'ONE_HOUR' | 'SIX_HOURS';

/** Findings that are archived as they arrive. */
export interface SuppressionFilter {
  readonly name: string;
  readonly description: string;
  /** By field of a finding, in AWS's words: `{ type: { Equals: ['Recon:EC2/Portscan'] } }`. */
  readonly criterion: JsonObject;
}

export interface ObservedDetector {
  readonly id: string;
  readonly enabled: boolean;
  readonly findingFrequency: FindingFrequency;
  /** What is on, sorted. */
  readonly features: readonly GuardDutyFeature[];
  readonly tags: Readonly<Record<string, string>>;
}

/** GuardDuty of the organization in one region. */
export interface ObservedGuardDuty {
  readonly region: string;
  readonly administrator: AccountId | null;
  /** Whether the management account has a detector, which it needs before it can be a member. */
  readonly managementDetector: boolean;
  /** What only the administrator sees. Null: nobody administers, or nobody can look. */
  readonly administered: AdministeredGuardDuty | null;
  /** Why nobody can look, in AWS's words. */
  readonly unreadable: string | null;
}

export interface AdministeredGuardDuty {
  /** Of the administrator itself. */
  readonly detector: ObservedDetector;
  readonly autoEnable: 'ALL' | 'NEW' | 'NONE';
  /** Switched on in every account by itself, sorted. */
  readonly features: readonly GuardDutyFeature[];
  readonly members: readonly AccountId[];
  /** ARN of the bucket that findings are exported to. */
  readonly exportedTo: string | null;
  readonly filters: readonly SuppressionFilter[];
}

export interface Unprocessed {
  readonly account: AccountId;
  /** AWS's own words. */
  readonly reason: string;
}

/** What GuardDuty found, and nobody archived. */
export interface ThreatFinding {
  readonly id: string;
  /** `Recon:EC2/PortProbeUnprotectedPort` */
  readonly type: string;
  /** From 0 to 10. */
  readonly severity: number;
  readonly account: AccountId;
  readonly region: string;
  readonly title: string;
  readonly description: string;
  readonly resourceType: string;
  readonly count: number;
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** GuardDuty, as one account sees it. Calls on members take as many accounts as there are and chunk them. */
export interface GuardDutyPort {
  /** Management account only. */
  readAdministrator(region: string): Promise<AccountId | null>;
  delegate(region: string, account: AccountId): Promise<void>;
  undelegate(region: string, account: AccountId): Promise<void>;
  readDetector(region: string): Promise<ObservedDetector | null>;
  createDetector(region: string): Promise<string>;
  updateDetector(
    region: string,
    detector: string,
    settings: { readonly features: readonly GuardDutyFeature[]; readonly findingFrequency?: FindingFrequency },
  ): Promise<void>;
  tagDetector(region: string, detector: string, tags: Readonly<Record<string, string>>): Promise<void>;
  deleteDetector(region: string, detector: string): Promise<void>;
  /** Administrator only, as is all that follows. */
  readAdministered(region: string, detector: ObservedDetector): Promise<AdministeredGuardDuty>;
  updateOrganization(
    region: string,
    detector: string,
    settings: { readonly autoEnable: 'ALL' | 'NONE'; readonly features: readonly GuardDutyFeature[] },
  ): Promise<void>;
  enroll(region: string, detector: string, accounts: ReadonlyMap<AccountId, string>): Promise<readonly Unprocessed[]>;
  /** Sets what is on in members: all of the features, on or off. */
  updateMembers(
    region: string,
    detector: string,
    accounts: readonly AccountId[],
    features: readonly GuardDutyFeature[],
  ): Promise<readonly Unprocessed[]>;
  /** Suspends them, and lets them go. */
  release(region: string, detector: string, accounts: readonly AccountId[]): Promise<readonly Unprocessed[]>;
  /** Of all members, for the administrator; two calls for fifty. */
  listFindings(region: string, detector: string): Promise<readonly ThreatFinding[]>;
  putFilter(region: string, detector: string, filter: SuppressionFilter, isThere: boolean): Promise<void>;
  deleteFilter(region: string, detector: string, name: string): Promise<void>;
  /** One destination a detector: it is made or changed. Null takes it away. */
  putExport(
    region: string,
    detector: string,
    destination: { readonly bucketArn: string; readonly keyArn: string } | null,
  ): Promise<void>;
}
