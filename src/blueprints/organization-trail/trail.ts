// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import type { DeploymentContext } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../common.ts';
import { logKeyPrefix } from '../log-bucket.ts';
import { arnOfOurBucket, ourBucket, ours } from '../ours.ts';

type CloudTrailConfig = Config['cloudTrail'];

/** Fn::Sub texts. The log archive's policy and the key's policy name the trail by the same name. */
export const TRAIL_NAME = ours(NAMES.trail.events);
export const TRAIL_KEY_ALIAS = `alias/${ours(NAMES.alias.trail)}`;
export const TRAIL_ARCHIVE_NAME = ourBucket(NAMES.bucket.trail, { account: '${LogAccountId}' });
const LOG_ARCHIVE_NAME = ourBucket(NAMES.bucket.logs, { account: '${LogAccountId}' });

const DATA_EVENT_TYPES: Readonly<Record<CloudTrailConfig['dataEvents'][number], string>> = {
  S3: 'AWS::S3::Object',
  LAMBDA: 'AWS::Lambda::Function',
  DYNAMODB: 'AWS::DynamoDB::Table',
};

export function addTrailParameters(scope: Scope, cdk: typeof Cdk): void {
  addResourcePrefixParameter(scope, cdk);
  addAccountParameter(scope, cdk, 'LogAccountId', 'Account that keeps the logs');
  new cdk.CfnParameter(scope, 'AWSLogsS3KeyPrefix', {
    type: 'String',
    description: 'Prefix of the keys of log files in the log archive',
    minLength: 1,
  });
}

export function makeTrailParameters({ config, organizationId, logAccountId }: DeploymentContext) {
  return {
    ManagedResourcePrefix: config.resourcePrefix,
    LogAccountId: logAccountId,
    AWSLogsS3KeyPrefix: logKeyPrefix(config, organizationId),
  };
}

/** What a trail of an organization and a trail of one account have in common. */
export function makeTrailProperties(
  cdk: typeof Cdk,
  { cloudTrail }: Config,
): Omit<Cdk.aws_cloudtrail.CfnTrailProps, 'isOrganizationTrail'> {
  return {
    trailName: cdk.Fn.sub(TRAIL_NAME),
    isLogging: true,
    s3BucketName: cdk.Fn.sub(cloudTrail.objectLock.enabled ? TRAIL_ARCHIVE_NAME : LOG_ARCHIVE_NAME),
    s3KeyPrefix: cdk.Fn.ref('AWSLogsS3KeyPrefix'),
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    advancedEventSelectors: makeEventSelectors(cdk, cloudTrail),
    // An empty list switches insights off again; without the property CloudFormation would leave them, and their cost.
    insightSelectors: cloudTrail.insights.map((insightType) => ({ insightType })),
    ...(cloudTrail.encryption === 'SSE_KMS' && {
      kmsKeyId: cdk.Fn.sub(`arn:\${AWS::Partition}:kms:\${AWS::Region}:\${LogAccountId}:${TRAIL_KEY_ALIAS}`),
    }),
  };
}

type EventSelector = Cdk.aws_cloudtrail.CfnTrail.AdvancedEventSelectorProperty;

function makeEventSelectors(cdk: typeof Cdk, { dataEvents }: CloudTrailConfig): EventSelector[] {
  return [
    { name: 'Management events', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] },
    ...dataEvents.map((kind) => ({
      name: `Data events of ${DATA_EVENT_TYPES[kind]}`,
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Data'] },
        { field: 'resources.type', equalTo: [DATA_EVENT_TYPES[kind]] },
        ...(kind === 'S3' ? [exceptOurBuckets(cdk)] : []),
      ],
    })),
  ];
}

/** Each log file written would be an event, which makes a log file: for ever, and each charged. */
function exceptOurBuckets(cdk: typeof Cdk): Cdk.aws_cloudtrail.CfnTrail.AdvancedFieldSelectorProperty {
  const { logs, trail, accessLogs } = NAMES.bucket;
  return {
    field: 'resources.ARN',
    notStartsWith: [logs, trail, accessLogs].map((kind) =>
      cdk.Fn.sub(arnOfOurBucket(kind, { account: '${LogAccountId}', region: '' })),
    ),
  };
}
