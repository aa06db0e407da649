import type { Config } from '../../config/schema.ts';
import type { JsonObject } from '../../domain/json.ts';
import { exemptRoleArns } from '../exempt-roles.ts';
import type { Guardrail } from '../guardrail.ts';
import { GLOBAL_ACTIONS } from './global-actions.ts';

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
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RegionRestriction',
        Effect: 'Deny',
        NotAction: GLOBAL_ACTIONS,
        Resource: '*',
        Condition: {
          StringNotEquals: { 'aws:RequestedRegion': allowedRegions(config) },
          ArnNotLike: { 'aws:PrincipalARN': exemptRoleArns(config, config.guardrails.regionRestriction.exemptRoles) },
        },
      },
    ],
  };
}
