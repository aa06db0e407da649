import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Firehose } from '@aws-sdk/client-firehose';
import { Scheduler } from '@aws-sdk/client-scheduler';
import { SFN } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, clientConfig, roleNames, stacksIn } from '../support/aws.ts';
import { FakeLogs } from '../support/fake-logs.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';
import { runMachine } from '../support/states-language.ts';

const HOME = 'ap-northeast-1';
const SECOND = 'ap-northeast-3';
const NAME = 'aws-organizations-log-collection';
const EVERYBODY = [MASTER, AUDIT, LOG, DEV, STG, PROD];

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  here.changeConfig('logCollection:\n  enabled: false', 'logCollection:\n  enabled: true');
});
afterAll(() => here.stop());

const clientsOf = (account: string, region = HOME) => {
  const config = clientConfig(here.sandbox, account, region);
  return {
    logs: new CloudWatchLogs(config),
    sfn: new SFN(config),
    scheduler: new Scheduler(config),
    firehose: new Firehose(config),
  };
};

async function machineOf(account: string, region = HOME) {
  const { sfn } = clientsOf(account, region);
  const { stateMachines = [] } = await sfn.listStateMachines({});
  const [machine] = stateMachines;
  return machine ? await sfn.describeStateMachine({ stateMachineArn: machine.stateMachineArn }) : null;
}

/** What is deployed, run against log groups of that account. */
async function collectAt(account: string, region: string, names: readonly string[]) {
  const machine = await machineOf(account, region);
  const logs = new FakeLogs(names.map((LogGroupName) => ({ LogGroupName })));
  const run = await runMachine(JSON.parse(machine?.definition ?? '{}'), logs.call, {}, '2026-11-23T16:00:00Z');
  return { run, logs };
}

async function apply(): Promise<void> {
  const { code, stderr } = await here.metsuke('apply', '--yes');
  expect(stderr).toMatch(/Done\. (\d+) of \1 changes? done/);
  expect(code).toBe(0);
  const plan = await here.metsuke('plan', '--exit-code');
  expect(plan.stdout).toContain('No changes.');
  expect(plan.code).toBe(0);
}

describe('the collection of log groups', () => {
  it('is in every governed account after one apply, and scheduled daily', async () => {
    await apply();
    for (const account of EVERYBODY) {
      expect(await machineOf(account)).toMatchObject({
        name: NAME,
        roleArn: `arn:aws:iam::${account}:role/aws-organizations-LogCollection`,
      });
      const schedule = await clientsOf(account).scheduler.getSchedule({ Name: NAME });
      expect(schedule).toMatchObject({
        State: 'ENABLED',
        ScheduleExpression: 'cron(0 1 * * ? *)',
        ScheduleExpressionTimezone: 'Asia/Tokyo',
        Target: {
          Arn: `arn:aws:states:${HOME}:${account}:stateMachine:${NAME}`,
          RoleArn: `arn:aws:iam::${account}:role/aws-organizations-LogCollectionSchedule`,
        },
      });
      expect(await roleNames(here.sandbox, account)).toEqual(
        expect.arrayContaining(['aws-organizations-LogCollection', 'aws-organizations-LogCollectionSchedule']),
      );
    }
  });

  it('exports what matches into the archive, as it is deployed', async () => {
    const { run, logs } = await collectAt(DEV, HOME, ['/var/log/secure', '/aws/lambda/app']);
    expect(run.status).toBe('SUCCEEDED');
    expect(logs.exports).toMatchObject([
      {
        LogGroupName: '/var/log/secure',
        Destination: `aws-organizations-logs-${LOG}-${HOME}`,
        DestinationPrefix: `o-8m3k2xq1zz/AWSLogs/${DEV}/CloudWatchLogs/${HOME}/2026/11/22/var/log/secure`,
      },
    ]);
    expect(logs.groups.map(({ RetentionInDays }) => RetentionInDays)).toEqual([365, 365]);
  });

  it('is let in by the policy of the archive', async () => {
    const { Policy = '' } = await awsOf(here.sandbox, LOG).s3.getBucketPolicy({
      Bucket: `aws-organizations-logs-${LOG}-${HOME}`,
    });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
    expect(Policy).toContain('/AWSLogs/${aws:SourceAccount}/CloudWatchLogs/*');
  });
});

describe('a second governed region', () => {
  it('gets an archive and a collection of its own, and nothing changes at home', async () => {
    here.changeConfig(`governedRegions: [${HOME}]`, `governedRegions: [${HOME}, ${SECOND}]`);
    const before = await stacksIn(here.sandbox, DEV);
    await apply();
    expect(await stacksIn(here.sandbox, DEV)).toEqual(before);
    const bucket = `aws-organizations-logs-${LOG}-${SECOND}`;
    expect(await awsOf(here.sandbox, LOG, SECOND).s3.getBucketVersioning({ Bucket: bucket })).toMatchObject({
      Status: 'Enabled',
    });
    const { logs } = await collectAt(PROD, SECOND, ['/var/log/secure']);
    expect(logs.exports).toMatchObject([{ Destination: bucket }]);
  });
});

describe('streaming instead', () => {
  it('has a stream into the archive in every account and region', async () => {
    here.changeConfig(
      'logCollection:\n  enabled: true',
      "logCollection:\n  enabled: true\n  method: FIREHOSE\n  logGroups: ['*']",
    );
    await apply();
    for (const region of [HOME, SECOND]) {
      const { firehose } = clientsOf(STG, region);
      const { DeliveryStreamDescription: stream } = await firehose.describeDeliveryStream({ DeliveryStreamName: NAME });
      const [destination] = stream?.Destinations ?? [];
      expect(destination?.ExtendedS3DestinationDescription).toMatchObject({
        BucketARN: `arn:aws:s3:::aws-organizations-logs-${LOG}-${region}`,
        RoleARN: `arn:aws:iam::${STG}:role/aws-organizations-LogStreamDelivery`,
        Prefix: `o-8m3k2xq1zz/AWSLogs/${STG}/CloudWatchLogs-Stream/${region}/!{timestamp:yyyy/MM/dd}/`,
      });
    }
  });
});

describe('destroy', () => {
  it('leaves the archives of both regions, and nothing else of ours', async () => {
    await clientsOf(DEV).logs.createLogGroup({ logGroupName: '/var/log/secure' });
    const { code, stderr } = await here.metsuke('destroy', '--confirm', 'o-8m3k2xq1zz', '--accept-losses');
    expect(stderr).toContain('Done.');
    expect(code).toBe(0);
    for (const account of EVERYBODY) {
      for (const region of [HOME, SECOND]) {
        expect(await machineOf(account, region)).toBeNull();
        expect((await clientsOf(account, region).scheduler.listSchedules({})).Schedules).toEqual([]);
        expect((await clientsOf(account, region).firehose.listDeliveryStreams({})).DeliveryStreamNames).toEqual([]);
        expect(await stacksIn(here.sandbox, account, region)).toEqual([]);
      }
    }
    const { Buckets = [] } = await awsOf(here.sandbox, LOG).s3.listBuckets({});
    expect(Buckets.map(({ Name }) => Name)).toEqual(
      expect.arrayContaining([HOME, SECOND].map((region) => `aws-organizations-logs-${LOG}-${region}`)),
    );
    const { logGroups = [] } = await clientsOf(DEV).logs.describeLogGroups({});
    expect(logGroups.map(({ logGroupName }) => logGroupName)).toEqual(['/var/log/secure']);
  });
});
