// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import type { JsonObject } from '../../domain/json.ts';
import { NAMES } from '../../domain/names.ts';
import { arnOfOurs, ours } from '../ours.ts';
import { arns, type Permission } from './permission.ts';

function inAccount(service: string, tail: string): string {
  return `arn:\${AWS::Partition}:${service}:*:\${AWS::AccountId}:${tail}`;
}

/** A bucket or role of that name in a foreign account is none of ours. */
const OF_OUR_ORGANIZATION: JsonObject = { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } };
const MADE_BY_IMAGE_BUILDER: JsonObject = { StringEquals: { 'aws:ResourceTag/CreatedBy': 'EC2 Image Builder' } };

const BUCKETS = arns('AWS::S3::Bucket');
const ANYTHING = ['*'];

/** Agents of Systems Manager on hosts. AWS's two policies for them say `*`. */
const AGENTS: Permission = {
  actions: [
    'ec2messages:*',
    'ssm:DescribeAssociation',
    'ssm:DescribeDocument',
    'ssm:GetDeployablePatchSnapshotForInstance',
    'ssm:GetDocument',
    'ssm:GetManifest',
    'ssm:GetParameter',
    'ssm:GetParameters',
    'ssm:ListAssociations',
    'ssm:ListInstanceAssociations',
    'ssm:PutComplianceItems',
    'ssm:PutConfigurePackageResult',
    'ssm:PutInventory',
    'ssm:UpdateAssociationStatus',
    'ssm:UpdateInstance*',
    'ssmmessages:*Channel',
  ],
  resources: ANYTHING,
};

/** What knows no resource, or reads what says nothing of contents. */
const LOOKS: Permission = {
  actions: [
    'ec2:DescribeImages',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSnapshots',
    'ec2:DescribeVolumes',
    'ec2:EnableEbsEncryptionByDefault',
    'ec2:GetEbsEncryptionByDefault',
    'imagebuilder:DeleteImage',
    'imagebuilder:GetComponent',
    'imagebuilder:GetMarketplaceResource',
    'logs:DescribeExportTasks',
    'logs:DescribeLogGroups',
    'organizations:DescribeAccount',
    'organizations:DescribeOrganization',
    'organizations:ListAWSServiceAccessForOrganization',
    'organizations:ListAccounts',
    'organizations:ListDelegatedAdministrators',
    'tag:GetResources',
  ],
  resources: ANYTHING,
};

const LOGS: Permission = {
  actions: [
    'logs:CreateExportTask',
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:DescribeLogStreams',
    'logs:PutLogEvents',
    'logs:PutRetentionPolicy',
    'logs:PutSubscriptionFilter',
  ],
  resources: [inAccount('logs', '*')],
};

const ARCHIVE: readonly Permission[] = [
  {
    actions: [
      's3:AbortMultipartUpload',
      's3:GetBucketLocation',
      's3:GetObject',
      's3:ListBucket',
      's3:ListBucketMultipartUploads',
      's3:PutObject',
      's3:PutObjectAcl',
    ],
    resources: BUCKETS,
    condition: OF_OUR_ORGANIZATION,
  },
  {
    actions: ['kms:Decrypt'],
    resources: [inAccount('kms', 'key/*')],
    condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': `alias/${ours('*')}` } },
  },
  {
    actions: [
      'athena:GetDataCatalog',
      'athena:GetNamedQuery',
      'athena:GetQueryExecution',
      'athena:ListNamedQueries',
      'athena:StartQueryExecution',
      'athena:StopQueryExecution',
      'glue:GetDatabase',
      'glue:GetPartitions',
      'glue:GetTable',
      'glue:GetTables',
    ],
    resources: [
      ...arns('AWS::Athena::WorkGroup', 'AWS::Glue::Database', 'AWS::Glue::Table'),
      inAccount('athena', 'datacatalog/AwsDataCatalog'),
      inAccount('glue', 'catalog'),
    ],
  },
];

/** Messages, records and runs, to what has a name of ours. */
const DELIVERY: readonly Permission[] = [
  {
    actions: [
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'events:InvokeApiDestination',
      'firehose:PutRecord*',
      'lambda:InvokeFunction',
      'sns:Publish',
      'sqs:SendMessage',
      'ssm:GetParametersByPath',
      'states:DescribeExecution',
      'states:StartExecution',
      'states:StopExecution',
    ],
    resources: [
      ...arns(
        'AWS::DynamoDB::Table',
        'AWS::Events::ApiDestination',
        'AWS::KinesisFirehose::DeliveryStream',
        'AWS::Lambda::Function',
        'AWS::SNS::Topic',
        'AWS::SQS::Queue',
        'AWS::SSM::Parameter',
        'AWS::StepFunctions::StateMachine',
      ),
      inAccount('states', `execution:${ours('*')}`),
    ],
  },
  {
    // Of the audit account. AWS does not promise aws:ResourceOrgID for every bus of another account.
    actions: ['events:PutEvents'],
    resources: [arnOfOurs('AWS::Events::EventBus', NAMES.bus.notifications, { region: '*', account: '*' })],
  },
  {
    actions: ['iam:PassRole'],
    resources: [arnOfOurs('AWS::IAM::Role', NAMES.role.logSubscription)],
    condition: { StringEquals: { 'iam:PassedToService': 'logs.amazonaws.com' } },
  },
];

/** The audit account's functions become the roles that are made for them in the others. */
const AUDIT: Permission = {
  actions: ['sts:AssumeRole'],
  resources: [NAMES.role.administratorExecution, NAMES.role.readOnlyExecution].map((name) =>
    arnOfOurs('AWS::IAM::Role', name, { account: '*' }),
  ),
  condition: OF_OUR_ORGANIZATION,
};

/** Runbooks of AWS that repair what a rule found. */
const REPAIRS: readonly Permission[] = [
  {
    actions: ['ssm:GetAutomationExecution', 'ssm:StartAutomationExecution'],
    resources: [
      'arn:${AWS::Partition}:ssm:*:*:automation-definition/AWSConfigRemediation-*',
      inAccount('ssm', 'automation-execution/*'),
    ],
  },
  {
    actions: ['s3:GetBucketPublicAccessBlock', 's3:PutBucketPublicAccessBlock'],
    resources: ['arn:${AWS::Partition}:s3:::*'],
  },
  {
    actions: ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
    resources: [inAccount('ec2', 'security-group/*')],
  },
];

/** Builds of machine images, and their end: AWS's two policies for them. */
const IMAGES: readonly Permission[] = [
  {
    actions: [
      'ec2:CreateSnapshot',
      'ec2:CreateTags',
      'ec2:DeleteSnapshot',
      'ec2:DeleteTags',
      'ec2:DeregisterImage',
      'ec2:DescribeImageAttribute',
      'ec2:DisableImage',
      'ec2:DisableImageDeprecation',
      'ec2:EnableImage',
      'ec2:EnableImageDeprecation',
    ],
    resources: ['arn:${AWS::Partition}:ec2:*'],
    condition: MADE_BY_IMAGE_BUILDER,
  },
  {
    actions: ['ec2:CreateSnapshot', 'ec2:CreateTags'],
    resources: ['arn:${AWS::Partition}:ec2:*'],
    condition: { StringEquals: { 'aws:RequestTag/CreatedBy': 'EC2 Image Builder' } },
  },
  {
    actions: ['ecr:BatchDeleteImage', 'ecr:BatchGetImage'],
    resources: ['arn:${AWS::Partition}:ecr:*:*:repository/*'],
    condition: { StringEquals: { 'ecr:ResourceTag/LifecycleExecutionAccess': 'EC2 Image Builder' } },
  },
  {
    actions: ['kms:Decrypt'],
    resources: ANYTHING,
    condition: {
      'ForAnyValue:StringEquals': {
        'aws:CalledVia': 'imagebuilder.amazonaws.com',
        'kms:EncryptionContextKeys': 'aws:imagebuilder:arn',
      },
    },
  },
  { actions: ['s3:GetObject'], resources: ['arn:${AWS::Partition}:s3:::ec2imagebuilder*'] },
  {
    actions: ['s3:GetObject'],
    resources: ['ISO', 'Iso', 'iso'].map((ending) => `arn:\${AWS::Partition}:s3:::*/*.${ending}`),
    condition: { StringEquals: { 's3:ResourceAccount': '${AWS::AccountId}' } },
  },
];

/**
 * The permissions boundary of the roles that stack sets make: all that the templates let any of them do, with everything
 * on, so that it does not change with the configuration. Whatever else is put on such a role has no effect. A test
 * simulates every policy of every role within it, AWS's own policies included.
 */
export const ROLE_BOUNDARY: readonly Permission[] = [
  AGENTS,
  LOOKS,
  LOGS,
  ...ARCHIVE,
  ...DELIVERY,
  AUDIT,
  ...REPAIRS,
  ...IMAGES,
];
