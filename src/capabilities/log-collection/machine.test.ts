import { describe, expect, it } from 'vitest';
import {
  aConfig,
  deployBlueprint,
  HOME_REGION,
  LOG,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { type FakeLogGroup, FakeLogs } from '../../../test/support/fake-logs.ts';
import { type Run, runMachine } from '../../../test/support/states-language.ts';
import { logCollection } from './blueprint.ts';
import { makeMachine } from './machine.ts';

/** 01:00 in Tokyo. */
const NIGHT = '2026-11-23T16:00:00.000Z';

/** The machine as it is deployed, with its substitutions, in an account with these log groups. */
function collect(logs: FakeLogs, section: object = {}, input: unknown = {}, startTime = NIGHT): Promise<Run> {
  const { resources } = deployBlueprint(logCollection, { logCollection: section });
  const { Definition: definition, DefinitionSubstitutions: values } = resources['StateMachine'] as {
    Definition: unknown;
    DefinitionSubstitutions: Record<string, string>;
  };
  const text = JSON.stringify(definition).replace(/\$\{(\w+)\}/g, (_, name: string) => {
    if (values[name] === undefined) throw new Error(`nothing is substituted for ${name}`);
    return values[name];
  });
  return runMachine(JSON.parse(text), logs.call, input, startTime);
}

const group = (LogGroupName: string, changes: Partial<FakeLogGroup> = {}): FakeLogGroup => ({
  LogGroupName,
  RetentionInDays: 30,
  LogGroupClass: 'STANDARD',
  ...changes,
});
/** Nothing chose how long it keeps its logs. */
const forever = (name: string, changes: Partial<FakeLogGroup> = {}): FakeLogGroup => {
  const { RetentionInDays: _, ...rest } = group(name, changes);
  return rest;
};
const exported = (logs: FakeLogs) => logs.exports.map(({ LogGroupName }) => LogGroupName);
const retention = (logs: FakeLogs, name: string) =>
  logs.groups.find(({ LogGroupName }) => LogGroupName === name)?.RetentionInDays;

describe('what is exported', () => {
  it('is every log group that matches a pattern, and no other', async () => {
    const logs = new FakeLogs([
      group('/var/log/secure'),
      group('/var/log/audit/audit.log'),
      group('/metsuke/ssm'),
      group('/aws/lambda/app'),
      group('/other/var/log/secure'),
      group('/varxlog/secure'),
    ]);
    const run = await collect(logs);
    expect(run.status).toBe('SUCCEEDED');
    expect(exported(logs)).toEqual(['/var/log/secure', '/var/log/audit/audit.log', '/metsuke/ssm']);
  });

  it.each([
    { pattern: 'app.log', hits: ['app.log'] },
    { pattern: 'app*', hits: ['app.log', 'appxlog'] },
    { pattern: '*', hits: ['app.log', 'appxlog', '/a#b'] },
    { pattern: '/a#*', hits: ['/a#b'] },
    { pattern: 'none', hits: [] },
  ])('$pattern: $hits', async ({ pattern, hits }) => {
    const logs = new FakeLogs([group('app.log'), group('appxlog'), group('/a#b')]);
    await collect(logs, { logGroups: [pattern] });
    expect(exported(logs)).toEqual(hits);
  });

  it('leaves out the classes that cannot be exported, but not groups that tell no class', async () => {
    const { LogGroupClass: _, ...untold } = group('/var/log/b');
    const logs = new FakeLogs([group('/var/log/a', { LogGroupClass: 'INFREQUENT_ACCESS' }), untold]);
    expect((await collect(logs)).status).toBe('SUCCEEDED');
    expect(exported(logs)).toEqual(['/var/log/b']);
  });

  it('lands in the archive of its region, below the account, the region and the day', async () => {
    const logs = new FakeLogs([group('/var/log/secure'), group('metsuke')]);
    await collect(logs, { logGroups: ['*'] });
    const folder = `${ORGANIZATION}/AWSLogs/${MEMBER}/CloudWatchLogs/${HOME_REGION}/2026/11/22`;
    expect(logs.exports).toMatchObject([
      {
        Destination: `aws-organizations-logs-${LOG}-${HOME_REGION}`,
        DestinationPrefix: `${folder}/var/log/secure`,
        From: Date.parse('2026-11-22T00:00:00.000Z'),
        To: Date.parse('2026-11-22T23:59:59.999Z'),
      },
      { DestinationPrefix: `${folder}/metsuke` },
    ]);
  });

  it.each([
    { began: '2026-11-23T16:00:00.000Z', day: '2026/11/22' },
    // Log events are ready twelve hours after they arrived.
    { began: '2026-11-23T12:00:00.000Z', day: '2026/11/22' },
    { began: '2026-11-23T11:59:59.999Z', day: '2026/11/21' },
    { began: '2027-01-01T12:30:00.000Z', day: '2026/12/31' },
    { began: '2028-03-01T13:00:00.000Z', day: '2028/02/29' },
  ])('is the day $day when it begins at $began', async ({ began, day }) => {
    const logs = new FakeLogs([group('/var/log/secure')]);
    await collect(logs, {}, {}, began);
    expect(logs.exports[0]?.DestinationPrefix).toContain(`/${day}/`);
  });

  it('is the day that somebody asks for', async () => {
    const logs = new FakeLogs([group('/var/log/secure')]);
    await collect(logs, {}, { day: '2026-10-01' });
    expect(logs.exports[0]).toMatchObject({ From: Date.parse('2026-10-01T00:00:00Z') });
  });
});

describe('the retention of log groups', () => {
  it('is set where it is missing, whether a group is collected or not', async () => {
    const logs = new FakeLogs([forever('/aws/lambda/app'), forever('/var/log/secure')]);
    await collect(logs, { retentionDays: 400 });
    expect(retention(logs, '/aws/lambda/app')).toBe(400);
    expect(retention(logs, '/var/log/secure')).toBe(400);
    expect(exported(logs)).toEqual(['/var/log/secure']);
  });

  it('stays as somebody set it', async () => {
    const logs = new FakeLogs([group('/aws/lambda/short', { RetentionInDays: 1 }), group('/var/log/secure')]);
    await collect(logs);
    expect(retention(logs, '/aws/lambda/short')).toBe(1);
    expect(retention(logs, '/var/log/secure')).toBe(30);
  });

  it('stays missing where that is on purpose, or where AWS fixes it', async () => {
    const logs = new FakeLogs([
      forever('/evidence/a'),
      forever('/delivery', { LogGroupClass: 'DELIVERY' }),
      forever('/b'),
    ]);
    await collect(logs, { neverExpire: ['/evidence/*'] });
    expect(logs.groups.map(({ RetentionInDays }) => RetentionInDays)).toEqual([undefined, undefined, 365]);
  });
});

describe('many log groups', () => {
  const names = Array.from({ length: 137 }, (_, index) => `/var/log/${String(index).padStart(3, '0')}`);

  it('are all collected, over all pages, one at a time', async () => {
    const logs = new FakeLogs(names.map((name) => forever(name)));
    const run = await collect(logs);
    expect(run.status).toBe('SUCCEEDED');
    expect(logs.pages).toBe(3);
    expect(exported(logs)).toEqual(names);
    expect(logs.groups.every(({ RetentionInDays }) => RetentionInDays === 365)).toBe(true);
  });

  it('cost few transitions when there is nothing to do with them', async () => {
    const logs = new FakeLogs(names.map((name) => group(name.replace('/var/log', '/aws/lambda'))));
    expect((await collect(logs)).transitions).toBeLessThanOrEqual(3 * 3 + 3);
  });

  it('stay within the history of an execution, however long an export takes', async () => {
    const logs = new FakeLogs([group('/var/log/big')]);
    logs.looksUntilDone = 1_000; // six hours
    const run = await collect(logs);
    expect(run.status).toBe('SUCCEEDED');
    expect(run.events).toBeLessThan(25_000);
    const thousands = new FakeLogs(Array.from({ length: 5_000 }, (_, index) => group(`/aws/lambda/${index}`)));
    expect((await collect(thousands)).events).toBeLessThan(25_000);
  });
});

describe('what fails', () => {
  it('does not stop the others, and is named at the end', async () => {
    const logs = new FakeLogs(['a', 'b', 'c'].map((name) => group(`/var/log/${name}`)));
    logs.broken.add('/var/log/b');
    const run = await collect(logs);
    expect(exported(logs)).toEqual(['/var/log/a', '/var/log/b', '/var/log/c']);
    expect(run).toMatchObject({ status: 'FAILED', error: 'LogGroupsFailed', cause: '2026-11-22: /var/log/b' });
  });

  it('on two pages is named from both', async () => {
    const logs = new FakeLogs(Array.from({ length: 60 }, (_, index) => group(`/var/log/${index}`)));
    logs.broken.add('/var/log/3').add('/var/log/55');
    expect((await collect(logs)).cause).toBe('2026-11-22: /var/log/3, /var/log/55');
  });

  it('only once, while somebody else exports, is tried again', async () => {
    const logs = new FakeLogs([group('/var/log/secure')]);
    logs.busy = 90;
    const run = await collect(logs);
    expect(run.status).toBe('SUCCEEDED');
    expect(exported(logs)).toEqual(['/var/log/secure']);
    expect(run.waited).toBeGreaterThanOrEqual(90 * 60);
  });

  it('is a log group that goes while it is being worked on', async () => {
    const logs = new FakeLogs([forever('/var/log/gone'), group('/var/log/there')]);
    const call: typeof logs.call = (resource, parameters) => {
      const answer = logs.call(resource, parameters);
      if (resource.endsWith('describeLogGroups')) logs.groups.shift();
      return answer;
    };
    const machine = makeMachine(aConfig());
    const run = await runMachine(machine, call, {}, NIGHT);
    expect(run).toMatchObject({ status: 'FAILED', cause: '2026-11-22: /var/log/gone' });
    expect(exported(logs)).toEqual(['/var/log/there']);
  });
});

describe('streaming', () => {
  it('subscribes every log group that matches to the stream, and exports nothing', async () => {
    const logs = new FakeLogs([group('/var/log/secure'), group('/aws/lambda/app')]);
    const run = await collect(logs, { method: 'FIREHOSE' });
    expect(run.status).toBe('SUCCEEDED');
    expect(logs.exports).toEqual([]);
    expect(logs.subscriptions).toEqual([
      {
        LogGroupName: '/var/log/secure',
        FilterName: 'aws-organizations-log-collection',
        FilterPattern: '',
        DestinationArn: `arn:aws:firehose:${HOME_REGION}:${MEMBER}:deliverystream/aws-organizations-log-collection`,
        RoleArn: `arn:aws:iam::${MEMBER}:role/aws-organizations-LogSubscription`,
      },
    ]);
  });

  it('of everything leaves it to the policy of the account, and sets retention all the same', async () => {
    const logs = new FakeLogs([forever('/var/log/secure')]);
    await collect(logs, { method: 'FIREHOSE', logGroups: ['*'] });
    expect(logs.subscriptions).toEqual([]);
    expect(retention(logs, '/var/log/secure')).toBe(365);
    const { resources } = deployBlueprint(logCollection, { logCollection: { method: 'FIREHOSE', logGroups: ['*'] } });
    expect(resources['SubscriptionPolicy']).toMatchObject({ PolicyType: 'SUBSCRIPTION_FILTER_POLICY', Scope: 'ALL' });
    const some = deployBlueprint(logCollection, { logCollection: { method: 'FIREHOSE' } });
    expect(some.resources).not.toHaveProperty('SubscriptionPolicy');
  });
});

it('is scheduled once a day, in the time zone of the notifications', () => {
  const { resources } = deployBlueprint(logCollection, { logCollection: { at: '23:05' } });
  expect(resources['Schedule']).toMatchObject({
    ScheduleExpression: 'cron(5 23 * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Tokyo',
  });
});
