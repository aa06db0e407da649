import type { Guardrail } from '../guardrail.ts';
import { makeProtectionPolicy, type Protection } from '../protection.ts';

/** What carries, keeps and tells: buckets, log groups, keys, event rules, topics and what formats the mails. */
export const protectDelivery: Guardrail = {
  id: 'protect-delivery',
  section: 'protectBaseline',
  title: 'Nobody changes the buckets, log groups, keys, rules and topics of the baseline',
  type: 'SERVICE_CONTROL_POLICY',
  policyName: (config) => `${config.resourcePrefix}-protect-delivery`,
  description: () =>
    'Log buckets, log groups, keys, event rules and topics of the baseline are changed by its own roles only.',
  document: (config) =>
    makeProtectionPolicy(config, [
      makeBuckets(config.resourcePrefix),
      makeLogGroups(config.resourcePrefix),
      makeKeys(config.resourcePrefix),
      makeAliases(config.resourcePrefix),
      makeEvents(config.resourcePrefix),
      makeTopics(config.resourcePrefix),
      makeFormatter(config.resourcePrefix),
      makeParameters(config.resourcePrefix),
    ]),
};

/** No role of ours deletes an object either: lifecycle rules do, and no policy binds those. */
function makeBuckets(prefix: string): Protection {
  return {
    sid: 'Buckets',
    actions: [
      's3:BypassGovernanceRetention',
      's3:DeleteBucket',
      's3:DeleteBucketPolicy',
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:PutBucketAcl',
      's3:PutBucketLogging',
      's3:PutBucketObjectLockConfiguration',
      's3:PutBucketOwnershipControls',
      's3:PutBucketPolicy',
      's3:PutBucketPublicAccessBlock',
      's3:PutBucketVersioning',
      's3:PutEncryptionConfiguration',
      's3:PutLifecycleConfiguration',
      's3:PutReplicationConfiguration',
    ],
    resources: [`s3:::${prefix}-*`],
  };
}

function makeLogGroups(prefix: string): Protection {
  return {
    sid: 'LogGroups',
    actions: [
      'firehose:DeleteDeliveryStream',
      'firehose:UpdateDestination',
      'logs:DeleteLogGroup',
      'logs:DeleteLogStream',
      'logs:DeleteMetricFilter',
      'logs:DeleteRetentionPolicy',
      'logs:DeleteSubscriptionFilter',
      'logs:DisassociateKmsKey',
      'logs:PutMetricFilter',
      'logs:PutRetentionPolicy',
    ],
    resources: [
      `logs:*:*:log-group:${prefix}-*`,
      `logs:*:*:log-group:/aws/lambda/${prefix}-*`,
      `firehose:*:*:deliverystream/${prefix}-*`,
    ],
  };
}

/** The ARN of a key tells nothing: ours are known by their alias. */
function makeKeys(prefix: string): Protection {
  return {
    sid: 'Keys',
    actions: ['kms:DisableKey', 'kms:DisableKeyRotation', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
    resources: ['*'],
    condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': `alias/${prefix}-*` } },
  };
}

function makeAliases(prefix: string): Protection {
  return {
    sid: 'Aliases',
    actions: ['kms:DeleteAlias', 'kms:UpdateAlias'],
    resources: [`kms:*:*:alias/${prefix}-*`],
  };
}

function makeEvents(prefix: string): Protection {
  return {
    sid: 'Events',
    actions: [
      'events:DeleteApiDestination',
      'events:DeleteConnection',
      'events:DeleteEventBus',
      'events:DeleteRule',
      'events:DisableRule',
      'events:PutRule',
      'events:PutTargets',
      'events:RemoveTargets',
      'events:UpdateApiDestination',
      'events:UpdateConnection',
      'events:UpdateEventBus',
      'scheduler:DeleteSchedule',
      'scheduler:UpdateSchedule',
    ],
    // A rule of a bus of its own is rule/<bus>/<rule>, and our buses begin with the prefix too.
    resources: [
      ...['rule', 'event-bus', 'api-destination', 'connection'].map((kind) => `events:*:*:${kind}/${prefix}-*`),
      `scheduler:*:*:schedule/*/${prefix}-*`,
    ],
  };
}

function makeTopics(prefix: string): Protection {
  return {
    sid: 'Topics',
    actions: [
      'sns:AddPermission',
      'sns:DeleteTopic',
      'sns:RemovePermission',
      'sns:SetSubscriptionAttributes',
      'sns:SetTopicAttributes',
      'sns:Subscribe',
      'sns:Unsubscribe',
    ],
    resources: [`sns:*:*:${prefix}-*`],
  };
}

/** What turns events into mails, what it remembers, and the alarms that tell of what it does not see. */
function makeFormatter(prefix: string): Protection {
  return {
    sid: 'Formatter',
    actions: [
      'cloudwatch:DeleteAlarms',
      'cloudwatch:DisableAlarmActions',
      'cloudwatch:PutMetricAlarm',
      'cloudwatch:SetAlarmState',
      'dynamodb:DeleteItem',
      'dynamodb:DeleteTable',
      'dynamodb:UpdateTable',
      'lambda:AddPermission',
      'lambda:DeleteFunction',
      'lambda:PutFunctionConcurrency',
      'lambda:RemovePermission',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
      'sqs:DeleteQueue',
      'sqs:PurgeQueue',
      'sqs:SetQueueAttributes',
      'states:DeleteStateMachine',
      'states:UpdateStateMachine',
    ],
    resources: [
      `cloudwatch:*:*:alarm:${prefix}-*`,
      `dynamodb:*:*:table/${prefix}-*`,
      `lambda:*:*:function:${prefix}-*`,
      `sqs:*:*:${prefix}-*`,
      `states:*:*:stateMachine:${prefix}-*`,
    ],
  };
}

function makeParameters(prefix: string): Protection {
  return {
    sid: 'Parameters',
    actions: [
      'ssm:DeleteDocument',
      'ssm:DeleteParameter',
      'ssm:DeleteParameters',
      'ssm:ModifyDocumentPermission',
      'ssm:PutParameter',
      'ssm:UpdateDocument',
      'ssm:UpdateDocumentDefaultVersion',
    ],
    resources: [`ssm:*:*:parameter/metsuke/${prefix}/*`, `ssm:*:*:document/${prefix}-*`],
  };
}
