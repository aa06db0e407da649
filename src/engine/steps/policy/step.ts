import type { TargetId } from '../../../domain/ids.ts';
import type { PolicyType } from '../../../guardrails/guardrail.ts';
import type { StepBase, ValueChange } from '../change.ts';

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

export interface PolicyTarget {
  readonly id: TargetId;
  /** `root`, a unit's path, an account's name. */
  readonly name: string;
}
