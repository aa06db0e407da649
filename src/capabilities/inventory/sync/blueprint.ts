// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Blueprint } from '../../../blueprints/blueprint.ts';
import { makeTemplate } from '../../../blueprints/cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../../../blueprints/common.ts';
import { logKeyPrefix } from '../../../blueprints/log-bucket.ts';
import { ourBucket, ours } from '../../../blueprints/ours.ts';
import { NAMES } from '../../../domain/names.ts';
import { note } from '../../../domain/say.ts';
import type { Template } from '../../../domain/template.ts';

/**
 * What instances report reaches the archive: their software and the state of their patches. Apart from what gathers it,
 * so that it also brings what an inventory association of somebody else gathers.
 */
export const inventorySync: Blueprint = {
  id: 'inventory-sync',
  title: note`Delivery of inventory and patch compliance into the log archive, in every governed account and region`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-InventorySync',
  destination: 'governed',
  regions: 'governed',
  capabilities: [],
  // The bucket must let Systems Manager in before a sync is made: AWS tries it then.
  dependsOn: ['stackset-execution', 'account-baseline', 'logging-resource'],
  sensitiveParameters: [],
  isEnabled: ({ inventory, patching }) => inventory.enabled || patching.enabled,
  template: makeSyncTemplate,
  parameters: ({ config, logAccountId, organizationId }) => ({
    ManagedResourcePrefix: config.resourcePrefix,
    HomeRegion: config.homeRegion,
    LogAccountId: logAccountId,
    AWSLogsS3KeyPrefix: logKeyPrefix(config, organizationId),
  }),
};

function makeSyncTemplate(): Template {
  return makeTemplate('Deliver inventory and patch compliance to the log archive.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    new cdk.CfnParameter(scope, 'HomeRegion', { type: 'String', description: 'Region of the archive and the topics' });
    addAccountParameter(scope, cdk, 'LogAccountId', 'Account that keeps the logs');
    new cdk.CfnParameter(scope, 'AWSLogsS3KeyPrefix', { type: 'String', minLength: 1 });
    new cdk.aws_ssm.CfnResourceDataSync(scope, 'Sync', {
      syncName: cdk.Fn.sub(ours(NAMES.dataSync.inventory)),
      syncType: 'SyncToDestination',
      s3Destination: {
        bucketName: cdk.Fn.sub(ourBucket(NAMES.bucket.logs, { account: '${LogAccountId}', region: '${HomeRegion}' })),
        bucketRegion: cdk.Fn.ref('HomeRegion'),
        bucketPrefix: cdk.Fn.sub('${AWSLogsS3KeyPrefix}/ssm-inventory'),
        syncFormat: 'JsonSerDe',
      },
    });
  });
}
