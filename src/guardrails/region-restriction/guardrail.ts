import type { Config } from '../../config/schema.ts';
import { partitionOf } from '../../domain/ids.ts';
import type { JsonObject } from '../../domain/json.ts';
import { exemptRoleArns, makeExemptionGuard } from '../exempt-roles.ts';
import type { Guardrail } from '../guardrail.ts';
import { overlap } from './action-pattern.ts';
import { GLOBAL_ACTIONS, grantOfGlobalServices } from './global-actions.ts';
import { makeStatements } from './statements.ts';

/** Nothing is made outside the allowed regions, except by global services. */
export const regionRestriction: Guardrail = {
  id: 'region-restriction',
  section: 'regionRestriction',
  title: 'Deny everything outside the allowed regions',
  type: 'SERVICE_CONTROL_POLICY',
  policyName: (config) => `${config.resourcePrefix}-region-restriction`,
  description: (config) => `Only ${allowedRegions(config).join(', ')}; global services excepted.`,
  document: makeDocument,
};

/** The home region first, then in the order of metsuke.yaml. */
export function allowedRegions(config: Config): readonly string[] {
  const { homeRegion, governedRegions = [], guardrails } = config;
  return [...new Set([homeRegion, ...governedRegions, ...guardrails.regionRestriction.allowedRegions])];
}

function makeDocument(config: Config): JsonObject {
  const { exemptRoles, exemptActions, alsoAllow, bedrockProfiles } = config.guardrails.regionRestriction;
  const regions = allowedRegions(config);
  const exempt = exemptRoleArns(config, exemptRoles);
  const roles = { 'aws:PrincipalARN': exempt };
  const profiles = bedrockProfiles.length > 0 && {
    'bedrock:InferenceProfileArn': profileArns(bedrockProfiles, regions),
  };
  const statements = makeStatements({
    allowedRegions: regions,
    everywhere: [...GLOBAL_ACTIONS, ...exemptActions],
    grants: [grantOfGlobalServices(partitionOf(config.homeRegion)), ...alsoAllow],
    // The list of profiles is long where many regions are allowed.
    conditionOf: (actions = [INVOKE_MODEL]) => ({
      ArnNotLike: { ...roles, ...(actions.some((action) => overlap(action, INVOKE_MODEL)) && profiles) },
    }),
  });
  return { Version: '2012-10-17', Statement: [...statements, makeExemptionGuard(config, exempt)] };
}

const INVOKE_MODEL = 'bedrock:InvokeModel*';

/**
 * A call through an inference profile of Amazon Bedrock is judged once in its own region and once in each region that the
 * profile may choose, where the request names the profile; for a global one that region is `unspecified`. Only the two
 * actions that invoke a model ever name one, so that nothing else gets through. The region in the ARN is that of the call,
 * which has to be an allowed one.
 * Source: Amazon Bedrock user guide, "Geographic cross-Region inference" and "Global cross-Region inference".
 */
function profileArns(profiles: readonly string[], regions: readonly string[]): readonly string[] {
  return profiles.flatMap((profile) => {
    const name = profile === 'application' ? 'application-inference-profile/*' : `inference-profile/${profile}.*`;
    return regions.map((region) => `arn:${partitionOf(region)}:bedrock:${region}:*:${name}`);
  });
}
