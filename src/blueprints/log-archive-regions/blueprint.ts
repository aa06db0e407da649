// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import { type Blueprint, type DeploymentContext, regionsOf } from '../blueprint.ts';
import { makeTemplate } from '../cdk.ts';
import { addResourcePrefixParameter } from '../common.ts';
import {
  addLogBucket,
  addRetentionParameters,
  denyPlainHttp,
  denyStrangeKeys,
  logKeyPrefix,
  makeGlacierTransitions,
  makeRetentionRule,
  retentionParameters,
} from '../log-bucket.ts';
import { makeLogCollectionStatements } from '../logging-resource/log-collection-statements.ts';
import { ourBucket } from '../ours.ts';

/**
 * CloudWatch Logs exports only into a bucket of its own region, and logs that stay in their region cost no transfer. So
 * every governed region but the home region has a bucket of the archive, with the name that it would have at home.
 */
export const logArchiveRegions: Blueprint = {
  id: 'log-archive-regions',
  title: note`Log archive of the other governed regions, in the log account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-LogArchiveRegions',
  destination: 'log',
  regions: 'governed-but-home',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline'],
  sensitiveParameters: [],
  isEnabled: (config) => config.logCollection.enabled && regionsOf({ regions: 'governed-but-home' }, config).length > 0,
  template: makeRegionArchiveTemplate,
  parameters: makeRegionArchiveParameters,
};

function makeRegionArchiveParameters({ config, organizationId }: DeploymentContext): Record<string, string> {
  return {
    ManagedResourcePrefix: config.resourcePrefix,
    ...retentionParameters(config),
    AWSLogsS3KeyPrefix: logKeyPrefix(config, organizationId),
    OrgID: organizationId,
  };
}

function makeRegionArchiveTemplate(config: Config): Template {
  return makeTemplate('Log archive of this region.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    addRetentionParameters(scope, cdk);
    new cdk.CfnParameter(scope, 'AWSLogsS3KeyPrefix', { type: 'String', minLength: 1 });
    new cdk.CfnParameter(scope, 'OrgID', { type: 'String', description: 'AWS Organizations ID' });
    const bucket = addLogBucket(scope, cdk, 'LogBucket', {
      bucketName: cdk.Fn.sub(ourBucket(NAMES.bucket.logs)),
      lifecycleConfiguration: { rules: [{ ...makeRetentionRule(cdk), ...makeGlacierTransitions(cdk) }] },
    });
    new cdk.aws_s3.CfnBucketPolicy(scope, 'LogBucketPolicy', {
      bucket: bucket.ref,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          denyPlainHttp(cdk, bucket),
          denyStrangeKeys(cdk, bucket),
          ...makeLogCollectionStatements(cdk, config, { bucket, organizationId: cdk.Fn.ref('OrgID') }),
        ],
      },
    });
    new cdk.CfnOutput(scope, 'BucketName', { description: 'Log archive of this region', value: bucket.ref });
  });
}
