import type { Config } from '../config/schema.ts';
import type { JsonObject } from '../domain/json.ts';

export type PolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | 'DECLARATIVE_POLICY_EC2';

/** An organization policy with the units it is attached to. */
export interface Guardrail {
  /** `region-restriction` */
  readonly id: string;
  readonly title: string;
  readonly type: PolicyType;
  isEnabled(config: Config): boolean;
  /** Name of the policy in AWS Organizations. */
  policyName(config: Config): string;
  description(config: Config): string;
  /** Unit references as written in metsuke.yaml (`root`, ids or paths). */
  targets(config: Config): readonly string[];
  document(config: Config): JsonObject;
}
