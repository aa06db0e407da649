// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import { CAPABILITIES } from '../../capabilities/catalog.ts';
import { NAMES } from '../../domain/names.ts';
import type { NamedType } from '../../domain/namespace.ts';
import { arnOfOurs } from '../ours.ts';
import { arns, type Permission } from './permission.ts';

const BUCKETS = arns('AWS::S3::Bucket');
const TOPICS = arns('AWS::SNS::Topic');
// The id in an aggregator's ARN is AWS's own.
const AGGREGATORS = ['arn:${AWS::Partition}:config:*:${AWS::AccountId}:config-aggregator/*'];
// So are those in the ARNs of a rule, a recorder and a remediation.
const CONFIG_RULES = ['arn:${AWS::Partition}:config:*:${AWS::AccountId}:config-rule/*'];
const CONFIG_RECORDERS = ['arn:${AWS::Partition}:config:*:${AWS::AccountId}:configuration-recorder/*'];
const CONFIG_REMEDIATIONS = ['arn:${AWS::Partition}:config:*:${AWS::AccountId}:remediation-configuration/*'];
const CONFIG_SERVICE_ROLE = [
  'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
];
const BUSES = arns('AWS::Events::EventBus');
const EVENT_RULES = arns('AWS::Events::Rule');
const FUNCTIONS = arns('AWS::Lambda::Function');
const TABLES = arns('AWS::DynamoDB::Table');
const QUEUES = arns('AWS::SQS::Queue');
const ALARMS = arns('AWS::CloudWatch::Alarm');
const LOG_GROUPS = arns('AWS::Logs::LogGroup');
const SCHEDULES = arns('AWS::Scheduler::Schedule');
const CONNECTIONS = arns('AWS::Events::Connection');
const API_DESTINATIONS = arns('AWS::Events::ApiDestination');
const CHANNELS = arns('AWS::Chatbot::SlackChannelConfiguration');
// EventBridge keeps what a connection needs in a secret of this name.
const CONNECTION_SECRETS = [
  'arn:${AWS::Partition}:secretsmanager:*:${AWS::AccountId}:secret:events!connection/${ManagedResourcePrefix}-*',
];
const WEBHOOK_SECRETS = ['arn:${AWS::Partition}:secretsmanager:*:${AWS::AccountId}:secret:metsuke/*'];
const PARAMETERS = arns('AWS::SSM::Parameter');
// The ids of associations, baselines and windows are AWS's own.
const ASSOCIATIONS = [
  'arn:${AWS::Partition}:ssm:*:${AWS::AccountId}:association/*',
  'arn:${AWS::Partition}:ssm:*::document/AWS-GatherSoftwareInventory',
  'arn:${AWS::Partition}:ssm:*::document/AWS-RunPatchBaseline',
  'arn:${AWS::Partition}:ec2:*:${AWS::AccountId}:instance/*',
  'arn:${AWS::Partition}:ssm:*:${AWS::AccountId}:managed-instance/*',
];
const DATA_SYNCS = arns('AWS::SSM::ResourceDataSync');
const PATCH_BASELINES = ['arn:${AWS::Partition}:ssm:*:*:patchbaseline/*'];
const MAINTENANCE_WINDOWS = ['arn:${AWS::Partition}:ssm:*:${AWS::AccountId}:maintenancewindow/*'];
const STACKS = arns('AWS::CloudFormation::Stack').filter((arn) => arn.includes(':stack/StackSet-'));
const TRAILS = arns('AWS::CloudTrail::Trail');
const STREAMS = arns('AWS::KinesisFirehose::DeliveryStream');
const EVERY_LOG_GROUP = ['arn:${AWS::Partition}:logs:*:${AWS::AccountId}:log-group:*'];
const ALIASES = arns('AWS::KMS::Alias');
const KEYS = ['arn:${AWS::Partition}:kms:*:${AWS::AccountId}:key/*'];
const STATE_MACHINES = arns('AWS::StepFunctions::StateMachine');
const INSTANCE_PROFILES = arns('AWS::IAM::InstanceProfile');
const SESSION_DOCUMENTS = arns('AWS::SSM::Document');
const SESSION_LOG_GROUPS = LOG_GROUPS.filter((arn) => arn.includes(':/metsuke/'));
// No other: the execution role has policies of its own, and roles their boundary, which it must not write.
const SESSION_POLICIES = Object.values(NAMES.managedPolicy).map((name) => arnOfOurs('AWS::IAM::ManagedPolicy', name));
const policyOfAws = (name: string): string => `arn:\${AWS::Partition}:iam::aws:policy/${name}`;
/** Policies of AWS that the templates attach to roles with the boundary; a test holds them against the templates. */
const ATTACHED = [
  'AmazonSSMManagedEC2InstanceDefaultPolicy',
  'AmazonSSMManagedInstanceCore',
  'EC2InstanceProfileForImageBuilder',
  'service-role/AWSConfigRoleForOrganizations',
  'service-role/AWSLambdaBasicExecutionRole',
  'service-role/EC2ImageBuilderLifecycleExecutionPolicy',
].map(policyOfAws);
const roleOfOurs = (name: string): string => arnOfOurs('AWS::IAM::Role', name);
const ADMINISTRATOR = roleOfOurs(NAMES.role.administratorExecution);
const READER = roleOfOurs(NAMES.role.readOnlyExecution);
// By their whole names: the prefix may be what others begin the names of their roles with, too.
const ROLES = Object.values(NAMES.role).map(roleOfOurs);
const BOUND_ROLES = ROLES.filter((role) => role !== ADMINISTRATOR && role !== READER);
/** The boundary of roles that stack sets make; see boundary.ts. */
export const ROLE_BOUNDARY_ARN = arnOfOurs('AWS::IAM::ManagedPolicy', NAMES.boundary.roles);

const VPC_ENDPOINTS = ['arn:${AWS::Partition}:ec2:*:${AWS::AccountId}:vpc-endpoint/*'];
const SECURITY_GROUPS = ['arn:${AWS::Partition}:ec2:*:${AWS::AccountId}:security-group/*'];
const SECURITY_GROUP_RULES = ['arn:${AWS::Partition}:ec2:*:${AWS::AccountId}:security-group-rule/*'];
const VPCS = ['arn:${AWS::Partition}:ec2:*:${AWS::AccountId}:vpc/*'];
const SUBNETS_AND_ROUTE_TABLES = ['subnet', 'route-table'].map(
  (kind) => `arn:\${AWS::Partition}:ec2:*:\${AWS::AccountId}:${kind}/*`,
);
const HOSTED_ZONES = ['arn:${AWS::Partition}:route53:::hostedzone/*'];
const ANYTHING = ['*'];
// One statement for the work group, its queries, the database and its tables: a policy has few characters. The catalog
// itself is named in every call, too, but not everything may be done with it.
const ATHENA: readonly Permission[] = [
  {
    actions: ['athena:*', 'glue:*'],
    resources: arns('AWS::Athena::WorkGroup', 'AWS::Glue::Database', 'AWS::Glue::Table'),
  },
  {
    actions: [
      'glue:CreateDatabase',
      'glue:CreateTable',
      'glue:DeleteDatabase',
      'glue:DeleteTable',
      'glue:GetDatabase*',
      'glue:GetTable*',
      'glue:UpdateDatabase',
      'glue:UpdateTable',
    ],
    resources: ['arn:${AWS::Partition}:glue:*:${AWS::AccountId}:catalog'],
  },
];

/** Stack sets and their stacks tag what they make: ids of keys and endpoints say nothing, so ours are known by the tag. */
const WHAT_WE_MAKE = { Null: { 'aws:RequestTag/metsuke:blueprint': 'false' } };
const WHAT_WE_MADE = { Null: { 'aws:ResourceTag/metsuke:blueprint': 'false' } };

/** Of things that are there already tags are changed on ours only: whoever tagged another one made it ours. */
const TAG_ON_CREATION: Permission = {
  actions: ['ec2:CreateTags'],
  resources: [...SECURITY_GROUPS, ...VPC_ENDPOINTS],
  condition: { StringEquals: { 'ec2:CreateAction': ['CreateSecurityGroup', 'CreateVpcEndpoint'] } },
};

const WITH_BOUNDARY = { 'iam:PermissionsBoundary': ROLE_BOUNDARY_ARN };

/** Only roles that are made for instances: any other role of ours on an instance would be a way up for whoever starts it. */
const PASS_TO_INSTANCES: Permission = {
  actions: ['iam:PassRole'],
  resources: [NAMES.role.imageBuild, NAMES.role.instance].map((name) => arnOfOurs('AWS::IAM::Role', name)),
  condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
};

/** What Image Builder keeps under a name of ours. */
function imageBuilderOf(type: NamedType, extra: readonly string[] = []): readonly Permission[] {
  const noun = type.split('::')[2] ?? '';
  return [
    {
      actions: [
        ...['Create', 'Delete', 'Get'].map((verb) => `imagebuilder:${verb}${noun}`),
        ...extra,
        'imagebuilder:ListTagsForResource',
        'imagebuilder:TagResource',
        'imagebuilder:UntagResource',
      ].sort(),
      resources: arns(type),
    },
  ];
}

function passRoleTo(service: string): Permission {
  return {
    actions: ['iam:PassRole'],
    resources: BOUND_ROLES,
    condition: { StringEquals: { 'iam:PassedToService': `${service}.amazonaws.com` } },
    passedTo: `${service}.amazonaws.com`,
  };
}

/**
 * Stacks of stack sets, and no others: a stack that was given a service role of its own runs as that role for whoever
 * may update it. Reading is not limited, because half of CloudFormation's reads know no resource.
 */
export const STACK_PERMISSIONS: readonly Permission[] = [
  { actions: ['cloudformation:*'], resources: STACKS },
  {
    actions: [
      'cloudformation:BatchDescribeTypeConfigurations',
      'cloudformation:Describe*',
      'cloudformation:Get*',
      'cloudformation:List*',
      'cloudformation:ValidateTemplate',
    ],
    resources: ANYTHING,
  },
];

/**
 * What CloudFormation calls, as this role, to create, read (for drift too), update, tag, roll back and delete a resource
 * of each type. From the handlers in CloudFormation's resource schemas, without what only properties need that none of
 * the blueprints sets. A new type in a template needs a line here; a test tells.
 *
 * This keeps mistakes and strange templates within bounds: a role that is made through it has the boundary, which it
 * cannot change or take away, so that no role is wider than those of the templates together.
 */
export const PERMISSIONS: Readonly<Record<string, readonly Permission[]>> = {
  'AWS::Athena::NamedQuery': ATHENA,
  'AWS::Athena::WorkGroup': ATHENA,
  'AWS::Chatbot::SlackChannelConfiguration': [
    {
      actions: [
        'chatbot:AssociateToConfiguration',
        'chatbot:DeleteSlackChannelConfiguration',
        'chatbot:DisassociateFromConfiguration',
        'chatbot:ListAssociations',
        'chatbot:TagResource',
        'chatbot:UntagResource',
        'chatbot:UpdateSlackChannelConfiguration',
      ],
      resources: CHANNELS,
    },
    {
      // What makes and reads one knows no resource.
      actions: [
        'chatbot:CreateSlackChannelConfiguration',
        'chatbot:DescribeSlackChannelConfigurations',
        'chatbot:ListTagsForResource',
      ],
      resources: ANYTHING,
    },
    passRoleTo('chatbot'),
    {
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [
        'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/management.chatbot.amazonaws.com/*',
      ],
    },
  ],
  'AWS::CloudTrail::Trail': [
    {
      // On our trails nothing is left out but what none of the templates sets; a managed policy has few characters.
      actions: [
        'cloudtrail:*Logging',
        'cloudtrail:*Tags',
        'cloudtrail:*Trail',
        'cloudtrail:GetEventSelectors',
        'cloudtrail:GetInsightSelectors',
        'cloudtrail:GetTrailStatus',
        'cloudtrail:PutEventSelectors',
        'cloudtrail:PutInsightSelectors',
      ],
      resources: TRAILS,
    },
    { actions: ['cloudtrail:DescribeTrails'], resources: ANYTHING },
  ],
  'AWS::CloudWatch::Alarm': [
    {
      actions: [
        'cloudwatch:DeleteAlarms',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:ListTagsForResource',
        'cloudwatch:PutMetricAlarm',
        'cloudwatch:TagResource',
        'cloudwatch:UntagResource',
      ],
      resources: ALARMS,
    },
  ],
  'AWS::Config::ConfigRule': [
    {
      actions: [
        'config:DeleteConfigRule',
        'config:ListTagsForResource',
        'config:PutConfigRule',
        'config:TagResource',
        'config:UntagResource',
      ],
      resources: CONFIG_RULES,
    },
    {
      actions: ['config:DescribeComplianceByConfigRule', 'config:DescribeConfigRules'],
      resources: ANYTHING,
    },
  ],
  'AWS::Config::ConfigurationAggregator': [
    {
      actions: [
        'config:DeleteConfigurationAggregator',
        'config:ListTagsForResource',
        'config:PutConfigurationAggregator',
        'config:TagResource',
        'config:UntagResource',
      ],
      resources: AGGREGATORS,
    },
    {
      actions: [
        'config:DescribeConfigurationAggregatorSourcesStatus',
        'config:DescribeConfigurationAggregators',
        // AWS Config asks, as the caller, whether the account may aggregate the organization.
        'organizations:DescribeOrganization',
        'organizations:EnableAWSServiceAccess',
        'organizations:ListAWSServiceAccessForOrganization',
        'organizations:ListDelegatedAdministrators',
      ],
      resources: ANYTHING,
    },
    passRoleTo('config'),
  ],
  'AWS::Config::ConfigurationRecorder': [
    {
      actions: [
        'config:DeleteConfigurationRecorder',
        'config:DescribeConfigurationRecorderStatus',
        'config:DescribeConfigurationRecorders',
        'config:ListTagsForResource',
        'config:PutConfigurationRecorder',
        'config:StartConfigurationRecorder',
        'config:StopConfigurationRecorder',
        'config:TagResource',
        'config:UntagResource',
      ],
      resources: CONFIG_RECORDERS,
    },
    {
      actions: ['iam:PassRole'],
      resources: CONFIG_SERVICE_ROLE,
      condition: { StringEquals: { 'iam:PassedToService': 'config.amazonaws.com' } },
    },
  ],
  'AWS::Config::DeliveryChannel': [
    {
      // An account and region have one channel; AWS knows no ARN of it.
      actions: ['config:DeleteDeliveryChannel', 'config:DescribeDeliveryChannels', 'config:PutDeliveryChannel'],
      resources: ANYTHING,
    },
  ],
  'AWS::Config::RemediationConfiguration': [
    {
      actions: [
        'config:DeleteRemediationConfiguration',
        'config:DescribeRemediationConfigurations',
        'config:PutRemediationConfigurations',
      ],
      resources: CONFIG_REMEDIATIONS,
    },
    passRoleTo('ssm'),
  ],
  'AWS::DynamoDB::Table': [
    {
      actions: [
        'dynamodb:CreateTable',
        'dynamodb:DeleteTable',
        'dynamodb:Describe*',
        'dynamodb:ListTagsOfResource',
        'dynamodb:TagResource',
        'dynamodb:UntagResource',
        'dynamodb:Update*',
      ],
      resources: TABLES,
    },
  ],
  'AWS::EC2::SecurityGroup': [
    { actions: ['ec2:CreateSecurityGroup'], resources: SECURITY_GROUPS, condition: WHAT_WE_MAKE },
    { actions: ['ec2:CreateSecurityGroup'], resources: VPCS },
    {
      actions: [
        'ec2:AuthorizeSecurityGroupEgress',
        'ec2:AuthorizeSecurityGroupIngress',
        'ec2:CreateTags',
        'ec2:DeleteSecurityGroup',
        'ec2:DeleteTags',
        'ec2:RevokeSecurityGroupEgress',
        'ec2:RevokeSecurityGroupIngress',
      ],
      resources: SECURITY_GROUPS,
      condition: WHAT_WE_MADE,
    },
    {
      // A new rule is no resource of anybody yet.
      actions: ['ec2:AuthorizeSecurityGroupEgress', 'ec2:AuthorizeSecurityGroupIngress'],
      resources: SECURITY_GROUP_RULES,
    },
    TAG_ON_CREATION,
    { actions: ['ec2:DescribeSecurityGroupRules', 'ec2:DescribeSecurityGroups'], resources: ANYTHING },
  ],
  'AWS::EC2::VPCEndpoint': [
    { actions: ['ec2:CreateVpcEndpoint'], resources: VPC_ENDPOINTS, condition: WHAT_WE_MAKE },
    { actions: ['ec2:CreateVpcEndpoint'], resources: SECURITY_GROUPS, condition: WHAT_WE_MADE },
    { actions: ['ec2:CreateVpcEndpoint'], resources: [...VPCS, ...SUBNETS_AND_ROUTE_TABLES] },
    {
      actions: ['ec2:CreateTags', 'ec2:DeleteTags', 'ec2:DeleteVpcEndpoints', 'ec2:ModifyVpcEndpoint'],
      resources: VPC_ENDPOINTS,
      condition: WHAT_WE_MADE,
    },
    { actions: ['ec2:ModifyVpcEndpoint'], resources: SECURITY_GROUPS, condition: WHAT_WE_MADE },
    { actions: ['ec2:ModifyVpcEndpoint'], resources: SUBNETS_AND_ROUTE_TABLES },
    TAG_ON_CREATION,
    // What an endpoint with private DNS needs of its maker.
    { actions: ['route53:AssociateVPCWithHostedZone'], resources: HOSTED_ZONES },
    { actions: ['ec2:DescribeVpcEndpoints'], resources: ANYTHING },
  ],
  'AWS::Events::ApiDestination': [
    {
      actions: [
        'events:CreateApiDestination',
        'events:DeleteApiDestination',
        'events:DescribeApiDestination',
        'events:UpdateApiDestination',
      ],
      resources: API_DESTINATIONS,
    },
    { actions: ['events:CreateApiDestination', 'events:DescribeApiDestination'], resources: CONNECTIONS },
    { actions: ['secretsmanager:GetSecretValue'], resources: WEBHOOK_SECRETS },
  ],
  'AWS::Events::Connection': [
    {
      actions: [
        'events:CreateConnection',
        'events:DeauthorizeConnection',
        'events:DeleteConnection',
        'events:DescribeConnection',
        'events:UpdateConnection',
      ],
      resources: CONNECTIONS,
    },
    {
      actions: [
        'secretsmanager:CreateSecret',
        'secretsmanager:DeleteSecret',
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:TagResource',
        'secretsmanager:UpdateSecret',
      ],
      resources: CONNECTION_SECRETS,
    },
    {
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [
        'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/apidestinations.events.amazonaws.com/*',
      ],
    },
  ],
  'AWS::Events::EventBus': [
    {
      actions: [
        'events:CreateEventBus',
        'events:DeleteEventBus',
        'events:DescribeEventBus',
        'events:ListTagsForResource',
        'events:TagResource',
        'events:UntagResource',
        'events:UpdateEventBus',
      ],
      resources: BUSES,
    },
  ],
  'AWS::Events::EventBusPolicy': [
    { actions: ['events:DescribeEventBus'], resources: BUSES },
    // They know no resource.
    { actions: ['events:PutPermission', 'events:RemovePermission'], resources: ANYTHING },
  ],
  'AWS::Events::Rule': [
    {
      actions: [
        'events:DeleteRule',
        'events:DescribeRule',
        'events:DisableRule',
        'events:EnableRule',
        'events:ListTagsForResource',
        'events:ListTargetsByRule',
        'events:PutRule',
        'events:PutTargets',
        'events:RemoveTargets',
        'events:TagResource',
        'events:UntagResource',
      ],
      resources: EVENT_RULES,
    },
    passRoleTo('events'),
  ],
  'AWS::IAM::InstanceProfile': [
    {
      actions: [
        'iam:AddRoleToInstanceProfile',
        'iam:CreateInstanceProfile',
        'iam:DeleteInstanceProfile',
        'iam:GetInstanceProfile',
        'iam:RemoveRoleFromInstanceProfile',
      ],
      resources: INSTANCE_PROFILES,
    },
    PASS_TO_INSTANCES,
  ],
  'AWS::ImageBuilder::Component': imageBuilderOf('AWS::ImageBuilder::Component', ['imagebuilder:GetComponentPolicy']),
  'AWS::ImageBuilder::DistributionConfiguration': imageBuilderOf('AWS::ImageBuilder::DistributionConfiguration', [
    'imagebuilder:UpdateDistributionConfiguration',
  ]),
  'AWS::ImageBuilder::ImagePipeline': [
    ...imageBuilderOf('AWS::ImageBuilder::ImagePipeline', ['imagebuilder:UpdateImagePipeline']),
    {
      // The first pipeline of an account makes the role that Image Builder works with.
      actions: ['iam:CreateServiceLinkedRole'],
      resources: ['arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/imagebuilder.amazonaws.com/*'],
    },
  ],
  'AWS::ImageBuilder::ImageRecipe': [
    ...imageBuilderOf('AWS::ImageBuilder::ImageRecipe'),
    // The parent image is named by a public parameter of AWS, which Image Builder reads as whoever makes the recipe.
    { actions: ['ssm:GetParameter'], resources: ['arn:${AWS::Partition}:ssm:*::parameter/aws/service/*'] },
    { actions: ['ec2:DescribeImages'], resources: ANYTHING },
  ],
  'AWS::ImageBuilder::InfrastructureConfiguration': [
    ...imageBuilderOf('AWS::ImageBuilder::InfrastructureConfiguration', [
      'imagebuilder:UpdateInfrastructureConfiguration',
    ]),
    { actions: ['iam:GetInstanceProfile'], resources: INSTANCE_PROFILES },
    PASS_TO_INSTANCES,
  ],
  'AWS::ImageBuilder::LifecyclePolicy': [
    ...imageBuilderOf('AWS::ImageBuilder::LifecyclePolicy', ['imagebuilder:UpdateLifecyclePolicy']),
    passRoleTo('imagebuilder'),
  ],
  'AWS::IAM::ManagedPolicy': [
    {
      actions: [
        'iam:CreatePolicy',
        'iam:CreatePolicyVersion',
        'iam:DeletePolicy',
        'iam:DeletePolicyVersion',
        'iam:GetPolicy',
        'iam:GetPolicyVersion',
        'iam:ListEntitiesForPolicy',
        'iam:ListPolicyTags',
        'iam:ListPolicyVersions',
        'iam:SetDefaultPolicyVersion',
        'iam:TagPolicy',
        'iam:UntagPolicy',
      ],
      resources: SESSION_POLICIES,
    },
  ],
  'AWS::IAM::Role': [
    {
      actions: [
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListAttachedRolePolicies',
        'iam:ListInstanceProfilesForRole',
        'iam:ListRolePolicies',
        'iam:ListRoleTags',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      resources: ROLES,
    },
    {
      // Never iam:DeleteRolePermissionsBoundary: no role is made without the boundary, and none loses it.
      actions: ['iam:CreateRole', 'iam:PutRolePermissionsBoundary'],
      resources: BOUND_ROLES,
      condition: { StringEquals: WITH_BOUNDARY },
    },
    {
      // A role of before has none yet, and gets it with the first update, in an order that AWS does not tell.
      actions: ['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'],
      resources: BOUND_ROLES,
      condition: { StringEqualsIfExists: WITH_BOUNDARY },
    },
    {
      actions: ['iam:AttachRolePolicy'],
      resources: BOUND_ROLES,
      condition: {
        StringEqualsIfExists: WITH_BOUNDARY,
        ArnEquals: { 'iam:PolicyARN': [...ATTACHED, ...SESSION_POLICIES] },
      },
    },
  ],
  'AWS::Lambda::Function': [
    {
      actions: [
        'lambda:CreateFunction',
        'lambda:DeleteFunction',
        'lambda:GetFunction*',
        'lambda:GetRuntimeManagementConfig',
        'lambda:ListTags',
        'lambda:TagResource',
        'lambda:UntagResource',
        'lambda:UpdateFunctionCode',
        'lambda:UpdateFunctionConfiguration',
      ],
      resources: FUNCTIONS,
    },
    passRoleTo('lambda'),
  ],
  'AWS::Lambda::Permission': [
    { actions: ['lambda:AddPermission', 'lambda:GetPolicy', 'lambda:RemovePermission'], resources: FUNCTIONS },
  ],
  'AWS::Logs::LogGroup': [
    {
      actions: [
        'logs:CreateLogGroup',
        'logs:DeleteLogGroup',
        'logs:DeleteRetentionPolicy',
        'logs:ListTagsForResource',
        'logs:PutRetentionPolicy',
        'logs:TagResource',
        'logs:UntagResource',
      ],
      resources: LOG_GROUPS,
    },
    { actions: ['logs:AssociateKmsKey', 'logs:DisassociateKmsKey'], resources: SESSION_LOG_GROUPS },
    { actions: ['logs:DescribeIndexPolicies', 'logs:DescribeLogGroups'], resources: ANYTHING },
  ],
  'AWS::Glue::Database': ATHENA,
  'AWS::Glue::Table': ATHENA,
  'AWS::KMS::Alias': [
    { actions: ['kms:*Alias'], resources: ALIASES },
    { actions: ['kms:*Alias'], resources: KEYS, condition: WHAT_WE_MADE },
    { actions: ['kms:ListAliases'], resources: ANYTHING },
  ],
  'AWS::KMS::Key': [
    { actions: ['kms:CreateKey'], resources: ANYTHING, condition: WHAT_WE_MAKE },
    { actions: ['kms:TagResource'], resources: KEYS, condition: WHAT_WE_MAKE },
    {
      actions: [
        'kms:DescribeKey',
        'kms:DisableKeyRotation',
        'kms:EnableKeyRotation',
        'kms:GetKeyPolicy',
        'kms:GetKeyRotationStatus',
        'kms:ListResourceTags',
        'kms:PutKeyPolicy',
        // A first creation that fails takes its key back, after 7 days at least; a key that was in use is kept.
        'kms:ScheduleKeyDeletion',
        'kms:TagResource',
        'kms:UntagResource',
        'kms:UpdateKeyDescription',
      ],
      resources: KEYS,
      condition: WHAT_WE_MADE,
    },
  ],
  'AWS::KinesisFirehose::DeliveryStream': [
    { actions: ['firehose:*DeliveryStream*', 'firehose:UpdateDestination'], resources: STREAMS },
    passRoleTo('firehose'),
  ],
  'AWS::Logs::AccountPolicy': [
    {
      actions: ['logs:DeleteAccountPolicy', 'logs:DescribeAccountPolicies', 'logs:PutAccountPolicy'],
      resources: ANYTHING,
    },
    { actions: ['logs:DeleteSubscriptionFilter', 'logs:PutSubscriptionFilter'], resources: EVERY_LOG_GROUP },
    passRoleTo('logs'),
  ],
  'AWS::S3::Bucket': [
    {
      // Never s3:GetObject, s3:DeleteObject or s3:DeleteObjectVersion: whatever a template says, no log is read or lost.
      // Wildcards, because CloudFormation reads every property of a bucket, whichever a template sets.
      actions: [
        's3:CreateBucket',
        's3:DeleteBucket',
        's3:Get*Configuration',
        's3:GetBucket*',
        's3:ListBucket',
        's3:ListTagsForResource',
        's3:Put*Configuration',
        's3:PutBucket*',
        's3:TagResource',
        's3:UntagResource',
      ],
      resources: BUCKETS,
    },
  ],
  'AWS::S3::BucketPolicy': [
    { actions: ['s3:DeleteBucketPolicy', 's3:GetBucketPolicy', 's3:PutBucketPolicy'], resources: BUCKETS },
  ],
  'AWS::SNS::Subscription': [
    {
      actions: ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic', 'sns:Subscribe'],
      resources: TOPICS,
    },
    {
      actions: ['sns:GetSubscriptionAttributes', 'sns:SetSubscriptionAttributes', 'sns:Unsubscribe'],
      resources: ANYTHING,
    },
  ],
  'AWS::SNS::Topic': [
    {
      actions: [
        'sns:CreateTopic',
        'sns:DeleteTopic',
        'sns:GetDataProtectionPolicy',
        'sns:GetTopicAttributes',
        'sns:ListSubscriptionsByTopic',
        'sns:ListTagsForResource',
        'sns:PutDataProtectionPolicy',
        'sns:SetTopicAttributes',
        'sns:Subscribe',
        'sns:TagResource',
        'sns:UntagResource',
      ],
      resources: TOPICS,
    },
    { actions: ['sns:ListTopics', 'sns:Unsubscribe'], resources: ANYTHING },
  ],
  'AWS::SNS::TopicPolicy': [{ actions: ['sns:GetTopicAttributes', 'sns:SetTopicAttributes'], resources: TOPICS }],
  'AWS::SQS::Queue': [
    {
      actions: [
        'sqs:CreateQueue',
        'sqs:DeleteQueue',
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:ListQueueTags',
        'sqs:SetQueueAttributes',
        'sqs:TagQueue',
        'sqs:UntagQueue',
      ],
      resources: QUEUES,
    },
  ],
  'AWS::SQS::QueuePolicy': [{ actions: ['sqs:GetQueueAttributes', 'sqs:SetQueueAttributes'], resources: QUEUES }],
  'AWS::SSM::Association': [
    {
      actions: [
        'ssm:CreateAssociation',
        'ssm:DeleteAssociation',
        'ssm:DescribeAssociation',
        'ssm:ListTagsForResource',
        'ssm:UpdateAssociation',
      ],
      resources: ASSOCIATIONS,
    },
  ],
  'AWS::SSM::MaintenanceWindow': [
    {
      actions: [
        'ssm:AddTagsToResource',
        'ssm:DeleteMaintenanceWindow',
        'ssm:GetMaintenanceWindow',
        'ssm:ListTagsForResource',
        'ssm:RemoveTagsFromResource',
        'ssm:UpdateMaintenanceWindow',
      ],
      resources: MAINTENANCE_WINDOWS,
    },
    { actions: ['ssm:CreateMaintenanceWindow', 'ssm:DescribeMaintenanceWindows'], resources: ANYTHING },
  ],
  'AWS::SSM::MaintenanceWindowTarget': [
    {
      actions: [
        'ssm:DeregisterTargetFromMaintenanceWindow',
        'ssm:DescribeMaintenanceWindowTargets',
        'ssm:RegisterTargetWithMaintenanceWindow',
        'ssm:UpdateMaintenanceWindowTarget',
      ],
      resources: MAINTENANCE_WINDOWS,
    },
  ],
  'AWS::SSM::MaintenanceWindowTask': [
    {
      actions: [
        'ssm:DeregisterTaskFromMaintenanceWindow',
        'ssm:DescribeMaintenanceWindowTasks',
        'ssm:GetMaintenanceWindowTask',
        'ssm:RegisterTaskWithMaintenanceWindow',
        'ssm:UpdateMaintenanceWindowTask',
      ],
      resources: MAINTENANCE_WINDOWS,
    },
  ],
  'AWS::SSM::Parameter': [
    {
      actions: [
        'ssm:AddTagsToResource',
        'ssm:DeleteParameter',
        'ssm:GetParameter',
        'ssm:GetParameters',
        'ssm:ListTagsForResource',
        'ssm:PutParameter',
        'ssm:RemoveTagsFromResource',
      ],
      resources: PARAMETERS,
    },
    { actions: ['ssm:DescribeParameters'], resources: ANYTHING },
  ],
  'AWS::SSM::PatchBaseline': [
    // CloudFormation's own handler sends the tags of the stack with the creation.
    { actions: ['ssm:CreatePatchBaseline'], resources: ANYTHING, condition: WHAT_WE_MAKE },
    { actions: ['ssm:AddTagsToResource'], resources: PATCH_BASELINES, condition: WHAT_WE_MAKE },
    {
      actions: [
        'ssm:AddTagsToResource',
        'ssm:DeletePatchBaseline',
        'ssm:DeregisterPatchBaselineForPatchGroup',
        'ssm:RegisterPatchBaselineForPatchGroup',
        'ssm:RemoveTagsFromResource',
        'ssm:UpdatePatchBaseline',
      ],
      resources: PATCH_BASELINES,
      condition: WHAT_WE_MADE,
    },
    {
      actions: ['ssm:GetPatchBaseline', 'ssm:ListTagsForResource', 'ssm:RegisterDefaultPatchBaseline'],
      resources: PATCH_BASELINES,
    },
    {
      actions: ['ssm:DescribePatchBaselines', 'ssm:DescribePatchGroups', 'ssm:GetDefaultPatchBaseline'],
      resources: ANYTHING,
    },
  ],
  'AWS::SSM::ResourceDataSync': [
    { actions: ['ssm:CreateResourceDataSync', 'ssm:DeleteResourceDataSync'], resources: DATA_SYNCS },
    { actions: ['ssm:ListResourceDataSync'], resources: ANYTHING },
  ],
  'AWS::Scheduler::Schedule': [
    {
      actions: [
        'scheduler:CreateSchedule',
        'scheduler:DeleteSchedule',
        'scheduler:GetSchedule',
        'scheduler:UpdateSchedule',
      ],
      resources: SCHEDULES,
    },
    passRoleTo('scheduler'),
  ],
  'AWS::SSM::Document': [
    {
      actions: [
        'ssm:AddTagsToResource',
        'ssm:CreateDocument',
        'ssm:DeleteDocument',
        'ssm:DescribeDocument',
        'ssm:GetDocument',
        'ssm:ListTagsForResource',
        'ssm:RemoveTagsFromResource',
        'ssm:UpdateDocument',
        'ssm:UpdateDocumentDefaultVersion',
      ],
      resources: SESSION_DOCUMENTS,
    },
  ],
  'AWS::StepFunctions::StateMachine': [
    {
      actions: ['states:*StateMachine', 'states:ListTagsForResource', 'states:TagResource', 'states:UntagResource'],
      resources: STATE_MACHINES,
    },
    passRoleTo('states'),
  ],
  ...Object.assign({}, ...CAPABILITIES.map(({ permissions = {} }) => permissions)),
};

/**
 * The two roles of the audit account in each account: AdministratorAccess, and all that reads. No boundary could let them
 * do their work, so they can be made, and their trust changed, only where metsuke.yaml asks for them.
 */
export const AUDIT_ROLE_PERMISSIONS: readonly Permission[] = [
  { actions: ['iam:CreateRole', 'iam:UpdateAssumeRolePolicy'], resources: [ADMINISTRATOR, READER] },
  {
    actions: ['iam:AttachRolePolicy'],
    resources: [ADMINISTRATOR],
    condition: { ArnEquals: { 'iam:PolicyARN': policyOfAws('AdministratorAccess') } },
  },
  {
    actions: ['iam:AttachRolePolicy'],
    resources: [READER],
    condition: { ArnEquals: { 'iam:PolicyARN': ['ReadOnlyAccess', 'SecurityAudit'].map(policyOfAws) } },
  },
];
