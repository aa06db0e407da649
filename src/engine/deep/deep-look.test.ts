import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, CATALOG, inputOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import type { Breakage } from '../../../test/support/fake-condition.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { blueprintById } from '../../blueprints/catalog.ts';
import type { PlanInput } from '../plan/input.ts';
import { ASKERS } from './askers.ts';
import { type DeepLook, type DeepOptions, lookDeep } from './deep-look.ts';
import { deepCounts, deepFindings } from './findings.ts';

const CONFIG = aConfig({
  configRecorder: { enabled: true },
  configRules: { enabled: true },
  notifications: { enabled: true },
  cloudTrail: { mode: 'ORGANIZATION' },
  logCollection: { enabled: true },
  patching: { enabled: true, install: { enabled: true } },
  guardDuty: { enabled: true, export: false },
  sessions: { enabled: true, asDefault: true, defaultHostManagement: true },
});

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws(anOrg().with(account('dev').in('Workloads'), account('stg').in('Workloads')).build());
  const { result } = await run(aws, CONFIG);
  expect(result.steps.filter(({ outcome }) => outcome.status !== 'done')).toEqual([]);
});

async function look(
  options: DeepOptions = {},
): Promise<{ look: DeepLook; input: PlanInput; calls: readonly string[] }> {
  const connection = aws.connect();
  const input = await inputOf(aws, CONFIG, { connection });
  const before = connection.calls.length;
  const found = await lookDeep(connection.ports, input, options);
  return { look: found, input, calls: connection.calls.slice(before) };
}

async function sentences(options: DeepOptions = {}): Promise<readonly string[]> {
  const found = await look(options);
  return deepFindings(found.look, found.input).map(({ message }) => message);
}

it('finds all of it well in an organization in which nobody broke anything', async () => {
  const found = await look();
  expect(found.look.answers.filter(({ state }) => state !== 'well')).toEqual([]);
  expect(found.look.places).toBe(10);
  expect(deepCounts(found.look)).toMatchObject({ faults: 0, unknown: 0 });
  expect(deepFindings(found.look, found.input)).toEqual([]);
});

const stackOf = (id: string): string => `StackSet-${blueprintById(id)?.stackName}-1`;

const BROKEN: readonly (readonly [string, string, Breakage, RegExp])[] = [
  ['a recorder that was stopped', 'aws-organizations-recorder', 'off', /aws-organizations-recorder does not record/],
  ['a recorder that was deleted', 'aws-organizations-recorder', 'gone', /recorder is gone, though its stack is there/],
  [
    'a recorder that fails',
    'aws-organizations-recorder',
    { error: 'AccessDenied: no' },
    /recorder cannot deliver: AccessDenied: no/,
  ],
  ['a channel that was deleted', 'aws-organizations-channel', 'gone', /channel is gone/],
  [
    'a channel that cannot deliver',
    'aws-organizations-channel',
    { error: 'NoSuchBucket: gone' },
    /channel cannot deliver: NoSuchBucket/,
  ],
  ['a rule that was disabled', 'aws-organizations-RootUser', 'off', /rule aws-organizations-RootUser is switched off/],
  ['a rule that was deleted', 'aws-organizations-RootUser', 'gone', /aws-organizations-RootUser is gone/],
  ['a rule without its target', 'aws-organizations-Health', 'targetless', /Health does not lead to its target/],
  ['a maintenance window that was disabled', 'aws-organizations-patch-dev', 'off', /patch-dev is switched off/],
  ['a schedule that was disabled', 'aws-organizations-log-collection', 'off', /log-collection is switched off/],
  ['a stack that was deleted', stackOf('notification-routes'), 'gone', /stack StackSet-.*Routes-1 is gone/],
  ['a role that was deleted', 'aws-organizations-EventForwarding', 'gone', /EventForwarding is gone/],
  [
    'a Config rule that was deleted',
    'aws-organizations-restricted-ssh',
    'gone',
    /restricted-ssh is gone, though its stack is there/,
  ],
  ...[
    'CREATE_FAILED',
    'ROLLBACK_COMPLETE',
    'ROLLBACK_FAILED',
    'UPDATE_ROLLBACK_COMPLETE',
    'UPDATE_ROLLBACK_FAILED',
    'DELETE_FAILED',
    'REVIEW_IN_PROGRESS',
    'IMPORT_ROLLBACK_FAILED',
  ].map((status): readonly [string, string, Breakage, RegExp] => [
    `a stack in ${status}`,
    stackOf('config-rules'),
    { error: status },
    new RegExp(`stack StackSet-.*-1 is ${status}`),
  ]),
];

describe.each([
  ['and an event told of it', true],
  ['and the table of entries is empty', false],
])('what somebody broke %s', (_, isTold) => {
  it.each(BROKEN)('finds %s', async (_what, name, how, sentence) => {
    aws.condition.break(aws.idOf('dev'), name, how);
    if (isTold) aws.stopRecording('recorder', 'dev');
    const found = await sentences();
    // Rules of EventBridge are in two regions.
    expect([1, 2]).toContain(found.length);
    for (const one of found) {
      expect(one).toMatch(/^In the account dev \(444444444444\), (ap-northeast|us-east)-1: /);
      expect(one).toMatch(sentence);
    }
  });
});

it('says nothing false when the entries do', async () => {
  const entry = {
    call: 'config:StopConfigurationRecorder',
    actor: 'x',
    at: '2026-11-29T04:00:00Z',
  };
  aws.disturbances = [
    { ...entry, account: aws.idOf('stg'), region: 'ap-northeast-1' },
    { ...entry, account: '999999999999', region: 'ap-northeast-1' },
    { ...entry, account: aws.idOf('dev'), region: 'eu-central-1', call: 'cloudtrail:StopLogging' },
  ];
  expect(await sentences()).toEqual([]);
  aws.condition.break(aws.idOf('dev'), 'aws-organizations-recorder', 'off');
  expect(await sentences()).toEqual([expect.stringContaining('dev (444444444444)')]);
});

describe('what nobody can look at', () => {
  it('is unknown with the reason, once, and never well', async () => {
    aws.closeDoor('stg');
    const found = await look();
    const theirs = found.look.answers.filter(({ account: id }) => id === aws.idOf('stg'));
    expect(theirs.length).toBeGreaterThan(10);
    expect(new Set(theirs.map(({ state }) => state))).toEqual(new Set(['unknown']));
    expect(deepFindings(found.look, found.input)).toMatchObject([
      { severity: 'warning', code: 'unknown', message: expect.stringMatching(/stg .*work is unknown: sts:AssumeRole/) },
    ]);
  });

  it('is a stack that CloudFormation works on', async () => {
    aws.condition.break(aws.idOf('dev'), stackOf('config-rules'), { error: 'UPDATE_IN_PROGRESS' });
    expect(await sentences()).toEqual([expect.stringMatching(/works on it \(UPDATE_IN_PROGRESS\)/)]);
  });
});

describe('heartbeats', () => {
  const beat = (name: string, region: string, at: string) => ({ account: aws.idOf(name), region, at });

  it('are due once a stack has been there for two periods', async () => {
    aws.condition.changedAt = '2025-12-31T11:00:00.000Z';
    const found = await sentences();
    expect(found).toHaveLength(10);
    expect(found[0]).toMatch(/No notification has ever arrived/);
  });

  it('that stopped are faults of their places alone', async () => {
    aws.condition.heartbeats = [
      beat('dev', 'ap-northeast-1', '2025-12-31T11:00:00.000Z'),
      beat('dev', 'us-east-1', '2025-12-31T23:00:00.000Z'),
    ];
    expect(await sentences()).toEqual([
      expect.stringMatching(/dev .*ap-northeast-1: No notification has arrived since 2025-12-31T11/),
    ]);
  });
});

it('asks the chosen accounts alone', async () => {
  aws.condition.break(aws.idOf('dev'), 'aws-organizations-recorder', 'off');
  expect(await sentences({ accounts: [aws.idOf('stg')] })).toEqual([]);
  expect((await look({ accounts: [aws.idOf('dev')] })).look.places).toBe(2);
});

it('asks a place some ten times, and changes nothing', async () => {
  const { look: found, calls } = await look();
  expect(calls.filter((call) => !/\.(read|list)/.test(call))).toEqual([]);
  expect(calls.length / found.places).toBeLessThan(20);
});

/** Of what the templates make, what can only be changed or deleted: `status --drift` tells. */
const LEFT_TO_DRIFT = [
  'AWS::Athena::NamedQuery',
  'AWS::Athena::WorkGroup',
  'AWS::Config::ConfigurationAggregator',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::EventBusPolicy',
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Association',
  'AWS::SSM::Document',
  'AWS::SSM::MaintenanceWindowTarget',
  'AWS::SSM::MaintenanceWindowTask',
  'AWS::SSM::Parameter',
  'AWS::SSM::PatchBaseline',
  'AWS::SSM::ResourceDataSync',
];

it('knows of every type that the templates make whether it is asked or left to drift detection', () => {
  const enabled = CATALOG.blueprints.filter((blueprint) => blueprint.isEnabled(CONFIG));
  const types = new Set(
    enabled.flatMap((blueprint) => Object.values(blueprint.template(CONFIG).Resources).map(({ Type }) => Type)),
  );
  const known = new Set([...Object.keys(ASKERS), ...LEFT_TO_DRIFT]);
  expect([...types].filter((type) => !known.has(type))).toEqual([]);
});
