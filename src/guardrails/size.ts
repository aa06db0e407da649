import type { Config } from '../config/schema.ts';
import type { Finding } from '../domain/finding.ts';
import { say } from '../domain/say.ts';
import type { Guardrail, OrganizationFacts, PolicyType } from './guardrail.ts';

/**
 * Policies of one type on one root, unit or account; AWS's own FullAWSAccess and RCPFullAWSAccess count. Service control
 * policies were 5 until 15 May 2026. Source: AWS Organizations quotas, which name none of S3 policies: as of the other
 * policies that set up services.
 */
export const POLICIES_PER_TARGET: Readonly<Record<PolicyType, number>> = {
  SERVICE_CONTROL_POLICY: 10,
  RESOURCE_CONTROL_POLICY: 5,
  DECLARATIVE_POLICY_EC2: 10,
  S3_POLICY: 10,
  AISERVICES_OPT_OUT_POLICY: 5,
};

/** What AWS allowed until 15 May 2026, and what pages and tools still say. */
export const FORMER_POLICIES_PER_TARGET: Readonly<Record<PolicyType, number>> = {
  SERVICE_CONTROL_POLICY: 5,
  RESOURCE_CONTROL_POLICY: 5,
  DECLARATIVE_POLICY_EC2: 10,
  S3_POLICY: 10,
  AISERVICES_OPT_OUT_POLICY: 5,
};

/**
 * Characters of a policy document. Service control policies got 10,240 on 15 May 2026; pages and tools still say 5,120.
 */
const HARD_LIMIT: Readonly<Record<PolicyType, number>> = {
  SERVICE_CONTROL_POLICY: 10_240,
  RESOURCE_CONTROL_POLICY: 5_120,
  DECLARATIVE_POLICY_EC2: 10_000,
  S3_POLICY: 10_000,
  AISERVICES_OPT_OUT_POLICY: 2_500,
};
const FORMER_LIMIT = 5_120;

/** The text that AWS Organizations is given: it stores and counts every character of it, blanks included. */
export function policyContent(guardrail: Guardrail, config: Config, organization: OrganizationFacts): string {
  return JSON.stringify(guardrail.document(config, organization));
}

export function checkPolicySize(
  guardrail: Guardrail,
  config: Config,
  organization: OrganizationFacts,
): readonly Finding[] {
  const length = policyContent(guardrail, config, organization).length;
  const limit = HARD_LIMIT[guardrail.type];
  if (length > limit) {
    return [
      {
        severity: 'error',
        code: 'policy-too-long',
        message: say`The policy ${guardrail.policyName(config)} has ${length} characters; AWS allows ${limit}.`,
        hint: say`Name fewer roles, regions or exempt actions.`,
      },
    ];
  }
  if (length > FORMER_LIMIT) {
    return [
      {
        severity: 'warning',
        code: 'policy-long',
        message: say`The policy ${guardrail.policyName(config)} has ${length} characters, above the ${FORMER_LIMIT} that AWS allowed until May 2026.`,
        hint: say`If AWS refuses it, ask for a higher quota or name fewer roles, regions or exempt actions.`,
      },
    ];
  }
  return [];
}
