import type { Config } from '../config/schema.ts';
import { arnsOf, type NamedType } from '../domain/namespace.ts';
import type { Protection } from './protection.ts';

/** What everybody may do, as far as their own policies let them, with what has a name of ours. All else is denied. */
export interface NamedService {
  /** IAM's prefix. */
  readonly service: string;
  readonly types: readonly NamedType[];
  /** Names of actions: reading, and what left-open.ts says why. No more than there is: a policy has few characters. */
  readonly allowed: readonly string[];
}

/** What finds and delivers. */
export const DELIVERY: readonly NamedService[] = [
  { service: 'chatbot', types: ['AWS::Chatbot::SlackChannelConfiguration'], allowed: ['ListAssociations'] },
  { service: 'cloudwatch', types: ['AWS::CloudWatch::Alarm'], allowed: ['Describe*', 'List*'] },
  // What is written to tables, buses, streams, functions, topics and queues is another statement, which lets our own
  // roles through.
  {
    service: 'dynamodb',
    types: ['AWS::DynamoDB::Table'],
    allowed: ['*Item', 'Describe*', 'Get*', 'List*', 'PartiQL*', 'Query', 'Read*', 'Scan', 'Search*'],
  },
  {
    service: 'events',
    types: ['AWS::Events::ApiDestination', 'AWS::Events::Connection', 'AWS::Events::EventBus', 'AWS::Events::Rule'],
    allowed: ['Describe*', 'Invoke*', 'List*', 'PutEvents'],
  },
  {
    service: 'firehose',
    types: ['AWS::KinesisFirehose::DeliveryStream'],
    allowed: ['Describe*', 'List*', 'PutRecord*'],
  },
  { service: 'kms', types: ['AWS::KMS::Alias'], allowed: [] },
  { service: 'lambda', types: ['AWS::Lambda::Function'], allowed: ['Get*', 'Invoke*', 'List*'] },
  {
    service: 'logs',
    types: ['AWS::Logs::LogGroup'],
    allowed: ['CreateLogStream', 'Describe*', 'Filter*', 'Get*', 'List*', 'PutLogEvents', 'Start*', 'Unmask'],
  },
  { service: 's3', types: ['AWS::S3::Bucket'], allowed: ['Abort*', 'AllowVended*', 'Get*', 'List*', 'PutObject'] },
  { service: 'scheduler', types: ['AWS::Scheduler::Schedule'], allowed: ['Get*'] },
  { service: 'sns', types: ['AWS::SNS::Topic'], allowed: ['ConfirmSubscription', 'Get*', 'List*', 'Publish'] },
  { service: 'sqs', types: ['AWS::SQS::Queue'], allowed: ['Get*', 'List*', 'ReceiveMessage', 'SendMessage'] },
  {
    service: 'states',
    types: ['AWS::StepFunctions::StateMachine'],
    allowed: ['Describe*', 'Get*', 'List*', 'StartExecution'],
  },
];

/** What is kept for hosts, images and reports. */
export const EXTRAS: readonly NamedService[] = [
  {
    service: 'athena',
    types: ['AWS::Athena::WorkGroup'],
    allowed: ['BatchGet*', 'Get*', 'List*', 'St*QueryExecution'],
  },
  {
    service: 'glue',
    types: ['AWS::Glue::Database', 'AWS::Glue::Table'],
    allowed: ['BatchGet*', 'Get*', 'List*', 'Search*'],
  },
  {
    service: 'imagebuilder',
    types: [
      'AWS::ImageBuilder::Component',
      'AWS::ImageBuilder::DistributionConfiguration',
      'AWS::ImageBuilder::ImagePipeline',
      'AWS::ImageBuilder::ImageRecipe',
      'AWS::ImageBuilder::InfrastructureConfiguration',
      'AWS::ImageBuilder::LifecyclePolicy',
    ],
    allowed: ['Get*', 'List*', 'StartImage*'],
  },
  {
    service: 'ssm',
    types: ['AWS::SSM::Document', 'AWS::SSM::Parameter', 'AWS::SSM::ResourceDataSync'],
    allowed: ['Describe*', 'Get*', 'List*', 'SendCommand', 'StartAutomation*', 'StartSession'],
  },
];

/** Of all of these services in one statement. */
export function namedProtection(
  sid: string,
  services: readonly NamedService[],
  { resourcePrefix: prefix }: Config,
  more: readonly string[] = [],
): Protection {
  const types = services.flatMap((service): readonly NamedType[] => service.types);
  return {
    sid,
    allowed: services.flatMap(({ service, allowed }) => allowed.map((name) => `${service}:${name}`)),
    resources: [...arnsOf(types, { prefix, region: '*', account: '*' }), ...more],
  };
}
