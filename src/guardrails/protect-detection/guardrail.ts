import type { Config } from '../../config/schema.ts';
import { exemptRoleNames } from '../exempt-roles.ts';
import type { Guardrail } from '../guardrail.ts';
import { makeProtectionPolicy, type Protection } from '../protection.ts';

/**
 * Recorders, trails, detectors, and the roles and stacks that everything stands on. Its other half is protect-delivery:
 * together they would be longer than the 5,120 characters that AWS allowed until May 2026.
 */
export const protectDetection: Guardrail = {
  id: 'protect-detection',
  section: 'protectBaseline',
  title: 'Nobody stops recorders, trails and detectors, or changes the roles and stacks of the baseline',
  type: 'SERVICE_CONTROL_POLICY',
  policyName: (config) => `${config.resourcePrefix}-protect-detection`,
  description: () =>
    'Recorders, rules, trails, detectors, roles and stacks of the baseline are changed by its own roles only.',
  document: (config) =>
    makeProtectionPolicy(config, [makeRoles(config), makeStacks(), CONFIG, makeTrails(config), GUARD_DUTY]),
};

/**
 * A role that is exempt must not be made by whoever is not: an administrator of an account could make one called
 * `stacksets-exec-mine` and be exempt from every guardrail.
 */
function makeRoles(config: Config): Protection {
  const { guardrails, resourcePrefix } = config;
  const exempt = exemptRoleNames(config, [
    ...guardrails.protectBaseline.exemptRoles,
    ...guardrails.regionRestriction.exemptRoles,
  ]);
  return {
    sid: 'Roles',
    actions: [
      'iam:AttachRolePolicy',
      'iam:CreateRole',
      'iam:DeleteRole',
      'iam:DeleteRolePermissionsBoundary',
      'iam:DeleteRolePolicy',
      'iam:DetachRolePolicy',
      'iam:PutRolePermissionsBoundary',
      'iam:PutRolePolicy',
      'iam:TagRole',
      'iam:UntagRole',
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateRole',
      'iam:UpdateRoleDescription',
    ],
    resources: [`${resourcePrefix}-*`, ...exempt].map((name) => `iam::*:role/${name}`),
  };
}

/** Of stack sets, and the one that makes the ExecutionRole. */
function makeStacks(): Protection {
  return {
    sid: 'Stacks',
    actions: [
      'cloudformation:CancelUpdateStack',
      'cloudformation:ContinueUpdateRollback',
      'cloudformation:CreateChangeSet',
      'cloudformation:DeleteStack',
      'cloudformation:ExecuteChangeSet',
      'cloudformation:RollbackStack',
      'cloudformation:SetStackPolicy',
      'cloudformation:UpdateStack',
      'cloudformation:UpdateTerminationProtection',
    ],
    resources: ['StackSet-*', 'AWSOrganizations-*'].map((name) => `cloudformation:*:*:stack/${name}`),
  };
}

/** On everything of AWS Config: the ARN of a rule has an id of AWS's own in it, not its name. */
const CONFIG: Protection = {
  sid: 'Config',
  actions: [
    'config:AssociateResourceTypes',
    'config:DeleteAggregationAuthorization',
    'config:DeleteConfigRule',
    'config:DeleteConfigurationAggregator',
    'config:DeleteConfigurationRecorder',
    'config:DeleteDeliveryChannel',
    'config:DeleteEvaluationResults',
    'config:DeleteRemediationConfiguration',
    'config:DeleteRetentionConfiguration',
    'config:DisassociateResourceTypes',
    'config:PutConfigRule',
    'config:PutConfigurationAggregator',
    'config:PutConfigurationRecorder',
    'config:PutDeliveryChannel',
    'config:PutRemediationConfigurations',
    'config:PutRetentionConfiguration',
    'config:StopConfigurationRecorder',
  ],
  resources: ['*'],
};

function makeTrails({ resourcePrefix }: Config): Protection {
  return {
    sid: 'Trails',
    actions: [
      'cloudtrail:DeleteTrail',
      'cloudtrail:PutEventSelectors',
      'cloudtrail:PutInsightSelectors',
      'cloudtrail:StopLogging',
      'cloudtrail:UpdateTrail',
    ],
    resources: [`cloudtrail:*:*:trail/${resourcePrefix}-*`],
  };
}

/** There is one detector in a region: whatever is done to it is done to ours. */
const GUARD_DUTY: Protection = {
  sid: 'GuardDuty',
  actions: [
    'guardduty:CreateFilter',
    'guardduty:CreateIPSet',
    'guardduty:CreateTrustedEntitySet',
    'guardduty:DeleteDetector',
    'guardduty:DeleteFilter',
    'guardduty:DeleteMembers',
    'guardduty:DeletePublishingDestination',
    'guardduty:DisassociateFromAdministratorAccount',
    'guardduty:DisassociateFromMasterAccount',
    'guardduty:DisassociateMembers',
    'guardduty:StopMonitoringMembers',
    'guardduty:UpdateDetector',
    'guardduty:UpdateFilter',
    'guardduty:UpdateIPSet',
    'guardduty:UpdateMemberDetectors',
    'guardduty:UpdateOrganizationConfiguration',
    'guardduty:UpdatePublishingDestination',
    'guardduty:UpdateTrustedEntitySet',
  ],
  resources: ['*'],
};
