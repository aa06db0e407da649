// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { AccountRole } from '../../blueprints/account-roles/role.ts';
import { arnOfOurBucket, arnOfOurs, ours } from '../../blueprints/ours.ts';
import { type Allowed, addServiceRole, type RoleContent } from '../../blueprints/service-role.ts';
import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';

const NAME = NAMES.stateMachine.logCollection;
const LOG_GROUPS = 'arn:${AWS::Partition}:logs:*:${AWS::AccountId}:log-group:*';
const MACHINE = arnOfOurs('AWS::StepFunctions::StateMachine', NAME, { region: '*' });
const EXECUTIONS = `arn:\${AWS::Partition}:states:*:\${AWS::AccountId}:execution:${ours(NAME)}*`;
const STREAM = arnOfOurs('AWS::KinesisFirehose::DeliveryStream', NAME, { region: '*' });
const BUCKETS = arnOfOurBucket(NAMES.bucket.logs, { account: '${LogAccountId}', region: '*' });
const SUBSCRIPTION_ROLE = arnOfOurs('AWS::IAM::Role', NAMES.role.logSubscription);
const LOG_ACCOUNT = '${LogAccountId}';

/** What the state machine does with log groups. */
const collection: RoleContent = {
  id: 'LogCollectionRole',
  name: NAMES.role.logCollection,
  service: 'states',
  source: MACHINE,
  allowed: [
    { actions: ['logs:DescribeLogGroups'], resources: ['*'] },
    { actions: ['logs:PutRetentionPolicy'], resources: [LOG_GROUPS] },
    // Each log group is an execution of its own, which the first one starts and watches.
    { actions: ['states:StartExecution'], resources: [MACHINE] },
    { actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [EXECUTIONS] },
  ],
};

const EXPORTS: readonly Allowed[] = [
  { actions: ['logs:CreateExportTask'], resources: [LOG_GROUPS] },
  // Knows no resource.
  { actions: ['logs:DescribeExportTasks'], resources: ['*'] },
  // CloudWatch Logs exports for those only who could write there themselves.
  {
    actions: ['s3:PutObject'],
    resources: [`${BUCKETS}/*/AWSLogs/\${AWS::AccountId}/CloudWatchLogs/*`],
    bucketOwner: LOG_ACCOUNT,
  },
];

const SUBSCRIPTIONS: readonly Allowed[] = [
  { actions: ['logs:PutSubscriptionFilter'], resources: [LOG_GROUPS] },
  {
    actions: ['iam:PassRole'],
    resources: [SUBSCRIPTION_ROLE],
    condition: { StringEquals: { 'iam:PassedToService': 'logs.amazonaws.com' } },
  },
];

const schedule: RoleContent = {
  id: 'LogCollectionScheduleRole',
  name: NAMES.role.logCollectionSchedule,
  service: 'scheduler',
  allowed: [{ actions: ['states:StartExecution'], resources: [MACHINE] }],
};

/** CloudWatch Logs puts log events into the stream. */
const subscription: RoleContent = {
  id: 'LogSubscriptionRole',
  name: NAMES.role.logSubscription,
  service: 'logs',
  source: 'arn:${AWS::Partition}:logs:*:${AWS::AccountId}:*',
  allowed: [{ actions: ['firehose:PutRecord', 'firehose:PutRecordBatch'], resources: [STREAM] }],
};

/** The stream writes into the archive, below this account's id. */
const delivery: RoleContent = {
  id: 'LogStreamDeliveryRole',
  name: NAMES.role.logStreamDelivery,
  service: 'firehose',
  allowed: [
    {
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      resources: [BUCKETS],
      bucketOwner: LOG_ACCOUNT,
    },
    {
      actions: ['s3:AbortMultipartUpload', 's3:PutObject', 's3:PutObjectAcl'],
      resources: [`${BUCKETS}/*/AWSLogs/\${AWS::AccountId}/CloudWatchLogs-Stream/*`],
      bucketOwner: LOG_ACCOUNT,
    },
  ],
};

export const logCollectionRoles: AccountRole = {
  parameters: ['LogAccountId'],
  isEnabled: ({ logCollection }) => logCollection.enabled,
  add: (scope, cdk, config) => {
    for (const content of rolesOf(config)) addServiceRole(scope, cdk, content);
  },
};

function rolesOf({ logCollection }: Config): readonly RoleContent[] {
  if (logCollection.method === 'EXPORT')
    return [{ ...collection, allowed: [...collection.allowed, ...EXPORTS] }, schedule];
  return [{ ...collection, allowed: [...collection.allowed, ...SUBSCRIPTIONS] }, schedule, subscription, delivery];
}
