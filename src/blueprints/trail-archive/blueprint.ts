// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addResourcePrefixParameter } from '../common.ts';
import {
  addLogBucket,
  addRetentionParameters,
  denyPlainHttp,
  denyStrangeKeys,
  makeGlacierTransitions,
  makeRetentionRule,
} from '../log-bucket.ts';
import { addTrailArnsParameter, makeTrailDelivery, trailBucketParameters } from '../logging-resource/trail-delivery.ts';
import { ourBucket } from '../ours.ts';

/**
 * A bucket with Object Lock for the trail alone. Never the shared archive: AWS Config, Systems Manager and server access
 * logs cannot deliver into a bucket that has a default retention.
 */
export const trailArchive: Blueprint = {
  id: 'trail-archive',
  title: note`Bucket with Object Lock for the trail alone, in the log account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-TrailArchive',
  destination: 'log',
  regions: 'home',
  capabilities: [],
  // Its access log goes into a bucket of the log archive.
  dependsOn: ['stackset-execution', 'account-baseline', 'logging-resource'],
  sensitiveParameters: [],
  lostWithIt: note`new logs of the trail are locked no longer`,
  isEnabled: ({ cloudTrail }) => cloudTrail.mode !== 'OFF' && cloudTrail.objectLock.enabled,
  template: makeTrailArchiveTemplate,
  parameters: trailBucketParameters,
};

function makeTrailArchiveTemplate(config: Config): Template {
  return makeTemplate('Bucket with Object Lock for the trail alone.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    addRetentionParameters(scope, cdk);
    new cdk.CfnParameter(scope, 'AWSLogsS3KeyPrefix', { type: 'String', minLength: 1 });
    new cdk.CfnParameter(scope, 'OrgID', { type: 'String', description: 'AWS Organizations ID' });
    addTrailArnsParameter(scope, cdk);
    const bucket = addBucket(scope, cdk, config);
    addBucketPolicy(scope, cdk, bucket);
    new cdk.CfnOutput(scope, 'BucketName', { description: "Bucket of the trail's log files", value: bucket.ref });
  });
}

function addBucket(scope: Scope, cdk: typeof Cdk, { cloudTrail }: Config): Cdk.aws_s3.CfnBucket {
  const { mode, days } = cloudTrail.objectLock;
  return addLogBucket(scope, cdk, 'TrailBucket', {
    bucketName: cdk.Fn.sub(ourBucket(NAMES.bucket.trail)),
    loggingConfiguration: {
      destinationBucketName: cdk.Fn.sub(ourBucket(NAMES.bucket.accessLogs)),
      logFilePrefix: 'trail/',
    },
    // A version that is locked outlives its expiration until the lock ends.
    lifecycleConfiguration: { rules: [{ ...makeRetentionRule(cdk), ...makeGlacierTransitions(cdk) }] },
    objectLockEnabled: true,
    objectLockConfiguration: { objectLockEnabled: 'Enabled', rule: { defaultRetention: { mode, days } } },
  });
}

/** The trail is alone in it. */
function addBucketPolicy(scope: Scope, cdk: typeof Cdk, bucket: Cdk.aws_s3.CfnBucket): void {
  const organizationId = cdk.Fn.ref('OrgID');
  new cdk.aws_s3.CfnBucketPolicy(scope, 'TrailBucketPolicy', {
    bucket: bucket.ref,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        denyPlainHttp(cdk, bucket),
        denyStrangeKeys(cdk, bucket),
        {
          Sid: 'AWSCloudTrailPermissionsCheck',
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 's3:GetBucketAcl',
          Resource: bucket.attrArn,
          Condition: { StringEquals: { 'aws:SourceOrgID': organizationId } },
        },
        makeTrailDelivery(cdk, { bucket, organizationId }),
      ],
    },
  });
}
