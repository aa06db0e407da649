import type { Config } from '../../config/schema.ts';
import { PREFERENCES_DOCUMENT } from '../../domain/session-defaults.ts';
import type { OrganizationFacts } from '../guardrail.ts';
import type { Protection } from '../protection.ts';

/** What an account or one of its regions has one of, and a member could turn against us. */
export function accountSettings({ logCollection, sessions }: Config): Protection {
  return {
    sid: 'Settings',
    denied: [
      // Reports and mails would call it by another name; a region that is off keeps its stacks out of reach.
      'account:DisableRegion',
      'account:PutAccountName',
      ...(logCollection.enabled ? ['logs:DeleteAccountPolicy', 'logs:PutAccountPolicy'] : []),
      ...(sessions.enabled ? ['ssm:ResetServiceSetting', 'ssm:UpdateServiceSetting'] : []),
    ],
    resources: ['*'],
  };
}

/**
 * What Systems Manager and EC2 know by an id of AWS's own is known as ours by the tag that stack sets give to what they
 * make.
 */
export function hosts(config: Config): Protection {
  const { inventory, patching, sessions } = config;
  return {
    sid: 'Tagged',
    denied: [
      ...(inventory.enabled || patching.enabled
        ? ['ssm:AddTagsToResource', 'ssm:RemoveTagsFromResource', 'ssm:DeleteAssociation', 'ssm:UpdateAssociation']
        : []),
      ...(patching.enabled
        ? [
            'ssm:CancelMaintenanceWindowExecution',
            'ssm:DeleteMaintenanceWindow',
            'ssm:DeletePatchBaseline',
            'ssm:Deregister*',
            'ssm:RegisterT*WithMaintenanceWindow',
            'ssm:UpdateMaintenanceWindow*',
            'ssm:UpdatePatchBaseline',
          ]
        : []),
      ...(sessions.endpoints.length > 0
        ? [
            'ec2:*SecurityGroupEgress',
            'ec2:*SecurityGroupIngress',
            'ec2:*SecurityGroupVpc',
            'ec2:*VpcEndpointConnectionNotification*',
            'ec2:CreateTags',
            'ec2:DeleteSecurityGroup',
            'ec2:DeleteTags',
            'ec2:DeleteVpcEndpoints',
            'ec2:ModifySecurityGroupRules',
            'ec2:ModifyVpcEndpoint',
            'ec2:UpdateSecurityGroupRuleDescriptions*',
          ]
        : []),
    ],
    resources: ['*'],
    condition: { Null: { 'aws:ResourceTag/metsuke:blueprint': 'false' } },
  };
}

/**
 * Calls that know no resource, or that other teams need in their own accounts: denied in the audit and the log account,
 * where no other team works.
 */
export function whereNobodyElseWorks({ auditAccountId, logAccountId }: OrganizationFacts): Protection {
  return {
    sid: 'AuditAndLog',
    denied: [
      'chatbot:Create*',
      'chatbot:Delete*',
      'chatbot:UpdateAccountPreferences',
      'cloudwatch:PutAlarmMuteRule',
      'events:PutPermission',
      'events:RemovePermission',
      'glue:DeleteResourcePolicy',
      'glue:PutDataCatalogEncryptionSettings',
      'glue:PutResourcePolicy',
      'lakeformation:PutDataLakeSettings',
      'logs:DeleteResourcePolicy',
      'logs:PutResourcePolicy',
      // An object has another ARN behind an access point.
      's3:Create*AccessPoint*',
      's3:CreateJob',
    ],
    resources: ['*'],
    condition: { StringEquals: { 'aws:PrincipalAccount': [...new Set([auditAccountId, logAccountId])] } },
  };
}

/** Two inventory associations on an instance, and neither runs: nobody adds a second one. */
export function gathering({ inventory }: Config): Protection {
  return {
    sid: 'Gathering',
    denied: ['ssm:CreateAssociation*', 'ssm:UpdateAssociation'],
    resources: inventory.enabled ? ['ssm:*:*:document/AWS-GatherSoftwareInventory'] : [],
  };
}

/** Log groups of others that metsuke.yaml names: their subscription is what brings them into the archive. */
export function collectedGroups({ logCollection: { enabled, method, logGroups } }: Config): Protection {
  const named = logGroups.filter((group) => group !== '*');
  return {
    sid: 'Collected',
    // What such a policy masks is masked in the archive, too.
    denied: ['logs:DeleteSubscriptionFilter', 'logs:PutDataProtectionPolicy'],
    resources:
      enabled && method === 'FIREHOSE'
        ? named.flatMap((group) => [`logs:*:*:log-group:${group}`, `logs:*:*:log-group:${group}:*`])
        : [],
  };
}

/** Our rules are on it: encrypted with a key that is disabled, it delivers nothing. */
export const DEFAULT_BUS: Protection = {
  sid: 'DefaultBus',
  denied: ['events:UpdateEventBus'],
  resources: ['events:*:*:event-bus/default'],
};

/** The document by which Systems Manager opens sessions that name none, where it is ours; its name is AWS's own. */
export function sessionPreferences({ sessions }: Config): readonly string[] {
  return sessions.enabled ? [`ssm:*:*:document/${PREFERENCES_DOCUMENT}`] : [];
}
