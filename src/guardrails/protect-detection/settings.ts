import type { Config } from '../../config/schema.ts';
import type { Protection } from '../protection.ts';

/** On everything of AWS Config: the ARN of a rule has an id of AWS's own in it, not its name. */
export const CONFIG: Protection = {
  sid: 'Config',
  denied: [
    'AssociateResourceTypes',
    'DeleteAggregationAuthorization',
    'DeleteConfigRule',
    'DeleteConfigurationAggregator',
    'DeleteConfigurationRecorder',
    'DeleteDeliveryChannel',
    'DeleteEvaluationResults',
    'DeleteRemediation*',
    'DeleteRetentionConfiguration',
    'DisassociateResourceTypes',
    'PutConfigRule',
    'PutConfigurationAggregator',
    'PutConfigurationRecorder',
    'PutDeliveryChannel',
    'PutRemediation*',
    'PutRetentionConfiguration',
    'StopConfigurationRecorder',
  ].map((name) => `config:${name}`),
  resources: ['*'],
};

/**
 * There is one detector in a region: a change of it is a change of ours. Sample findings, scans for malware and the
 * protection plans of single buckets are for everybody.
 */
export const GUARD_DUTY: Protection = {
  sid: 'GuardDuty',
  denied: [
    'Accept*',
    'ArchiveFindings',
    'Create*Set',
    'CreateCustom*',
    'CreateFilter',
    'CreatePublishingDestination',
    'Delete*Set',
    'DeleteCustom*',
    'DeleteDetector',
    'DeleteFilter',
    'DeleteMembers',
    'DeletePublishingDestination',
    'Disassociate*',
    'StopMonitoringMembers',
    'Update*Set',
    'UpdateCustom*',
    'UpdateDetector',
    'UpdateFilter',
    'UpdateFindingsFeedback',
    'UpdateMalwareScanSettings',
    'UpdateMemberDetectors',
    'UpdateOrganizationConfiguration',
    'UpdatePublishingDestination',
  ].map((name) => `guardduty:${name}`),
  resources: ['*'],
};

/** The ARN of a key tells nothing: ours are known by their alias. What encrypts, decrypts or lends it out, goes on. */
export function keys({ resourcePrefix: prefix }: Config): Protection {
  return {
    sid: 'Keys',
    allowed: [
      'kms:CreateGrant',
      'kms:Decrypt',
      'kms:Describe*',
      'kms:Encrypt',
      'kms:GenerateDataKey*',
      'kms:Get*',
      'kms:List*',
      'kms:ReEncrypt*',
      'kms:RetireGrant',
    ],
    resources: ['kms:*:*:key/*'],
    condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': `alias/${prefix}-*` } },
  };
}
