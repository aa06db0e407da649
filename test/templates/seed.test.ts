import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CollectionTag, ScalarTag } from 'yaml';
import { parse } from 'yaml';
import type { Blueprint } from '../../src/blueprints/blueprint.ts';
import { loggingResource } from '../../src/blueprints/logging-resource/blueprint.ts';
import { securityResource } from '../../src/blueprints/security-resource/blueprint.ts';
import { securityTopic } from '../../src/blueprints/security-topic/blueprint.ts';
import type { Json } from '../../src/domain/json.ts';
import type { Template } from '../../src/domain/template.ts';
import { asObject, deploy } from '../support/cloudformation.ts';
import { AUDIT, aConfig, HOME_REGION, LOG, MEMBER, ORGANIZATION } from '../support/cloudformation-fixture.ts';

/**
 * The article's templates, verbatim, are the contract: whoever deployed them by hand and comes to Metsuke finds every
 * parameter, logical id, name and output again, with the same meaning. Nothing is renamed, so nothing is replaced.
 */
const CONTRACTS: readonly {
  readonly seed: string;
  readonly blueprint: Blueprint;
  readonly account: string;
  readonly parameters: Readonly<Record<string, string>>;
}[] = [
  {
    seed: 'security-topic',
    blueprint: securityTopic,
    account: AUDIT,
    parameters: {
      ManagedResourcePrefix: 'acme',
      AllConfigurationEmail: 'all@example.com',
      SecurityNotificationEmail: 'security@example.com',
      OrgID: ORGANIZATION,
      SubscribeToAllConfigurationTopic: 'true',
    },
  },
  {
    seed: 'security-resource',
    blueprint: securityResource,
    account: AUDIT,
    parameters: { ManagedResourcePrefix: 'acme', Accounts: `${MEMBER},${LOG}` },
  },
  {
    seed: 'logging-resource',
    blueprint: loggingResource,
    account: LOG,
    parameters: {
      ManagedResourcePrefix: 'acme',
      SSEAlgorithm: 'AES256',
      RetentionDays: '730',
      TransitionToGlacier: 'Yes',
      TransitionDays: '30',
      AWSLogsS3KeyPrefix: ORGANIZATION,
    },
  },
];

/** Properties that identify a resource, or that people and programs rely on. */
const KEPT = [
  'BucketName',
  'TopicName',
  'DisplayName',
  'Subscription',
  'Endpoint',
  'Protocol',
  'TopicArn',
  'Topics',
  'Bucket',
  'RoleName',
  'Path',
  'ConfigurationAggregatorName',
  'AccountAggregationSources',
  'VersioningConfiguration',
  'LoggingConfiguration',
  'BucketEncryption',
  'AssumeRolePolicyDocument',
];

describe.each(CONTRACTS)('$seed', ({ seed, blueprint, account, parameters }) => {
  const theirs = readSeed(seed);
  const ours = blueprint.template(aConfig());
  const deployment = { accountId: account, region: HOME_REGION, parameters };
  const theirStack = deploy(theirs, deployment);
  const ourStack = deploy(ours, deployment);

  it.each(Object.entries(asObject(theirs.Parameters ?? {})))('keeps the parameter %s', (name, definition) => {
    const kept = asObject(asObject(ours.Parameters ?? {})[name] ?? null);
    const { Default: byDefault, AllowedValues: allowed } = asObject(definition as Json);
    if (byDefault !== undefined) expect(String(kept.Default)).toBe(String(byDefault));
    if (Array.isArray(allowed)) expect(kept.AllowedValues).toEqual(allowed.map(String));
  });

  it('asks for no parameter that the article does not give', () => {
    const required = Object.entries(asObject(ours.Parameters ?? {})).filter(
      ([, definition]) => asObject(definition as Json).Default === undefined,
    );
    expect(Object.keys(parameters)).toEqual(expect.arrayContaining(required.map(([name]) => name)));
  });

  it.each(Object.entries(theirs.Resources))('keeps the resource %s', (logicalId, resource) => {
    expect(ours.Resources[logicalId]?.Type).toBe(resource.Type);
    // What a delete keeps, it keeps: RetainExceptOnCreate differs in the rollback of a first creation only.
    const kept = resource.DeletionPolicy === 'Retain' ? 'RetainExceptOnCreate' : resource.DeletionPolicy;
    expect(ours.Resources[logicalId]?.DeletionPolicy).toBe(kept);
    const properties = KEPT.filter((property) => theirStack.resources[logicalId]?.[property] !== undefined);
    for (const property of properties) {
      expect(ourStack.resources[logicalId]?.[property], property).toEqual(theirStack.resources[logicalId]?.[property]);
    }
  });

  it.each(Object.keys(asObject(theirs.Outputs ?? {})))('keeps the output %s', (name) => {
    expect(ourStack.outputs[name]).toBe(theirStack.outputs[name]);
    expect(ourStack.outputs[name]).toBeTruthy();
  });

  it('has the name that the article gives to its stack set', () => {
    const names = {
      'security-topic': 'AWSOrganizations-SecurityTopic',
      'security-resource': 'AWSOrganizations-SecurityResource',
      'logging-resource': 'AWSOrganizations-LoggingResource',
    };
    expect(blueprint.stackName).toBe(names[seed as keyof typeof names]);
  });
});

describe('what the corrections leave of the statements', () => {
  it.each([
    ['security-topic', 'SNSAllConfigurationTopicPolicy', securityTopic, AUDIT],
    ['security-topic', 'SNSNotificationPolicy', securityTopic, AUDIT],
    ['logging-resource', 'S3AuditBucketPolicy', loggingResource, LOG],
  ] as const)('%s %s keeps the statements by their names', (seed, logicalId, blueprint, account) => {
    const contract = CONTRACTS.find((row) => row.seed === seed);
    const deployment = { accountId: account, region: HOME_REGION, parameters: contract?.parameters ?? {} };
    const sids = (template: Template) => {
      const policy = asObject(deploy(template, deployment).resources[logicalId]?.PolicyDocument ?? null);
      return (policy.Statement as readonly Json[]).map((statement) => String(asObject(statement).Sid));
    };
    expect(sids(blueprint.template(aConfig()))).toEqual(expect.arrayContaining(sids(readSeed(seed))));
  });
});

function readSeed(name: string): Template {
  const text = readFileSync(new URL(`./fixtures/seed/${name}.yml`, import.meta.url), 'utf8');
  return parse(text, { customTags: [...SCALARS, ...SEQUENCES] }) as Template;
}

const SCALARS: readonly ScalarTag[] = [
  { tag: '!Ref', resolve: (value) => ({ Ref: value }) },
  { tag: '!Sub', resolve: (value) => ({ 'Fn::Sub': value }) },
  { tag: '!GetAtt', resolve: (value) => ({ 'Fn::GetAtt': value.split('.') }) },
];

const SEQUENCES: readonly CollectionTag[] = ['If', 'Join', 'Split', 'Equals', 'FindInMap'].map((name) => ({
  tag: `!${name}`,
  collection: 'seq',
  resolve: (sequence) => ({ [`Fn::${name}`]: sequence.toJSON() }),
}));
