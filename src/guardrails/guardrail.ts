import type { Config } from '../config/schema.ts';
import type { AccountId, OrganizationId } from '../domain/ids.ts';
import type { JsonObject } from '../domain/json.ts';

export type PolicyType =
  | 'SERVICE_CONTROL_POLICY'
  | 'RESOURCE_CONTROL_POLICY'
  | 'DECLARATIVE_POLICY_EC2'
  | 'S3_POLICY'
  | 'AISERVICES_OPT_OUT_POLICY';

/** Whether a policy is wanted, and the units that it is attached to, as metsuke.yaml refers to them. */
export interface PolicySwitch {
  readonly enabled: boolean;
  readonly targets: readonly string[];
}

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
  /**
   * Key of its section below `guardrails` in metsuke.yaml, or what the section of a capability says. Two policies may share
   * one, where one would be too long.
   */
  readonly section: Exclude<keyof Config['guardrails'], 'mayStop'> | ((config: Config) => PolicySwitch);
  document(config: Config, organization: OrganizationFacts): JsonObject;
  /** Its statements are in another policy, since AWS counts policies: it needs none of its own. */
  isPartOfAnother?(config: Config): boolean;
}

/** Whether it has a policy of its own. */
export function isGuardrailEnabled(
  { section, isPartOfAnother }: Pick<Guardrail, 'section' | 'isPartOfAnother'>,
  config: Config,
): boolean {
  return switchOf(section, config).enabled && isPartOfAnother?.(config) !== true;
}

/** Unit references as written in metsuke.yaml (`root`, ids or paths). */
export function targetsOf({ section }: Pick<Guardrail, 'section'>, config: Config): readonly string[] {
  return switchOf(section, config).targets;
}

function switchOf(section: Guardrail['section'], config: Config): PolicySwitch {
  return typeof section === 'function' ? section(config) : config.guardrails[section];
}
