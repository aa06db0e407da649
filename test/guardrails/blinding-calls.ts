import { AUDIT, HOME_REGION, LOG, MEMBER } from '../support/cloudformation-fixture.ts';

/**
 * What an administrator of a member, the audit or the log account would call to blind the governance of the organization.
 * Each is denied by a guardrail, or, where a denial would stop other teams, told to a person.
 */
export interface BlindingCall {
  readonly capability: string;
  readonly account: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
  /** Name of the API operation where it is not that of the action. */
  readonly operation?: string;
  readonly isToldOnly?: true;
}

const PREFIX = 'aws-organizations';
const TAGGED = { 'aws:ResourceTag/metsuke:blueprint': 'x' };
const arn = (service: string, account: string, rest: string, region = HOME_REGION) =>
  `arn:aws:${service}:${region}:${account}:${rest}`;

/** Calls on one resource: names of actions, or an action with what differs. */
function on(
  capability: string,
  account: string,
  resource: string,
  actions: readonly string[],
  more: Pick<BlindingCall, 'context' | 'isToldOnly'> = {},
): readonly BlindingCall[] {
  return actions.map((each) => {
    const [action = '', operation] = each.split(' as ');
    return { capability, account, action, resource, ...more, ...(operation !== undefined && { operation }) };
  });
}

const RULE = arn('config', MEMBER, 'config-rule/config-rule-x1');
const RECORDER = arn('config', MEMBER, `configuration-recorder/${PREFIX}-recorder/x1`);
const DETECTOR = arn('guardduty', MEMBER, 'detector/d1');
const LOGS = `arn:aws:s3:::${PREFIX}-logs-${LOG}-${HOME_REGION}`;
const TOPIC = arn('sns', AUDIT, `${PREFIX}-AggregateSecurityNotifications`);
const FORMATTER = arn('lambda', AUDIT, `function:${PREFIX}-NotificationFormatter`);
const TABLE = arn('dynamodb', AUDIT, `table/${PREFIX}-Notifications`);
const QUEUE = arn('sqs', AUDIT, `${PREFIX}-NotificationsUndelivered`);
const KEY = arn('kms', LOG, 'key/11112222-3333-4444-5555-666677778888');
const EXECUTION_POLICY = `arn:aws:iam::${MEMBER}:policy/${PREFIX}-StackSetExecution-1`;
const BOUNDARY = `arn:aws:iam::${MEMBER}:policy/${PREFIX}-RoleBoundary`;
const OPERATOR_POLICY = `arn:aws:iam::${MEMBER}:policy/${PREFIX}-SessionOperator`;

export const BLINDING_CALLS: readonly BlindingCall[] = [
  ...on('roles', MEMBER, `arn:aws:iam::${MEMBER}:role/AWSCloudFormationStackSetExecutionRole`, [
    'iam:DeleteRole',
    'iam:DetachRolePolicy',
    'iam:PutRolePolicy',
    'iam:UpdateAssumeRolePolicy',
    'iam:PutRolePermissionsBoundary',
  ]),
  ...on('roles', MEMBER, `arn:aws:iam::${MEMBER}:role/${PREFIX}-EventForwarding`, [
    'iam:DeleteRolePolicy',
    'iam:UpdateRole',
    'iam:TagRole',
    'iam:DeleteRolePermissionsBoundary',
  ]),
  ...on('roles', MEMBER, BOUNDARY, ['iam:CreatePolicyVersion', 'iam:DeletePolicy']),
  ...on('roles', MEMBER, EXECUTION_POLICY, [
    'iam:CreatePolicyVersion',
    'iam:SetDefaultPolicyVersion',
    'iam:DeletePolicy',
  ]),
  ...on('roles', MEMBER, `arn:aws:iam::${MEMBER}:role/${PREFIX}-LogCollection`, ['iam:PassRole'], {
    context: { 'iam:PassedToService': 'states.amazonaws.com' },
  }),
  ...on('roles', AUDIT, `arn:aws:iam::${AUDIT}:role/${PREFIX}-NotificationFormatter`, ['iam:PassRole'], {
    context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
  }),
  ...on('stacks', MEMBER, arn('cloudformation', MEMBER, 'stack/StackSet-AWSOrganizations-ConfigRules-1/2'), [
    'cloudformation:DeleteStack',
    'cloudformation:UpdateStack',
    'cloudformation:CreateChangeSet',
    'cloudformation:SetStackPolicy',
    'cloudformation:ExecuteStackRefactor',
    'cloudformation:UpdateTerminationProtection',
  ]),
  ...on(
    'stacks',
    MEMBER,
    '*',
    ['cloudformation:RegisterType', 'cloudformation:ActivateType', 'cloudformation:SetTypeConfiguration'],
    {
      isToldOnly: true,
    },
  ),
  ...on('config', MEMBER, RECORDER, [
    'config:StopConfigurationRecorder',
    'config:DeleteConfigurationRecorder',
    'config:PutConfigurationRecorder',
    'config:DisassociateResourceTypes',
  ]),
  ...on('config', MEMBER, '*', [
    'config:DeleteDeliveryChannel',
    'config:PutDeliveryChannel',
    'config:PutRetentionConfiguration',
    'config:PutRemediationExceptions',
    'config:DeleteRemediationExceptions',
  ]),
  ...on('config', MEMBER, RULE, ['config:DeleteConfigRule', 'config:PutConfigRule', 'config:DeleteEvaluationResults']),
  ...on('config', MEMBER, arn('config', MEMBER, 'remediation-configuration/x1'), [
    'config:PutRemediationConfigurations',
    'config:DeleteRemediationConfiguration',
  ]),
  ...on('config', AUDIT, arn('config', AUDIT, 'config-aggregator/config-aggregator-x1'), [
    'config:DeleteConfigurationAggregator',
    'config:PutConfigurationAggregator',
  ]),
  ...on('trail', MEMBER, arn('cloudtrail', MEMBER, `trail/${PREFIX}-trail`), [
    'cloudtrail:StopLogging',
    'cloudtrail:DeleteTrail',
    'cloudtrail:UpdateTrail',
    'cloudtrail:PutEventSelectors',
    'cloudtrail:PutInsightSelectors',
  ]),
  ...on('guardduty', MEMBER, DETECTOR, ['guardduty:DeleteDetector', 'guardduty:UpdateDetector']),
  ...on('guardduty', MEMBER, '*', [
    'guardduty:ArchiveFindings',
    'guardduty:DisassociateFromAdministratorAccount',
    'guardduty:UpdateMalwareScanSettings',
    'guardduty:CreateIPSet',
    'guardduty:CreateThreatIntelSet',
  ]),
  ...on('guardduty', MEMBER, `${DETECTOR}/threatintelset/t1`, ['guardduty:DeleteThreatIntelSet']),
  ...on('guardduty', AUDIT, `${arn('guardduty', AUDIT, 'detector/d1')}/filter/f1`, ['guardduty:CreateFilter']),
  ...on('guardduty', AUDIT, '*', [
    'guardduty:StopMonitoringMembers',
    'guardduty:UpdateOrganizationConfiguration',
    'guardduty:UpdateMemberDetectors',
    'guardduty:DisassociateMembers',
  ]),
  ...on('guardduty', AUDIT, `${arn('guardduty', AUDIT, 'detector/d1')}/publishingdestination/p1`, [
    'guardduty:DeletePublishingDestination',
    'guardduty:UpdatePublishingDestination',
  ]),
  ...on('archive', LOG, LOGS, [
    's3:DeleteBucket',
    's3:DeleteBucketPolicy',
    's3:PutBucketPolicy',
    's3:PutBucketRequestPayment',
    's3:PutBucketVersioning',
    's3:PutBucketLogging',
    's3:PutBucketNotification',
    's3:PutBucketOwnershipControls',
    's3:PutBucketAcl',
    's3:PutBucketPublicAccessBlock as PutPublicAccessBlock',
    's3:PutEncryptionConfiguration as PutBucketEncryption',
    's3:PutLifecycleConfiguration as PutBucketLifecycleConfiguration',
    's3:PutReplicationConfiguration as PutBucketReplication',
    's3:PutBucketObjectLockConfiguration as PutObjectLockConfiguration',
  ]),
  ...on('archive', LOG, `${LOGS}/o-1/AWSLogs/1.gz`, [
    's3:DeleteObject',
    's3:DeleteObjectVersion as DeleteObject',
    's3:PutObject',
    's3:PutObjectRetention',
    's3:PutObjectLegalHold',
    's3:PutObjectTagging',
    's3:UpdateObjectEncryption',
    's3:BypassGovernanceRetention as DeleteObject',
  ]),
  ...on('archive', LOG, '*', ['s3:CreateJob']),
  // Behind an access point, an object of the archive has another ARN.
  ...on('archive', LOG, `arn:aws:s3:${HOME_REGION}:${LOG}:accesspoint/shortcut`, ['s3:CreateAccessPoint']),
  ...on(
    'keys',
    LOG,
    KEY,
    [
      'kms:ScheduleKeyDeletion',
      'kms:DisableKey',
      'kms:PutKeyPolicy',
      'kms:RevokeGrant',
      'kms:UntagResource',
      'kms:DisableKeyRotation',
    ],
    { context: { 'kms:ResourceAliases': [`alias/${PREFIX}-guardduty`] } },
  ),
  ...on('keys', LOG, arn('kms', LOG, `alias/${PREFIX}-guardduty`), ['kms:DeleteAlias', 'kms:UpdateAlias']),
  ...on('notifications', AUDIT, TOPIC, [
    'sns:DeleteTopic',
    'sns:SetTopicAttributes',
    'sns:RemovePermission',
    'sns:Unsubscribe',
    'sns:SetSubscriptionAttributes',
    'sns:PutDataProtectionPolicy',
    'sns:Publish',
  ]),
  ...on('notifications', AUDIT, FORMATTER, [
    'lambda:DeleteFunction',
    'lambda:UpdateFunctionCode',
    'lambda:UpdateFunctionConfiguration',
    'lambda:PutFunctionConcurrency',
    'lambda:AddPermission',
    'lambda:RemovePermission',
    'lambda:PutFunctionEventInvokeConfig',
    'lambda:PutRuntimeManagementConfig',
    'lambda:InvokeFunction as Invoke',
  ]),
  ...on('notifications', AUDIT, TABLE, [
    'dynamodb:DeleteTable',
    'dynamodb:UpdateTable',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'dynamodb:BatchWriteItem',
    'dynamodb:PutResourcePolicy',
    'dynamodb:UpdateTimeToLive',
  ]),
  ...on('notifications', AUDIT, QUEUE, [
    'sqs:DeleteQueue',
    'sqs:PurgeQueue',
    'sqs:SetQueueAttributes',
    'sqs:RemovePermission',
    'sqs:DeleteMessage',
  ]),
  ...on('notifications', AUDIT, arn('cloudwatch', AUDIT, `alarm:${PREFIX}-NotificationsUndelivered`), [
    'cloudwatch:DeleteAlarms',
    'cloudwatch:DisableAlarmActions',
    'cloudwatch:PutMetricAlarm',
    'cloudwatch:SetAlarmState',
    'cloudwatch:PutAlarmMuteRule',
  ]),
  ...on('notifications', AUDIT, arn('events', AUDIT, `event-bus/${PREFIX}-notifications`), [
    'events:DeleteEventBus',
    'events:UpdateEventBus',
    'events:PutEvents',
  ]),
  ...on('notifications', AUDIT, '*', ['events:PutPermission', 'events:RemovePermission']),
  ...on('notifications', AUDIT, arn('events', AUDIT, `connection/${PREFIX}-Notifications`), [
    'events:DeauthorizeConnection',
    'events:DeleteConnection',
    'events:UpdateConnection',
  ]),
  ...on(
    'notifications',
    AUDIT,
    arn('secretsmanager', AUDIT, `secret:events!connection/${PREFIX}-Notifications/x1-AbCdEf`),
    ['secretsmanager:DeleteSecret', 'secretsmanager:PutSecretValue'],
  ),
  ...on('notifications', AUDIT, arn('events', AUDIT, `api-destination/${PREFIX}-Notifications`), [
    'events:DeleteApiDestination',
    'events:UpdateApiDestination',
  ]),
  ...on('notifications', AUDIT, arn('scheduler', AUDIT, `schedule/default/${PREFIX}-NotificationDigest`), [
    'scheduler:DeleteSchedule',
    'scheduler:UpdateSchedule',
  ]),
  ...on('notifications', AUDIT, arn('logs', AUDIT, `log-group:${PREFIX}-NotificationFormatter`), [
    'logs:DeleteLogGroup',
    'logs:AssociateKmsKey',
    'logs:PutRetentionPolicy',
  ]),
  ...on('notifications', AUDIT, arn('ssm', AUDIT, `parameter/metsuke/${PREFIX}/rule-exceptions/1`), [
    'ssm:PutParameter',
    'ssm:DeleteParameter',
  ]),
  ...on(
    'notifications',
    AUDIT,
    arn('chatbot', AUDIT, `chat-configuration/slack-channel/${PREFIX}-ChatNotifications`, ''),
    ['chatbot:DeleteSlackChannelConfiguration', 'chatbot:UpdateSlackChannelConfiguration'],
  ),
  ...on('notifications', AUDIT, '*', ['chatbot:DeleteSlackWorkspaceAuthorization']),
  ...on('routes', MEMBER, arn('events', MEMBER, `rule/${PREFIX}-OwnResources`), [
    'events:DeleteRule',
    'events:DisableRule',
    'events:PutRule',
    'events:PutTargets',
    'events:RemoveTargets',
  ]),
  ...on('routes', MEMBER, arn('events', MEMBER, 'event-bus/default'), ['events:UpdateEventBus']),
  ...on('collection', MEMBER, arn('states', MEMBER, `stateMachine:${PREFIX}-log-collection`), [
    'states:DeleteStateMachine',
    'states:UpdateStateMachine',
  ]),
  ...on('collection', MEMBER, arn('states', MEMBER, `execution:${PREFIX}-log-collection:x1`), ['states:StopExecution']),
  ...on('collection', MEMBER, arn('firehose', MEMBER, `deliverystream/${PREFIX}-log-collection`), [
    'firehose:DeleteDeliveryStream',
    'firehose:UpdateDestination',
    'firehose:PutRecord',
  ]),
  ...on('collection', MEMBER, '*', ['logs:DeleteAccountPolicy', 'logs:PutAccountPolicy']),
  ...on('collection', MEMBER, arn('logs', MEMBER, 'log-group:/var/log/secure'), [
    'logs:DeleteSubscriptionFilter',
    'logs:PutDataProtectionPolicy',
  ]),
  ...on('collection', MEMBER, arn('logs', MEMBER, 'log-group:/var/log/secure'), ['logs:PutSubscriptionFilter'], {
    isToldOnly: true,
  }),
  ...on('sessions', MEMBER, arn('ssm', MEMBER, `document/metsuke-${PREFIX}-Session-993ddae7`), [
    'ssm:DeleteDocument',
    'ssm:UpdateDocument',
    'ssm:UpdateDocumentDefaultVersion',
    'ssm:ModifyDocumentPermission',
  ]),
  ...on('sessions', MEMBER, arn('ssm', MEMBER, 'document/SSM-SessionManagerRunShell'), [
    'ssm:DeleteDocument',
    'ssm:UpdateDocument',
    'ssm:UpdateDocumentDefaultVersion',
  ]),
  ...on('sessions', MEMBER, arn('logs', MEMBER, `log-group:/metsuke/${PREFIX}/sessions`), [
    'logs:DeleteLogGroup',
    'logs:PutRetentionPolicy',
    'logs:DisassociateKmsKey',
    'logs:DeleteSubscriptionFilter',
  ]),
  ...on('sessions', MEMBER, OPERATOR_POLICY, ['iam:CreatePolicyVersion', 'iam:DeletePolicyVersion']),
  ...on(
    'sessions',
    MEMBER,
    arn('ssm', MEMBER, 'servicesetting/ssm/managed-instance/default-ec2-instance-management-role'),
    ['ssm:UpdateServiceSetting', 'ssm:ResetServiceSetting'],
  ),
  ...on(
    'sessions',
    MEMBER,
    arn('ec2', MEMBER, 'vpc-endpoint/vpce-1'),
    ['ec2:DeleteVpcEndpoints', 'ec2:ModifyVpcEndpoint'],
    { context: TAGGED },
  ),
  ...on('inventory', MEMBER, arn('ssm', MEMBER, `resource-data-sync/${PREFIX}-inventory`), [
    'ssm:DeleteResourceDataSync',
    'ssm:UpdateResourceDataSync',
  ]),
  ...on(
    'inventory',
    MEMBER,
    arn('ssm', MEMBER, 'association/x1'),
    ['ssm:DeleteAssociation', 'ssm:UpdateAssociation', 'ssm:RemoveTagsFromResource'],
    { context: TAGGED },
  ),
  ...on('inventory', MEMBER, arn('ssm', MEMBER, 'document/AWS-GatherSoftwareInventory'), ['ssm:CreateAssociation']),
  ...on(
    'patching',
    MEMBER,
    arn('ssm', MEMBER, 'patchbaseline/pb-1'),
    ['ssm:UpdatePatchBaseline', 'ssm:DeletePatchBaseline', 'ssm:DeregisterPatchBaselineForPatchGroup'],
    { context: TAGGED },
  ),
  ...on('patching', MEMBER, arn('ssm', MEMBER, 'patchbaseline/pb-1'), ['ssm:RegisterDefaultPatchBaseline'], {
    isToldOnly: true,
  }),
  ...on(
    'patching',
    MEMBER,
    arn('ssm', MEMBER, 'maintenancewindow/mw-1'),
    [
      'ssm:UpdateMaintenanceWindow',
      'ssm:DeleteMaintenanceWindow',
      'ssm:DeregisterTaskFromMaintenanceWindow',
      'ssm:DeregisterTargetFromMaintenanceWindow',
    ],
    { context: TAGGED },
  ),
  ...on('images', AUDIT, arn('imagebuilder', AUDIT, `image-pipeline/${PREFIX}-amazon-linux-2023-x86-64`), [
    'imagebuilder:DeleteImagePipeline',
    'imagebuilder:UpdateImagePipeline',
  ]),
  ...on('reports', LOG, arn('athena', LOG, `workgroup/${PREFIX}-reports`), [
    'athena:DeleteWorkGroup',
    'athena:UpdateWorkGroup',
    'athena:UpdateNamedQuery',
  ]),
  ...on('reports', LOG, arn('glue', LOG, 'table/aws_organizations_logs/cloudtrail'), [
    'glue:DeleteTable',
    'glue:UpdateTable',
  ]),
  ...on('reports', LOG, '*', ['lakeformation:PutDataLakeSettings']),
  ...on('reports', LOG, arn('glue', LOG, 'catalog'), ['glue:PutDataCatalogEncryptionSettings']),
  ...on('account', MEMBER, '*', ['organizations:LeaveOrganization']),
  ...on('account', MEMBER, arn('account', MEMBER, 'account', ''), [
    'account:DisableRegion',
    'account:PutAccountName',
    'account:CloseAccount',
  ]),
];
