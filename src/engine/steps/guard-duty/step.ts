import type { AccountId } from '../../../domain/ids.ts';
import type { FindingFrequency, GuardDutyFeature, SuppressionFilter } from '../../observe/guard-duty.ts';
import type { StepBase, ValueChange } from '../change.ts';

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

export interface GuardDutySettings {
  /** Sorted. */
  readonly features: readonly GuardDutyFeature[];
  readonly findingFrequency: FindingFrequency;
  readonly filters: readonly SuppressionFilter[];
  /** The stack of a stack set tells the key. */
  readonly exportTo: { readonly bucketArn: string; readonly account: AccountId; readonly stackSet: string } | null;
}
