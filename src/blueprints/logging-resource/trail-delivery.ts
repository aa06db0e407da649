// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import { partitionOf } from '../../domain/ids.ts';
import { NAMES } from '../../domain/names.ts';
import { arnOf } from '../../domain/namespace.ts';
import type { DeploymentContext } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { logKeyPrefix, retentionParameters } from '../log-bucket.ts';

/**
 * The trails that may write, as ARN patterns. Ours is known by its name: of the management account, or of any account of
 * the organization. Those of others that are to go on are listed in the configuration. None: every trail of the
 * organization may, as in the seed article.
 */
function trailArns({ config, managementAccountId }: DeploymentContext): string {
  const { cloudTrail, homeRegion, resourcePrefix } = config;
  if (cloudTrail.mode === 'OFF') return '';
  const account = cloudTrail.mode === 'ACCOUNT' ? '*' : managementAccountId;
  const ours = `arn:${partitionOf(homeRegion)}:${arnOf('AWS::CloudTrail::Trail', NAMES.trail.events, {
    prefix: resourcePrefix,
    region: homeRegion,
    account,
  })}`;
  return [ours, ...cloudTrail.otherTrails].join(',');
}

/** Of a bucket into which trails write. */
export function trailBucketParameters(context: DeploymentContext): Record<string, string> {
  const { config, organizationId } = context;
  return {
    ManagedResourcePrefix: config.resourcePrefix,
    ...retentionParameters(config),
    AWSLogsS3KeyPrefix: logKeyPrefix(config, organizationId),
    OrgID: organizationId,
    TrailArns: trailArns(context),
  };
}

export function addTrailArnsParameter(scope: Scope, cdk: typeof Cdk): void {
  new cdk.CfnParameter(scope, 'TrailArns', {
    type: 'CommaDelimitedList',
    description: 'ARN patterns of the trails that may write. Empty: every trail of the organization',
    default: '',
  });
  new cdk.CfnCondition(scope, 'HasTrailArns', {
    expression: cdk.Fn.conditionNot(
      cdk.Fn.conditionEquals(cdk.Fn.join('', cdk.Token.asList({ Ref: 'TrailArns' })), ''),
    ),
  });
}

export interface DeliveryTarget {
  readonly bucket: Cdk.aws_s3.CfnBucket;
  readonly organizationId: Cdk.ICfnRuleConditionExpression | string;
}

/** CloudTrail may write for those trails, and only for accounts of this organization. */
export function makeTrailDelivery(cdk: typeof Cdk, { bucket, organizationId }: DeliveryTarget): object {
  return {
    Sid: 'AWSCloudTrailDelivery',
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: cdk.Fn.sub(`\${${bucket.logicalId}.Arn}/\${AWSLogsS3KeyPrefix}/AWSLogs/*/*`),
    Condition: {
      StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceOrgID': organizationId },
      ArnLike: cdk.Fn.conditionIf('HasTrailArns', { 'aws:SourceArn': cdk.Fn.ref('TrailArns') }, cdk.Aws.NO_VALUE),
    },
  };
}
