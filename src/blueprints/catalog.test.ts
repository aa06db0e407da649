import { describe, expect, it } from 'vitest';
import { asObject } from '../../test/support/cloudformation.ts';
import { aConfig, aContext, deployBlueprint, EVERY_CHANNEL } from '../../test/support/cloudformation-fixture.ts';
import { serviceOfType, WATCHED_SERVICES } from '../domain/disturbance.ts';
import { canonicalJson } from '../domain/json.ts';
import { TEMPLATE_BODY_LIMIT_BYTES } from '../domain/template.ts';
import { BLUEPRINTS, blueprintById } from './catalog.ts';

const VARIANTS = [
  { variant: 'the defaults', changes: {} },
  { variant: 'service-managed', changes: { stackSets: { permissionModel: 'SERVICE_MANAGED' } } },
  { variant: 'every channel', changes: EVERY_CHANNEL },
  { variant: 'an administrator', changes: { stackSets: { executionPolicy: 'administrator' } } },
  {
    variant: 'account trails, encrypted and locked',
    changes: { cloudTrail: { mode: 'ACCOUNT', encryption: 'SSE_KMS', objectLock: { enabled: true } } },
  },
  {
    variant: 'every log group streamed, nobody notified',
    changes: {
      notifications: { securityEmail: 'security@example.com', enabled: false },
      logCollection: { method: 'FIREHOSE', logGroups: ['*'] },
    },
  },
  { variant: 'many regions', changes: { governedRegions: ['ap-northeast-1', 'us-east-1', 'ap-east-1'] } },
];

/** The property that switches off what a type is for. */
const SWITCHES: Readonly<Record<string, string>> = {
  'AWS::CloudTrail::Trail': 'IsLogging',
  'AWS::CloudWatch::Alarm': 'ActionsEnabled',
  'AWS::Events::Rule': 'State',
  'AWS::ImageBuilder::ImagePipeline': 'Status',
  'AWS::ImageBuilder::LifecyclePolicy': 'Status',
  'AWS::Scheduler::Schedule': 'State',
};

it('finds a blueprint by its id', () => {
  for (const blueprint of BLUEPRINTS) expect(blueprintById(blueprint.id)).toBe(blueprint);
  expect(blueprintById('no-such')).toBeUndefined();
});

it('has no id and no stack name twice', () => {
  expect(new Set(BLUEPRINTS.map(({ id }) => id)).size).toBe(BLUEPRINTS.length);
  expect(new Set(BLUEPRINTS.map(({ stackName }) => stackName)).size).toBe(BLUEPRINTS.length);
});

describe.each(BLUEPRINTS.map((blueprint) => ({ id: blueprint.id, blueprint })))('$id', ({ blueprint }) => {
  it('comes after all that it depends on', () => {
    const before = BLUEPRINTS.slice(0, BLUEPRINTS.indexOf(blueprint)).map(({ id }) => id);
    expect(blueprint.dependsOn.filter((id) => !before.includes(id))).toEqual([]);
  });

  it('needs the roles before it deploys through them', () => {
    if (blueprint.kind === 'stack-set') expect(blueprint.dependsOn).toContain('stackset-execution');
  });

  it.each(VARIANTS)('fits into a request, with $variant', ({ changes }) => {
    const body = JSON.stringify(blueprint.template(aConfig(changes)));
    expect(Buffer.byteLength(body)).toBeLessThan(TEMPLATE_BODY_LIMIT_BYTES);
  });

  it.each(VARIANTS)('gives every parameter a value that the template accepts, with $variant', ({ changes }) => {
    expect(() => deployBlueprint(blueprint, changes)).not.toThrow();
  });

  it('has resources of services only whose calls open an entry', () => {
    const services = Object.values(blueprint.template(aConfig()).Resources).map(({ Type }) => serviceOfType(Type));
    expect(services.filter((service) => !WATCHED_SERVICES.includes(service))).toEqual([]);
  });

  // What a template leaves out, CloudFormation does not compare: nobody would see that it was switched off, or put it back.
  it.each(VARIANTS)('says of what can be switched off that it is on, with $variant', ({ changes }) => {
    const resources = Object.entries(blueprint.template(aConfig(changes)).Resources);
    const unsaid = resources.filter(([, { Type, Properties }]) => {
      const switches = SWITCHES[Type];
      return switches !== undefined && Object.keys(asObject(Properties ?? {})).every((name) => name !== switches);
    });
    expect(unsaid.map(([logicalId]) => logicalId)).toEqual([]);
  });

  it('is the same template every time', () => {
    expect(canonicalJson(blueprint.template(aConfig()))).toBe(canonicalJson(blueprint.template(aConfig())));
  });

  it('holds nothing of the CDK', () => {
    const template = blueprint.template(aConfig());
    expect(JSON.stringify(template)).not.toMatch(/aws:cdk|CDKMetadata|BootstrapVersion|AssetParameters|\$\{Token/);
    expect(template.AWSTemplateFormatVersion).toBe('2010-09-09');
  });

  it('names what has a name, so that permissions can be limited to the prefix', () => {
    const names: Readonly<Record<string, string>> = {
      'AWS::CloudTrail::Trail': 'TrailName',
      'AWS::Chatbot::SlackChannelConfiguration': 'ConfigurationName',
      'AWS::CloudWatch::Alarm': 'AlarmName',
      'AWS::DynamoDB::Table': 'TableName',
      'AWS::Events::ApiDestination': 'Name',
      'AWS::Events::Connection': 'Name',
      'AWS::Events::EventBus': 'Name',
      'AWS::Events::Rule': 'Name',
      'AWS::Lambda::Function': 'FunctionName',
      'AWS::Logs::LogGroup': 'LogGroupName',
      'AWS::SQS::Queue': 'QueueName',
      'AWS::Scheduler::Schedule': 'Name',
      'AWS::IAM::Role': 'RoleName',
      'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
      'AWS::KMS::Alias': 'AliasName',
      'AWS::S3::Bucket': 'BucketName',
      'AWS::SNS::Topic': 'TopicName',
      'AWS::SSM::Parameter': 'Name',
      'AWS::StepFunctions::StateMachine': 'StateMachineName',
      'AWS::Config::ConfigurationAggregator': 'ConfigurationAggregatorName',
    };
    for (const { Type: type, Properties: properties } of Object.values(
      blueprint.template(aConfig(EVERY_CHANNEL)).Resources,
    )) {
      const name = names[type];
      if (name !== undefined) expect(properties).toHaveProperty(name);
    }
  });

  it('claims the capability that its roles need', () => {
    const types = Object.values(blueprint.template(aConfig()).Resources).map(({ Type: type }) => type);
    const expected = types.some((type) => type.startsWith('AWS::IAM::')) ? ['CAPABILITY_NAMED_IAM'] : [];
    expect(blueprint.capabilities).toEqual(expected);
  });

  it('keeps addresses out of the template', () => {
    expect(JSON.stringify(blueprint.template(aConfig()))).not.toContain('security@example.com');
  });

  it('tells only of parameters that it has', () => {
    const declared = Object.keys(asObject(blueprint.template(aConfig()).Parameters ?? {}));
    expect(declared).toEqual(expect.arrayContaining([...blueprint.sensitiveParameters]));
    expect(declared).toEqual(expect.arrayContaining(Object.keys(blueprint.parameters(aContext()))));
  });
});
