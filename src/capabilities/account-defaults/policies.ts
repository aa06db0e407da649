import type { Config } from '../../config/schema.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Guardrail, PolicySwitch } from '../../guardrails/guardrail.ts';

type Key = 'blockPublicBuckets' | 'aiOptOut';

/** It holds over what an account itself has set, which comes back when the policy goes. */
export const s3PublicAccess: Guardrail = {
  id: 's3-public-access',
  section: switchOf('blockPublicBuckets'),
  title: 'No bucket and no object is public in any account',
  type: 'S3_POLICY',
  policyName: ({ resourcePrefix }) => `${resourcePrefix}-s3-public-access`,
  description: () => 'Public access to S3 is blocked in every account.',
  document: () => ({ s3_attributes: { public_access_block_configuration: { '@@assign': 'all' } } }),
};

/** `default` stands for every AI service that AWS has and will have. */
export const aiOptOut: Guardrail = {
  id: 'ai-opt-out',
  section: switchOf('aiOptOut'),
  title: 'AWS does not use what its AI services are given to improve them',
  type: 'AISERVICES_OPT_OUT_POLICY',
  policyName: ({ resourcePrefix }) => `${resourcePrefix}-ai-opt-out`,
  description: () => 'Content of every account is left out of what AWS improves its AI services with.',
  document: () => ({
    services: { ...FINAL, default: { ...FINAL, opt_out_policy: { ...FINAL, '@@assign': 'optOut' } } },
  }),
};

/** A policy on a unit below changes nothing of it. */
const FINAL: JsonObject = { '@@operators_allowed_for_child_policies': ['@@none'] };

function switchOf(key: Key): (config: Config) => PolicySwitch {
  return ({ accountDefaults }) => ({
    enabled: accountDefaults.enabled && accountDefaults[key].enabled,
    targets: accountDefaults[key].targets,
  });
}
