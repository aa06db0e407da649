// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript
import type { Json, JsonObject } from '../../src/domain/json.ts';
import type { Template } from '../../src/domain/template.ts';

/** Where and with what a template is deployed. */
export interface Deployment {
  readonly accountId: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface DeployedTemplate {
  /** Properties by logical id, with every intrinsic function resolved; resources whose condition is false are absent. */
  readonly resources: Readonly<Record<string, JsonObject>>;
  readonly outputs: Readonly<Record<string, Json>>;
}

const NO_VALUE = Symbol('AWS::NoValue');
type Resolved = Json | typeof NO_VALUE;

/** What CloudFormation would make of a template, as far as our templates go. Throws on anything it does not know. */
export function deploy(template: Template, deployment: Deployment): DeployedTemplate {
  const scope = makeScope(template, deployment);
  const resources: Record<string, JsonObject> = {};
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    if (!holds(scope, resource.Condition)) continue;
    resources[logicalId] = asObject(required(resolve(scope, resource.Properties ?? {})));
  }
  const outputs: Record<string, Json> = {};
  for (const [name, output] of Object.entries(asObject(template.Outputs ?? {}))) {
    outputs[name] = required(resolve(scope, asObject(output).Value ?? null));
  }
  return { resources, outputs };
}

/** The policy document in a resource's property, ready for simulation. */
export function policyOf(deployed: DeployedTemplate, logicalId: string, property = 'PolicyDocument'): JsonObject {
  return asObject(deployed.resources[logicalId]?.[property] ?? null);
}

/** The documents of a role's inline policies. */
export function inlinePoliciesOf(deployed: DeployedTemplate, logicalId: string): readonly JsonObject[] {
  const policies = deployed.resources[logicalId]?.Policies ?? [];
  if (!Array.isArray(policies)) throw new Error(`${logicalId} has no list of policies`);
  return policies.map((policy: Json) => asObject(asObject(policy).PolicyDocument ?? null));
}

/** Documents of the managed policies of the same template that a role has. */
export function attachedPoliciesOf(deployed: DeployedTemplate, logicalId: string): readonly JsonObject[] {
  const attached = deployed.resources[logicalId]?.ManagedPolicyArns ?? [];
  if (!Array.isArray(attached)) throw new Error(`${logicalId} has no list of managed policies`);
  const names = attached.map((arn) => String(arn).split('/').at(-1));
  return Object.values(deployed.resources)
    .filter(({ ManagedPolicyName: name }) => name !== undefined && names.includes(String(name)))
    .map(({ PolicyDocument: document }) => asObject(document ?? null));
}

export function asObject(value: Json): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Error(`not an object: ${JSON.stringify(value)}`);
  }
  return value as JsonObject;
}

interface Scope {
  readonly template: Template;
  readonly values: Readonly<Record<string, Resolved>>;
}

function makeScope(template: Template, { accountId, region, parameters }: Deployment): Scope {
  const values: Record<string, Resolved> = {
    'AWS::AccountId': accountId,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NoValue': NO_VALUE,
  };
  const declared = asObject(template.Parameters ?? {});
  for (const name of Object.keys(parameters)) {
    if (!(name in declared)) throw new Error(`the template has no parameter ${name}`);
  }
  for (const [name, definition] of Object.entries(declared)) {
    const value = parameters[name] ?? asObject(definition).Default;
    if (value === undefined) throw new Error(`the parameter ${name} has no value`);
    checkParameter(name, String(value), asObject(definition));
    values[name] = typed(String(value), asObject(definition).Type);
  }
  return { template, values };
}

function typed(value: string, type: Json | undefined): Json {
  if (type === 'Number') return Number(value);
  return type === 'CommaDelimitedList' ? value.split(',') : value;
}

function checkParameter(name: string, value: string, definition: JsonObject): void {
  const { AllowedPattern: pattern, AllowedValues: allowed, MinLength: minLength } = definition;
  const fits =
    (typeof pattern !== 'string' || new RegExp(pattern).test(value)) &&
    (!Array.isArray(allowed) || allowed.map(String).includes(value)) &&
    (minLength === undefined || value.length >= Number(minLength));
  if (!fits) throw new Error(`the parameter ${name} does not allow "${value}"`);
}

function resolve(scope: Scope, value: Json): Resolved {
  if (Array.isArray(value)) return value.map((item: Json) => resolve(scope, item)).filter(isJson);
  if (value === null || typeof value !== 'object') return value;
  const [key, ...others] = Object.keys(value);
  if (key !== undefined && others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
    return resolveFunction(scope, key, asObject(value)[key] ?? null);
  }
  const entries = Object.entries(value).map(([name, item]) => [name, resolve(scope, item as Json)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => isJson(entry[1])));
}

/** A text, or a text and the values of some of its placeholders. */
function substitute(scope: Scope, argument: Json): string {
  const [template, values] = Array.isArray(argument) ? list(argument) : [argument, {}];
  const own = asObject(required(resolve(scope, values ?? {})));
  return String(template)
    .replace(/\$\{([^!}]+)\}/g, (_, reference: string) =>
      reference in own ? String(own[reference]) : text(scope, reference),
    )
    .replaceAll('${!', '${');
}

function resolveFunction(scope: Scope, name: string, argument: Json): Resolved {
  switch (name) {
    case 'Ref':
      return resolveReference(scope, String(argument));
    case 'Fn::Sub':
      return substitute(scope, argument);
    case 'Fn::Base64':
      return Buffer.from(String(required(resolve(scope, argument)))).toString('base64');
    case 'Fn::GetAtt':
      return Array.isArray(argument) ? attribute(scope, String(argument[0]), String(argument[1])) : NO_VALUE;
    case 'Fn::Join': {
      const [separator, items] = list(argument);
      return list(required(resolve(scope, items ?? []))).join(String(separator));
    }
    case 'Fn::Split': {
      const [separator, whole] = list(argument);
      return String(required(resolve(scope, whole ?? ''))).split(String(separator));
    }
    case 'Fn::FindInMap': {
      const [map, top, second] = list(argument).map(String);
      const mappings = asObject(scope.template.Mappings ?? {});
      return asObject(asObject(mappings[map ?? ''] ?? null)[top ?? ''] ?? null)[second ?? ''] ?? null;
    }
    case 'Fn::If': {
      const [condition, yes, no] = list(argument);
      return resolve(scope, (holds(scope, condition) ? yes : no) ?? null);
    }
    case 'Fn::ImportValue':
      return `import:${String(required(resolve(scope, argument)))}`;
    default:
      throw new Error(`${name} is not known here`);
  }
}

function text(scope: Scope, reference: string): string {
  const [logicalId = '', attributeName] = reference.split('.');
  return String(
    required(attributeName ? attribute(scope, logicalId, attributeName) : resolveReference(scope, logicalId)),
  );
}

function resolveReference(scope: Scope, name: string): Resolved {
  if (name in scope.values) return scope.values[name] ?? null;
  return identify(scope, name, 'Ref');
}

function attribute(scope: Scope, logicalId: string, name: string): Json {
  return identify(scope, logicalId, name);
}

/** An id that AWS would make up. */
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** What Ref and GetAtt give for the types that our templates refer to. */
function identify(scope: Scope, logicalId: string, attributeName: string): Json {
  const resource = scope.template.Resources[logicalId];
  if (!resource) throw new Error(`${logicalId} is neither a parameter nor a resource`);
  const property = (name: string) => required(resolve(scope, asObject(resource.Properties ?? {})[name] ?? null));
  const account = scope.values['AWS::AccountId'] as string;
  const region = scope.values['AWS::Region'] as string;
  const arn = {
    'AWS::S3::Bucket': () => `arn:aws:s3:::${property('BucketName')}`,
    'AWS::IAM::Role': () => `arn:aws:iam::${account}:role/${property('RoleName')}`,
    'AWS::SNS::Topic': () => `arn:aws:sns:${region}:${account}:${property('TopicName')}`,
    'AWS::SQS::Queue': () => `arn:aws:sqs:${region}:${account}:${property('QueueName')}`,
    'AWS::Lambda::Function': () => `arn:aws:lambda:${region}:${account}:function:${property('FunctionName')}`,
    'AWS::DynamoDB::Table': () => `arn:aws:dynamodb:${region}:${account}:table/${property('TableName')}`,
    'AWS::Events::EventBus': () => `arn:aws:events:${region}:${account}:event-bus/${property('Name')}`,
    'AWS::Events::Connection': () => `arn:aws:events:${region}:${account}:connection/${property('Name')}/id`,
    'AWS::Events::ApiDestination': () => `arn:aws:events:${region}:${account}:api-destination/${property('Name')}/id`,
    'AWS::Events::Rule': () =>
      `arn:aws:events:${region}:${account}:rule/${property('EventBusName')}/${property('Name')}`,
  };
  switch (`${resource.Type}.${attributeName}`) {
    case 'AWS::S3::Bucket.Ref':
      return property('BucketName');
    case 'AWS::Glue::Database.Ref':
      return required(resolve(scope, asObject(property('DatabaseInput'))['Name'] ?? null));
    case 'AWS::S3::Bucket.Arn':
      return arn['AWS::S3::Bucket']();
    case 'AWS::IAM::ManagedPolicy.Ref':
      return `arn:aws:iam::${account}:policy/${property('ManagedPolicyName')}`;
    case 'AWS::IAM::InstanceProfile.Ref':
      return property('InstanceProfileName');
    case 'AWS::ImageBuilder::Component.Arn':
      return `arn:aws:imagebuilder:${region}:${account}:component/${property('Name')}/${property('Version')}/1`;
    case 'AWS::ImageBuilder::ImageRecipe.Arn':
      return `arn:aws:imagebuilder:${region}:${account}:image-recipe/${property('Name')}/${property('Version')}`;
    case 'AWS::ImageBuilder::InfrastructureConfiguration.Arn':
      return `arn:aws:imagebuilder:${region}:${account}:infrastructure-configuration/${property('Name')}`;
    case 'AWS::ImageBuilder::DistributionConfiguration.Arn':
      return `arn:aws:imagebuilder:${region}:${account}:distribution-configuration/${property('Name')}`;
    case 'AWS::IAM::Role.Ref':
      return property('RoleName');
    case 'AWS::IAM::Role.Arn':
      return arn['AWS::IAM::Role']();
    case 'AWS::SNS::Topic.Ref':
    case 'AWS::SNS::Topic.TopicArn':
      return arn['AWS::SNS::Topic']();
    case 'AWS::SNS::Topic.TopicName':
      return property('TopicName');
    case 'AWS::SQS::Queue.Ref':
      return `https://sqs.${region}.amazonaws.com/${account}/${property('QueueName')}`;
    case 'AWS::SQS::Queue.QueueName':
      return property('QueueName');
    case 'AWS::DynamoDB::Table.Ref':
      return property('TableName');
    case 'AWS::Events::EventBus.Ref':
      return property('Name');
    case 'AWS::Logs::LogGroup.Ref':
      return property('LogGroupName');
    case 'AWS::SQS::Queue.Arn':
      return arn['AWS::SQS::Queue']();
    case 'AWS::Lambda::Function.Arn':
      return arn['AWS::Lambda::Function']();
    case 'AWS::DynamoDB::Table.Arn':
      return arn['AWS::DynamoDB::Table']();
    case 'AWS::Events::EventBus.Arn':
      return arn['AWS::Events::EventBus']();
    case 'AWS::Events::Connection.Arn':
      return arn['AWS::Events::Connection']();
    case 'AWS::Events::ApiDestination.Arn':
      return arn['AWS::Events::ApiDestination']();
    case 'AWS::Events::Rule.Arn':
      return arn['AWS::Events::Rule']();
    case 'AWS::Config::ConfigRule.Ref':
      return property('ConfigRuleName');
    case 'AWS::CloudTrail::Trail.Arn':
      return `arn:aws:cloudtrail:${region}:${account}:trail/${property('TrailName')}`;
    case 'AWS::Logs::LogGroup.Arn':
      return `arn:aws:logs:${region}:${account}:log-group:${property('LogGroupName')}:*`;
    case 'AWS::SSM::MaintenanceWindow.Ref':
    case 'AWS::SSM::MaintenanceWindowTarget.Ref':
      // AWS makes the ids up.
      return `id-of-${String(property('Name') ?? 'target')}`;
    case 'AWS::EC2::SecurityGroup.GroupId':
      return 'sg-0123456789abcdef0';
    case 'AWS::KMS::Key.Ref':
      return KEY_ID;
    case 'AWS::KMS::Key.Arn':
      return `arn:aws:kms:${region}:${account}:key/${KEY_ID}`;
    case 'AWS::StepFunctions::StateMachine.Ref':
      return `arn:aws:states:${region}:${account}:stateMachine:${property('StateMachineName')}`;
    case 'AWS::KinesisFirehose::DeliveryStream.Arn':
      return `arn:aws:firehose:${region}:${account}:deliverystream/${property('DeliveryStreamName')}`;
    default:
      throw new Error(`${attributeName} of ${resource.Type} is not known here`);
  }
}

function holds(scope: Scope, condition: Json | undefined): boolean {
  if (condition === undefined) return true;
  if (typeof condition === 'string') return holds(scope, asObject(scope.template.Conditions ?? {})[condition] ?? null);
  const [name, argument] = Object.entries(asObject(condition))[0] ?? [];
  switch (name) {
    case 'Fn::Equals': {
      const [left, right] = list(argument ?? []).map((item) => required(resolve(scope, item)));
      return String(left) === String(right);
    }
    case 'Fn::Not':
      return !holds(scope, list(argument ?? [])[0]);
    case 'Fn::And':
      return list(argument ?? []).every((one) => holds(scope, one));
    case 'Fn::Or':
      return list(argument ?? []).some((one) => holds(scope, one));
    case 'Condition':
      return holds(scope, argument);
    default:
      throw new Error(`the condition ${name} is not known here`);
  }
}

function list(value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw new Error(`not a list: ${JSON.stringify(value)}`);
  return value;
}

function isJson(value: Resolved): value is Json {
  return value !== NO_VALUE;
}

function required(value: Resolved): Json {
  if (value === NO_VALUE) throw new Error('AWS::NoValue where a value is needed');
  return value;
}
