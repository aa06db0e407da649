import type { AccountId } from '../../domain/ids.ts';

export interface StepBase {
  /** Unique in a plan: `stack-set:AWSOrganizations-SecurityTopic`. */
  readonly id: string;
  /** What people call it: `security-topic`. */
  readonly title: string;
  /** Ids of steps of this plan. */
  readonly dependsOn: readonly string[];
  /** What would no longer be recorded, kept or protected, in sentences: it takes a person's explicit consent. */
  readonly losses?: readonly string[];
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
  /** Of what is there already and differs. */
  readonly physicalId?: string;
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
