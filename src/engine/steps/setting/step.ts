import type { AccountId } from '../../../domain/ids.ts';
import type { SettingValues } from '../../../domain/setting.ts';
import type { InstanceChange, StepBase, ValueChange } from '../change.ts';

/** What CloudFormation cannot set, set by calls of the service itself, or given back as it was found. */
export interface SettingStep extends StepBase {
  readonly kind: 'setting';
  readonly action: 'set' | 'restore';
  /** Name of the parameter in each account that remembers what was found there. */
  readonly memory: string;
  readonly throughRole: string;
  readonly ownAccount: AccountId;
  /** What is there by now and was not shown stops it. */
  readonly onlyAsShown?: true;
  readonly targets: readonly SettingTarget[];
}

export interface SettingTarget extends InstanceChange {
  /** What is put there. Nothing when it is restored. */
  readonly values: SettingValues;
  /** The same of values that no plan holds: their fingerprints. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** Names that are given back as they were found, since they are wanted no longer. */
  readonly givenBack: readonly string[];
  /** Empty where nobody could look. */
  readonly changes: readonly ValueChange[];
  readonly culprits?: readonly string[];
}
