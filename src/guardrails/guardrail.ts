import type { Config } from '../config/schema.ts';
import type { AccountId, OrganizationId } from '../domain/ids.ts';
import type { JsonObject } from '../domain/json.ts';

export type PolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | 'DECLARATIVE_POLICY_EC2';

/** What a policy says of the organization itself. */
export interface OrganizationFacts {
  readonly organizationId: OrganizationId;
  readonly auditAccountId: AccountId;
  readonly logAccountId: AccountId;
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
  readonly section: Exclude<keyof Config['guardrails'], 'mayStop'>;
  document(config: Config, organization: OrganizationFacts): JsonObject;
  /** Its statements are in another policy, since AWS counts policies: it needs none of its own. */
  isPartOfAnother?(config: Config): boolean;
}

/** Whether it has a policy of its own. */
export function isGuardrailEnabled(
  { section, isPartOfAnother }: Pick<Guardrail, 'section' | 'isPartOfAnother'>,
  config: Config,
): boolean {
  return config.guardrails[section].enabled && isPartOfAnother?.(config) !== true;
}

/** Unit references as written in metsuke.yaml (`root`, ids or paths). */
export function targetsOf({ section }: Pick<Guardrail, 'section'>, config: Config): readonly string[] {
  return config.guardrails[section].targets;
}
