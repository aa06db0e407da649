import { BLUEPRINTS } from '../../src/blueprints/catalog.ts';
import { REMEDIATIONS } from '../../src/blueprints/config-rules/remediations.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import { deploy } from './cloudformation.ts';
import {
  A_SESSION_VPC,
  AUDIT,
  aConfig,
  aContext,
  EVERY_CHANNEL,
  HOME_REGION,
  LOG,
  MANAGEMENT,
  MEMBER,
} from './cloudformation-fixture.ts';

/** With all that can be on; two configurations, since some things exclude each other. */
export const EVERYTHING = {
  ...EVERY_CHANNEL,
  governedRegions: ['ap-northeast-1', 'us-east-1'],
  stackSets: { executionPolicy: 'scoped' },
  cloudTrail: { mode: 'ORGANIZATION', encryption: 'SSE_KMS', objectLock: { enabled: true } },
  logCollection: { method: 'FIREHOSE', logGroups: ['*'] },
  sessions: {
    enabled: true,
    endpoints: [A_SESSION_VPC],
    operators: { tag: 'Environment', values: ['development'], portForwarding: true },
  },
  inventory: { enabled: true },
  accessAnalyzer: { enabled: true, unusedAccess: { enabled: true } },
  patching: { enabled: true, install: { enabled: true } },
  configRules: { profile: 'strict', remediate: Object.keys(REMEDIATIONS) },
  machineImages: { enabled: true },
};

export const THE_REST = { ...EVERYTHING, cloudTrail: { mode: 'ACCOUNT' }, logCollection: { method: 'EXPORT' } };

/** A resource of a template, as it is where it is deployed. */
export interface DeployedResource {
  readonly blueprint: (typeof BLUEPRINTS)[number];
  readonly type: string;
  readonly properties: JsonObject;
  readonly account: string;
}

const ACCOUNT_OF = {
  management: MANAGEMENT,
  audit: AUDIT,
  log: LOG,
  image: AUDIT,
  governed: MEMBER,
  members: MEMBER,
  'session-vpcs': MEMBER,
};

/** Everything that the templates make in one account of each kind. What only the audit account has is made there. */
export function deployedResources(changes: Readonly<Record<string, unknown>>): readonly DeployedResource[] {
  const config = aConfig(changes);
  return BLUEPRINTS.flatMap((blueprint) => {
    const { destination } = blueprint;
    const template = blueprint.template(config);
    const parameters = blueprint.parameters({ ...aContext(changes), config });
    const accounts = destination === 'governed' ? [MEMBER, AUDIT] : [ACCOUNT_OF[destination]];
    return accounts.flatMap((account) => {
      const deployed = deploy(template, { accountId: account, region: HOME_REGION, parameters });
      return Object.entries(deployed.resources).map(([id, properties]) => ({
        blueprint,
        type: template.Resources[id]?.Type ?? '',
        properties,
        account,
      }));
    });
  });
}

/** The property that has the name, where a type has one. */
const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::AccessAnalyzer::Analyzer': 'AnalyzerName',
  'AWS::Athena::NamedQuery': 'Name',
  'AWS::Athena::WorkGroup': 'Name',
  'AWS::Chatbot::SlackChannelConfiguration': 'ConfigurationName',
  'AWS::CloudTrail::Trail': 'TrailName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::Config::ConfigRule': 'ConfigRuleName',
  'AWS::Config::ConfigurationAggregator': 'ConfigurationAggregatorName',
  'AWS::Config::ConfigurationRecorder': 'Name',
  'AWS::Config::DeliveryChannel': 'Name',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::EC2::SecurityGroup': 'GroupName',
  'AWS::Events::ApiDestination': 'Name',
  'AWS::Events::Connection': 'Name',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::Glue::Table': 'DatabaseName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::ImageBuilder::Component': 'Name',
  'AWS::ImageBuilder::DistributionConfiguration': 'Name',
  'AWS::ImageBuilder::ImagePipeline': 'Name',
  'AWS::ImageBuilder::ImageRecipe': 'Name',
  'AWS::ImageBuilder::InfrastructureConfiguration': 'Name',
  'AWS::ImageBuilder::LifecyclePolicy': 'Name',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::AccountPolicy': 'PolicyName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Logs::MetricFilter': 'FilterName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SSM::Association': 'AssociationName',
  'AWS::SSM::Document': 'Name',
  'AWS::SSM::MaintenanceWindow': 'Name',
  'AWS::SSM::Parameter': 'Name',
  'AWS::SSM::PatchBaseline': 'Name',
  'AWS::SSM::ResourceDataSync': 'SyncName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
};

/** Null where AWS or CloudFormation makes the name. */
export function nameOf({ type, properties }: DeployedResource): string | null {
  if (type === 'AWS::Glue::Database') return String((properties.DatabaseInput as JsonObject).Name);
  const name = properties[NAME_PROPERTY[type] ?? ''];
  if (type === 'AWS::Glue::Table') return `${name}.${(properties.TableInput as JsonObject).Name}`;
  return typeof name === 'string' ? name : null;
}
