import type { Config } from '../config/schema.ts';
import type { OrganizationId } from '../domain/ids.ts';
import type { JsonObject } from '../domain/json.ts';

export type PolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | 'DECLARATIVE_POLICY_EC2';

/** What a policy says of the organization itself. */
export interface OrganizationFacts {
  readonly organizationId: OrganizationId;
}

/** An organization policy with the units it is attached to. */
export interface Guardrail {
  /** `region-restriction` */
  readonly id: string;
  readonly title: string;
  readonly type: PolicyType;
  /** Name of the policy in AWS Organizations. */
  policyName(config: Config): string;
  description(config: Config): string;
  /** Key of its section below `guardrails` in metsuke.yaml. Two policies may share one, where one would be too long. */
  readonly section: keyof Config['guardrails'];
  document(config: Config, organization: OrganizationFacts): JsonObject;
}

export function isGuardrailEnabled({ section }: Pick<Guardrail, 'section'>, config: Config): boolean {
  return config.guardrails[section].enabled;
}

/** Unit references as written in metsuke.yaml (`root`, ids or paths). */
export function targetsOf({ section }: Pick<Guardrail, 'section'>, config: Config): readonly string[] {
  return config.guardrails[section].targets;
}
