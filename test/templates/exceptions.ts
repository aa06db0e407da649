/** What a linter says and we do not follow, each with the reason. A rule that no template breaks any more fails the test. */
export interface LintException {
  readonly rule: string;
  /** Blueprint and, where the linter names one, resource. */
  readonly where: string;
  readonly reason: string;
}

const TLS_ONLY_BY_JOIN =
  "Prefers Fn::Sub over Fn::Join; Control Tower's control CT.S3.PR.8 recognizes a TLS-only policy by Fn::Join.";

export const CFN_LINT_EXCEPTIONS: readonly LintException[] = [
  { rule: 'I1022', where: 'logging-resource', reason: TLS_ONLY_BY_JOIN },
  { rule: 'I1022', where: 'trail-archive', reason: TLS_ONLY_BY_JOIN },
  { rule: 'I1022', where: 'log-archive-regions', reason: TLS_ONLY_BY_JOIN },
  { rule: 'I1022', where: 'guardduty-export', reason: TLS_ONLY_BY_JOIN },
  { rule: 'I1022', where: 'athena-reports', reason: TLS_ONLY_BY_JOIN },
];

export const VALIDATOR_EXCEPTIONS: readonly LintException[] = [
  {
    rule: 'F3031',
    where: 'security-resource ConfigAggregator',
    reason: 'False positive: it splits the empty default of Accounts in the branch of Fn::If that is taken without it.',
  },
];

const NO_ACCESS_LOG_IN_REGION =
  'Access logs stay in the region of their bucket, and the bucket for them is at home only.';

const NO_BUCKET_KMS = 'SSE-S3: AWS Config and access logs deliver to it without a key that somebody could disable.';

const COPIES = 'Results of queries are copies that expire: the log archive, where they come from, has all of that.';

/** Control Tower's proactive controls, as Guard rules. */
export const CONTROL_TOWER_EXCEPTIONS: readonly LintException[] = [
  { rule: 's3_bucket_default_encryption_kms_check', where: 'logging-resource', reason: NO_BUCKET_KMS },
  {
    rule: 's3_bucket_logging_enabled_check',
    where: 'logging-resource',
    reason: 'S3LoggingBucket is where the access logs go; its own would never end.',
  },
  {
    rule: 's3_event_notifications_enabled_check',
    where: 'logging-resource',
    reason: 'Nothing listens to new log objects.',
  },
  {
    rule: 's3_bucket_object_lock_enabled_check',
    where: 'logging-resource',
    reason: 'AWS Config and Systems Manager cannot deliver to a bucket with Object Lock.',
  },
  {
    rule: 'iam_managed_policy_no_statements_with_full_access_check',
    where: 'stackset-execution',
    reason: 'cloudformation:* on the stacks of stack sets is what CloudFormation demands of an execution role.',
  },
  {
    rule: 'iam_managed_policy_no_statements_with_full_access_check',
    where: 'management-execution',
    reason: 'The same role as stackset-execution.',
  },
  {
    rule: 'cloudwatch_log_group_encrypted_check',
    where: 'notification-hub',
    reason: 'Encrypted by CloudWatch Logs; the log holds ids and results, never what is in an event.',
  },
  {
    rule: 'lambda_inside_vpc_check',
    where: 'notification-hub',
    reason: 'It speaks to AWS alone; a network of its own would need endpoints for five services and reach no more.',
  },
  {
    rule: 'sqs_dlq_check',
    where: 'notification-hub',
    reason: 'It is the dead-letter queue.',
  },
  {
    rule: 'sqs_dlq_check',
    where: 'notification-routes',
    reason: 'It is the dead-letter queue of the rules.',
  },
  {
    rule: 'cloudwatch_alarm_action_check',
    where: 'notification-routes',
    reason:
      'False positive: it does not look into Fn::If. At home the topic is told; elsewhere the route of alarms tells.',
  },
  ...[
    's3_bucket_versioning_enabled_check',
    's3_bucket_logging_enabled_check',
    's3_event_notifications_enabled_check',
    's3_bucket_object_lock_enabled_check',
  ].map((rule) => ({ rule, where: 'athena-reports', reason: COPIES })),
  ...['s3_bucket_default_encryption_kms_check', 'athena_workgroup_results_encrypted_at_rest_kms_check'].map((rule) => ({
    rule,
    where: 'athena-reports',
    reason: 'SSE-S3, as the log archive that the results come from.',
  })),
  ...['trail-archive', 'log-archive-regions'].flatMap((where) => [
    { rule: 's3_bucket_default_encryption_kms_check', where, reason: NO_BUCKET_KMS },
    { rule: 's3_event_notifications_enabled_check', where, reason: 'Nothing listens to new log objects.' },
  ]),
  {
    rule: 's3_bucket_logging_enabled_check',
    where: 'trail-archive',
    reason: 'False positive: the control knows the destination only as a bucket of the same template.',
  },
  {
    rule: 's3_bucket_logging_enabled_check',
    where: 'log-archive-regions',
    reason: 'A bucket for access logs in every region would be one more to keep; data events can tell who reads.',
  },
  {
    rule: 's3_bucket_object_lock_enabled_check',
    where: 'log-archive-regions',
    reason: 'Like the archive at home: what is exported can be exported again.',
  },
  ...['organization-trail', 'account-trail'].map((where) => ({
    rule: 'cloud_trail_encryption_enabled_check',
    where,
    reason: 'SSE-S3 unless cloudTrail.encryption says SSE_KMS: a disabled key loses log files.',
  })),
  {
    rule: 'cloud_trail_cloud_watch_logs_enabled_check',
    where: 'account-trail',
    reason: 'The log group and its alarms belong to the trail of the organization.',
  },
  {
    rule: 'cloudwatch_alarm_action_check',
    where: 'organization-trail',
    reason: 'EventBridge hears of every change of an alarm, and the notification hub makes a mail of it.',
  },
  {
    rule: 'cloudwatch_alarm_action_check',
    where: 'log-collection',
    reason: 'EventBridge hears of every change of an alarm, and the notification hub makes a mail of it.',
  },
  {
    rule: 'cloudwatch_log_group_retention_period_check',
    where: 'organization-trail',
    reason: 'The log group feeds the alarms; the archive is what keeps the events.',
  },
  {
    rule: 'cloudwatch_log_group_encrypted_check',
    where: 'session-manager',
    reason: 'CloudWatch Logs encrypts by itself; sessions.kmsKey has a key, by choice.',
  },
  {
    rule: 'cloudwatch_log_group_encrypted_check',
    where: 'organization-trail',
    reason: 'CloudWatch Logs encrypts by itself; a key of Metsuke would be one more that somebody could disable.',
  },
  {
    rule: 'kms_create_grant_aws_service_check',
    where: 'session-keys',
    reason: "The statement of KMS's default policy, without which nobody could manage the key.",
  },
  {
    rule: 'kms_create_grant_aws_service_check',
    where: 'trail-key',
    reason: "The statement of KMS's default policy, without which nobody could manage the key.",
  },
  ...['log-collection', 'athena-schedule'].flatMap((where) =>
    ['logging', 'tracing'].map((what) => ({
      rule: `step_functions_state_machine_${what}_enabled_check`,
      where,
      reason: 'Step Functions keeps the history of a standard execution for 90 days, free of charge.',
    })),
  ),
  {
    rule: 'kms_create_grant_aws_service_check',
    where: 'guardduty-export',
    reason: 'The account of the key may do anything with it, as AWS advises: nobody is locked out for good.',
  },
  { rule: 's3_bucket_logging_enabled_check', where: 'guardduty-export', reason: NO_ACCESS_LOG_IN_REGION },
  {
    rule: 's3_event_notifications_enabled_check',
    where: 'guardduty-export',
    reason: 'Findings are told by EventBridge; nothing listens to the bucket.',
  },
  {
    rule: 's3_bucket_object_lock_enabled_check',
    where: 'guardduty-export',
    reason: 'What detects is GuardDuty; the bucket only keeps copies longer, and keeps versions of them.',
  },
];

const EXECUTION_WILDCARDS =
  'Limited to the prefix of our names, or to actions that know no resource; see permissions.ts.';

/** The pack AwsSolutions of cdk-nag. */
export const NAG_EXCEPTIONS: readonly LintException[] = [
  { rule: 'AwsSolutions-S1', where: 'guardduty-export', reason: NO_ACCESS_LOG_IN_REGION },
  {
    rule: 'AwsSolutions-IAM4',
    where: 'audit-execution-roles',
    reason: 'The administrator and the reader of an account are defined by what AWS adds to these policies.',
  },
  { rule: 'AwsSolutions-IAM5', where: 'stackset-execution', reason: EXECUTION_WILDCARDS },
  {
    rule: 'AwsSolutions-IAM4',
    where: 'stackset-execution',
    reason: 'Only with stackSets.executionPolicy: administrator, which is a choice.',
  },
  { rule: 'AwsSolutions-IAM5', where: 'management-execution', reason: EXECUTION_WILDCARDS },
  {
    rule: 'AwsSolutions-IAM4',
    where: 'management-execution',
    reason: 'Only with stackSets.executionPolicy: administrator, which is a choice.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    where: 'stackset-administration',
    reason: 'It assumes the execution role in whichever account of the organization: aws:ResourceOrgID is the bound.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    where: 'security-resource',
    reason: 'The audit roles assume one role in whichever account of the organization: aws:ResourceOrgID is the bound.',
  },
  {
    rule: 'AwsSolutions-IAM4',
    where: 'security-resource',
    reason: 'AWS maintains what a Lambda function and the aggregator need.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    where: 'notification-hub',
    reason: 'Streams of its own log group, and the names of the accounts of its own organization.',
  },
  {
    rule: 'AwsSolutions-SQS3',
    where: 'notification-routes',
    reason: 'False positive: it is the dead-letter queue of rules in other accounts, which no template shows.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    where: 'account-roles',
    reason: 'Every log group and region of the account; in the archive, the folder of the account.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    where: 'organization-trail',
    reason: 'CloudTrail ends the names of its log streams itself.',
  },
  { rule: 'AwsSolutions-S1', where: 'athena-reports', reason: COPIES },
  {
    rule: 'AwsSolutions-S1',
    where: 'log-archive-regions',
    reason: 'A bucket for access logs in every region would be one more to keep; data events can tell who reads.',
  },
  ...['log-collection', 'athena-schedule'].flatMap((where) =>
    ['AwsSolutions-SF1', 'AwsSolutions-SF2'].map((rule) => ({
      rule,
      where,
      reason: 'Step Functions keeps the history of a standard execution for 90 days, free of charge.',
    })),
  ),
  {
    rule: 'AwsSolutions-IAM5',
    where: 'athena-schedule',
    reason: 'The objects of the archive, and the tables of one database.',
  },
  {
    rule: 'AwsSolutions-IAM4',
    where: 'image-pipeline',
    reason: 'AWS maintains what a build instance and the life cycle of images need.',
  },
  { rule: 'AwsSolutions-IAM5', where: 'image-pipeline', reason: 'Objects below one prefix: the logs of builds.' },
  {
    rule: 'AwsSolutions-IAM4',
    where: 'account-roles',
    reason: 'AWS maintains what its agent on an instance needs.',
  },
];
