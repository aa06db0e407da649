// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of source files
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/cloudformation-fixture.ts';
import { deployedResources, EVERYTHING, nameOf, THE_REST } from '../../test/support/named.ts';
import { BLUEPRINTS } from '../blueprints/catalog.ts';
import { ownWrites } from '../guardrails/protect-delivery/own-writes.ts';
import type { JsonObject } from './json.ts';
import { NAMES } from './names.ts';
import { wildcard } from './text/wildcard.ts';

const PREFIX = aConfig().resourcePrefix;
const resources = [EVERYTHING, THE_REST].flatMap(deployedResources);

/** What has a name in names.ts: types of CloudFormation. */
const TYPES: Readonly<Record<keyof typeof NAMES, string>> = {
  aggregator: 'AWS::Config::ConfigurationAggregator',
  alarm: 'AWS::CloudWatch::Alarm',
  alias: 'AWS::KMS::Alias',
  analyzer: 'AWS::AccessAnalyzer::Analyzer',
  association: 'AWS::SSM::Association',
  boundary: 'AWS::IAM::ManagedPolicy',
  bucket: 'AWS::S3::Bucket',
  bus: 'AWS::Events::EventBus',
  connection: 'AWS::Events::Connection',
  dataSync: 'AWS::SSM::ResourceDataSync',
  document: 'AWS::SSM::Document',
  logGroup: 'AWS::Logs::LogGroup',
  managedPolicy: 'AWS::IAM::ManagedPolicy',
  recorder: 'AWS::Config::ConfigurationRecorder',
  role: 'AWS::IAM::Role',
  rule: 'AWS::Events::Rule',
  stateMachine: 'AWS::StepFunctions::StateMachine',
  table: 'AWS::DynamoDB::Table',
  topic: 'AWS::SNS::Topic',
  trail: 'AWS::CloudTrail::Trail',
  workGroup: 'AWS::Athena::WorkGroup',
};

/** `bucket logs`, with every name that it may have in an account and region. */
const listed = Object.entries(NAMES).flatMap(([kind, names]) =>
  Object.values(names).map((name) => ({ kind: kind as keyof typeof NAMES, name })),
);

describe('a name in names.ts', () => {
  it.each(listed)('is that of a resource: $kind $name', ({ kind, name }) => {
    const made = resources.filter(({ type }) => type === TYPES[kind]).map(nameOf);
    const isIts = new RegExp(`(^|/|-)${PREFIX}[-/]${name}(-[0-9a-f]{8}|-\\d{12}-.*)?$`);
    expect(made.some((one) => one !== null && isIts.test(one))).toBe(true);
  });
});

describe('a name is written once', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'domain/names.ts')
    .map((file) => ({ file, text: readFileSync(join('src', file), 'utf8') }));

  it('the templates put the prefix in front of a name in one file', () => {
    const own = ['blueprints/ours.ts', 'capabilities/sessions/names.ts'];
    const others = files.filter(({ file, text }) => !own.includes(file) && /ManagedResourcePrefix\}-/.test(text));
    // A secret of EventBridge's, which has the name of our connection in its own.
    expect(others.map(({ file }) => file)).toEqual(['blueprints/stackset-execution/permissions.ts']);
  });

  it('no file of src writes a name that another one writes, or that names.ts has', () => {
    const known = new Set<string>(listed.map(({ name }) => name));
    const seen = new Map<string, string[]>();
    for (const { file, text } of files) {
      for (const name of writtenNames(text))
        if (WORDS_OF_AWS[file] !== name) seen.set(name, [...(seen.get(name) ?? []), file]);
    }
    const repeated = [...seen].filter(([name, where]) => known.has(name) || where.length > 1);
    expect(repeated).toEqual([]);
  });

  it.each([
    ["cdk.Fn.sub(ours('EventForwarding'))", ['EventForwarding']],
    ['`${config.resourcePrefix}-trail`', ['trail']],
    ['`${prefix}-logs-${account}`', ['logs']],
    ["addTopic(scope, cdk, 'SNSNotification', 'AggregateSecurityNotifications', [", ['AggregateSecurityNotifications']],
    ["arnOfOurs('AWS::IAM::Role', 'ImageBuild')", ['ImageBuild']],
    ["new cdk.aws_config.CfnConfigurationAggregator(scope, 'ConfigAggregator', {", []],
    ["stackName: 'AWSOrganizations-LogCollection',", []],
  ])('%s writes %j', (text, names) => {
    expect([...writtenNames(text)]).toEqual(names);
  });
});

/** File → what AWS calls something there, though a part of ours has the same name. */
const WORDS_OF_AWS: Readonly<Record<string, string>> = {
  // The type of a finding, which ListFindings, unlike ListFindingsV2, does not give.
  'aws/access-analyzer.ts': 'ExternalAccess',
};

/** Names behind a prefix, names that are given to what puts it there, and those of names.ts that are no common words. */
function writtenNames(text: string): ReadonlySet<string> {
  const behind = [
    ...text.matchAll(/(?:[pP]refix\}-|esourcePrefix\}\/|\bours\(['"`])([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)/g),
  ];
  const given = [...text.matchAll(/\b(?:arnOfOurs|arnOf)\('[A-Za-z0-9:]+', ['"`]([A-Za-z][A-Za-z0-9-]*)/g)];
  const buckets = [...text.matchAll(/\b(?:ourBucket|arnOfOurBucket|bucketName)\(['"`]([a-z0-9-]+)/g)];
  // The first word behind `scope` is the logical id, and a statement may be called like a role.
  const alone = [...text.matchAll(/(?<!\(scope, |Sid: )['"`]([A-Z][a-z]+[A-Z][A-Za-z]*)['"`]/g)].filter(
    ([, word = '']) => listed.some(({ name }) => name === word),
  );
  return new Set([...behind, ...given, ...buckets, ...alone].map(([, name = '']) => name));
}

describe('roles that write', () => {
  const { resources: guarded, denied = [], doneBy = [] } = ownWrites(aConfig());
  const isLike = (pattern: string, text: string) => wildcard(pattern).test(text);
  const writers = resources.filter(
    ({ type, properties }) =>
      type === 'AWS::IAM::Role' &&
      allowedBy(properties).some(
        ({ action, resource }) =>
          denied.some((one) => isLike(one, action) || isLike(action, one)) &&
          guarded.some((one) => isLike(one, resource.split(':').slice(2).join(':'))),
      ),
  );

  it.each([...new Set(writers.map(nameOf))])('are let through: %s', (name) => {
    expect(doneBy.some((pattern) => isLike(pattern, name ?? ''))).toBe(true);
  });

  it('are more than none, and each pattern lets one of them through', () => {
    for (const pattern of doneBy) expect(writers.some((one) => isLike(pattern, nameOf(one) ?? ''))).toBe(true);
  });
});

/** What the inline policies of a role allow. */
function allowedBy(role: JsonObject): readonly { readonly action: string; readonly resource: string }[] {
  const policies = (role.Policies ?? []) as readonly {
    readonly PolicyDocument: { readonly Statement: JsonObject[] };
  }[];
  return policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) =>
          [Resource].flat().map((resource) => ({ action: String(action), resource: String(resource) })),
        ),
    );
}

it('every stack and stack set of ours has the name that the namespace has', () => {
  for (const { stackName } of BLUEPRINTS) expect(stackName).toMatch(/^AWSOrganizations-/);
});
