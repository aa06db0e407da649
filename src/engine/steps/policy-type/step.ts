import type { PolicyType } from '../../../guardrails/guardrail.ts';
import type { StepBase } from '../change.ts';

export interface PolicyTypeStep extends StepBase {
  readonly kind: 'policy-type';
  readonly policyType: PolicyType;
}
