import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, HOME, inputOf, run } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import type { FakeInstance } from '../../test/support/fake-stack-sets.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import type { Config } from '../config/schema.ts';
import type { Ports } from './observe/ports.ts';
import { isHealthy, readStatus } from './status.ts';

const CONFIG = aConfig({ guardrails: { leaveOrganization: { enabled: true } } });
const BASELINE = 'AWSOrganizations-AccountBaseline';

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());
  expect((await run(aws, CONFIG)).result.status).toBe('done');
});

const statusOf = async (config: Config = CONFIG, ports: Ports = aws.connect().ports) =>
  readStatus(ports, await inputOf(aws, config));

/** CloudFormation says something else of the stack of one account. */
function leave(name: string, fields: Partial<FakeInstance>): void {
  const instances = aws.stackSets.sets.get(BASELINE)?.instances;
  const key = `${aws.idOf(name)}/${HOME}`;
  const instance = instances?.get(key);
  if (!instance) throw new Error(`no baseline in ${name}`);
  instances?.set(key, { ...instance, ...fields });
}

it('is well after an apply', async () => {
  const status = await statusOf();
  expect(isHealthy(status)).toBe(true);
  expect(status).toMatchObject({ isAsConfigured: true, unwell: [], repairs: [], buckets: [] });
});

describe('a stack', () => {
  it.each([
    ['that runs', { detailedStatus: 'RUNNING' }, 'running'],
    ['that waits', { detailedStatus: 'PENDING' }, 'running'],
    ['that failed', { status: 'OUTDATED', detailedStatus: 'FAILED', reason: 'No room.' }, 'failed'],
    ['that is outdated', { status: 'OUTDATED', detailedStatus: 'SUCCEEDED' }, 'outdated'],
    ['that CloudFormation gave up', { status: 'INOPERABLE', detailedStatus: 'INOPERABLE' }, 'inoperable'],
  ] as const)('%s is not well', async (_what, fields, health) => {
    leave('dev', fields);
    const status = await statusOf();
    const baseline = status.deployments.find(({ title }) => title === 'account-baseline');
    const dev = baseline?.instances.find((instance) => instance.account === aws.idOf('dev'));
    expect(dev).toMatchObject({ health, reason: 'reason' in fields ? fields.reason : null });
    expect(baseline?.instances.filter((instance) => instance.health !== 'current')).toEqual([dev]);
    expect(isHealthy(status)).toBe(false);
  });

  it('of a suspended account is nobody else’s fault', async () => {
    leave('dev', { status: 'OUTDATED', detailedStatus: 'FAILED', reason: 'No room.' });
    aws.setState('dev', 'SUSPENDED');
    const status = await statusOf();
    const health = status.deployments.flatMap(({ instances }) =>
      instances.filter((instance) => instance.account === aws.idOf('dev')).map((instance) => instance.health),
    );
    expect(new Set(health)).toEqual(new Set(['suspended']));
    expect(isHealthy(status)).toBe(true);
  });

  it.each([
    ['UPDATE_ROLLBACK_COMPLETE', 'failed'],
    ['UPDATE_IN_PROGRESS', 'running'],
    ['REVIEW_IN_PROGRESS', 'failed'],
    ['IMPORT_COMPLETE', 'current'],
  ])('of the management account with status %s: %s', async (stackStatus, health) => {
    const key = `${aws.idOf('master')}/${HOME}/AWSOrganizations-StackSetAdministration`;
    const stack = aws.stacks.get(key);
    if (!stack) throw new Error('no administration stack');
    aws.stacks.set(key, { ...stack, status: stackStatus });
    const status = await statusOf();
    const administration = status.deployments.find(({ title }) => title === 'stackset-administration');
    expect(administration?.instances).toMatchObject([{ account: aws.idOf('master'), health }]);
  });
});

describe('what is listed', () => {
  it('is every blueprint that is on or still there, and no other', async () => {
    const titles = (await statusOf()).deployments.map(({ title }) => title);
    expect(titles).toContain('account-baseline');
    expect(titles).not.toContain('config-recorder');
    // A stack in each member is not read; the baseline stands for it.
    expect(titles).not.toContain('stackset-execution');
  });

  it('is a stack set that is not wanted any more', async () => {
    const on = aConfig({ configRecorder: { enabled: true } });
    await run(aws, on);
    const left = (await statusOf()).deployments.find(({ title }) => title === 'config-recorder');
    expect(left?.instances.length).toBeGreaterThan(0);
  });

  it('is no role of CloudFormation where that brings its own', async () => {
    const config = aConfig({ stackSets: { permissionModel: 'SERVICE_MANAGED' } });
    const titles = (await statusOf(config)).deployments.map(({ title }) => title);
    expect(titles).not.toContain('stackset-administration');
  });
});

describe('policies', () => {
  const TITLES = ['region-restriction', 'leave-organization'];

  it('are listed with their targets while they are wanted or there', async () => {
    const { policies } = await statusOf();
    expect(policies.map(({ title }) => title)).toEqual(TITLES);
    expect(policies.every(({ targets }) => targets?.length === 1)).toBe(true);
    expect((await statusOf(aConfig())).policies).toEqual(policies);
  });

  it('that nobody wants are not listed', async () => {
    expect((await statusOf()).policies.map(({ title }) => title)).not.toContain('root-user');
  });

  it('that somebody deleted have no targets', async () => {
    aws.policies.clear();
    const status = await statusOf();
    expect(status.policies.map(({ title, targets }) => [title, targets])).toEqual(TITLES.map((title) => [title, null]));
    expect(isHealthy(status)).toBe(false);
  });
});

describe('the security topic', () => {
  const ON = aConfig({ notifications: { enabled: true } });
  const confirmed = { protocol: 'email', endpoint: 'security@example.com', confirmed: true };

  beforeEach(async () => {
    expect((await run(aws, ON)).result.status).toBe('done');
  });

  it.each([
    ['that nobody hears', [], false],
    ['whose address was not confirmed', [confirmed, { ...confirmed, confirmed: false }], false],
    ['that everybody hears', [confirmed], true],
  ])('%s', async (_what, subscriptions, isWell) => {
    aws.subscriptions = subscriptions;
    const status = await statusOf(ON);
    expect(status.subscriptions).toEqual({ kind: 'read', subscriptions });
    expect(isHealthy(status)).toBe(isWell);
  });

  it('that is gone is said to be so', async () => {
    aws.subscriptions = null;
    expect((await statusOf(ON)).subscriptions).toEqual({ kind: 'no-topic' });
  });

  it('that cannot be read is not well', async () => {
    aws.closeDoor('audit');
    const status = await statusOf(ON);
    expect(status.subscriptions).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('AssumeRole') });
    expect(isHealthy(status)).toBe(false);
  });

  it('hides no mistake of the program', async () => {
    const { ports } = aws.connect();
    const inAccount: Ports['inAccount'] = (id, role) => {
      const there = ports.inAccount(id, role);
      const listSubscriptions = () => Promise.reject(new TypeError('a bug'));
      return { ...there, topics: { ...there.topics, listSubscriptions } };
    };
    await expect(statusOf(ON, { ...ports, inAccount })).rejects.toThrow(TypeError);
  });
});

describe('recordings', () => {
  it('that are off stand first, with who stopped them', async () => {
    const config = aConfig({ configRecorder: { enabled: true }, notifications: { enabled: true } });
    expect((await run(aws, config)).result.status).toBe('done');
    aws.stopRecording('recorder', 'stg');
    const status = await statusOf(config);
    expect(status.recordings[0]).toMatchObject({
      part: 'recorder',
      account: aws.idOf('stg'),
      state: 'off',
      by: { call: 'config:StopConfigurationRecorder', actor: 'alice with role Admin' },
    });
    expect(status.recordings.slice(1).every(({ state }) => state === 'on')).toBe(true);
    expect(isHealthy(status)).toBe(false);
  });
});
