import type { Config } from '../../config/schema.ts';
import { partitionOf } from '../../domain/ids.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Guardrail } from '../guardrail.ts';
import { GLOBAL_ACTIONS } from './global-actions.ts';

/** Nothing is made outside the allowed regions, except by global services. */
export const regionRestriction: Guardrail = {
  id: 'region-restriction',
  title: 'Deny everything outside the allowed regions',
  type: 'SERVICE_CONTROL_POLICY',
  isEnabled: (config) => config.guardrails.regionRestriction.enabled,
  policyName: (config) => `${config.resourcePrefix}-region-restriction`,
  description: (config) => `Only ${allowedRegions(config).join(', ')}; global services excepted.`,
  targets: (config) => config.guardrails.regionRestriction.targets,
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
          ArnNotLike: { 'aws:PrincipalARN': makeExemptRoles(config) },
        },
      },
    ],
  };
}

/**
 * Whoever deploys must get through, or a new region could never be governed and an old one never cleaned up.
 * The AdministrationRole is not among them: no policy binds the management account.
 */
function makeExemptRoles(config: Config): readonly string[] {
  const { executionRole, bootstrapRole } = config.stackSets;
  const names = [executionRole, 'stacksets-exec-*', bootstrapRole, ...config.guardrails.regionRestriction.exemptRoles];
  const partition = partitionOf(config.homeRegion);
  return [...new Set(names)].map((name) => `arn:${partition}:iam::*:role/${name}`);
}
