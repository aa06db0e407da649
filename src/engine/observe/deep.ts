import type { AccountId } from '../../domain/ids.ts';
import type { ResourceDrift } from './resource-drift.ts';

/** What a look at every account found, whatever events told: see engine/deep. */
export interface ObservedDeep {
  /** Accounts × regions. */
  readonly places: number;
  readonly answers: readonly DeepAnswer[];
  readonly drifts: readonly StackDrift[];
  readonly failures: readonly DriftFailure[];
}

/** What one part of ours does in one account and region, as the service itself says. */
export interface DeepAnswer extends Verdict {
  readonly account: AccountId;
  readonly region: string;
  /** A type of CloudFormation, or what stands for one: `AWS::Events::Rule`. */
  readonly part: string;
}

export interface Verdict {
  readonly name: string;
  readonly state: 'well' | 'fault' | 'unknown';
  /** What is wrong, or why nobody knows; null: it is well. */
  readonly reason: string | null;
  /** By hand. */
  readonly remedy: Remedy | null;
  /** Whether a plan that knows of it can have a step for it. */
  readonly isForPlan: boolean;
}

export interface Remedy {
  /** A sentence. */
  readonly hint: string;
  /** To be copied; the hint leads to it. */
  readonly command?: string;
}

export interface StackDrift {
  readonly title: string;
  readonly account: AccountId;
  readonly region: string;
  readonly resources: readonly ResourceDrift[];
}

export interface DriftFailure {
  readonly title: string;
  readonly account: AccountId | null;
  readonly reason: string;
  /** Nobody outside can look into an account that was invited without the bootstrap role: told, but no fault. */
  readonly isExpected: boolean;
}
