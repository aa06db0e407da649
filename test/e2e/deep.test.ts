import { join } from 'node:path';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DriftReport } from '../../src/engine/drift.ts';
import type { DeepAnswer } from '../../src/engine/observe/deep.ts';
import type { Plan } from '../../src/engine/plan/plan.ts';
import { instanceChangesOf } from '../../src/engine/steps/describe.ts';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { awsOf, clientConfig } from '../support/aws.ts';
import { AUDIT, DEV, LOG, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

/** What the table of entries says, or does not say, is nothing to `status --deep`: it asks every place itself. */
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await startRehearsal(undefined, { baseline: true });
  const applied = await rehearsal.metsuke('apply', '--yes');
  expect(applied, applied.output).toMatchObject({ code: 0 });
});
afterAll(() => rehearsal.stop());

const TABLE = 'aws-organizations-Notifications';
const entries = () => new DynamoDB(clientConfig(rehearsal.sandbox, AUDIT));

async function emptyTable(): Promise<void> {
  expect(await connectEventChain(rehearsal.sandbox).settle()).toBe(true);
  const { Items = [] } = await entries().scan({ TableName: TABLE });
  for (const { pk, sk } of Items) if (pk && sk) await entries().deleteItem({ TableName: TABLE, Key: { pk, sk } });
}

async function lie(account: string): Promise<void> {
  const facts = {
    account,
    region: 'ap-northeast-1',
    part: 'recorder',
    call: 'config:StopConfigurationRecorder',
    actor: 'x',
    at: '2026-01-01T00:00:00Z',
  };
  const sk = `${account} ap-northeast-1 recorder`;
  await entries().putItem({
    TableName: TABLE,
    Item: { pk: { S: 'disturbed' }, sk: { S: sk }, facts: { S: JSON.stringify(facts) } },
  });
}

async function deepOf(...parameters: readonly string[]) {
  const status = await rehearsal.metsuke('status', '--deep', '--json', ...parameters);
  const { deep, drift } = JSON.parse(status.stdout) as {
    deep: { places: number; answers: readonly DeepAnswer[] };
    drift: DriftReport;
  };
  return { code: status.code, ...deep, drift, bad: deep.answers.filter(({ state }) => state !== 'well') };
}

it('finds everything at work where nobody broke anything', async () => {
  const { places, answers, bad } = await deepOf();
  expect(bad).toEqual([]);
  expect(places).toBe(12);
  expect(new Set(answers.map(({ part }) => part)).size).toBeGreaterThan(8);
});

it('hears a heartbeat that went the way of every notification, and nobody gets a mail', async () => {
  const chain = connectEventChain(rehearsal.sandbox);
  const before = await chain.listMails();
  const isTheirs = ({ name, account }: { name: string; account: string }) =>
    name === 'aws-organizations-Heartbeat' && account === DEV;
  const schedules = (await chain.listSchedules()).filter(isTheirs);
  expect(schedules).toHaveLength(2);
  for (const schedule of schedules) await chain.runSchedule(schedule);
  expect(await chain.settle()).toBe(true);
  const { Items = [] } = await entries().scan({ TableName: TABLE });
  expect(Items.flatMap(({ pk, sk }) => (pk?.S === 'heartbeat' ? [sk?.S] : [])).sort()).toEqual([
    `${DEV} ap-northeast-1`,
    `${DEV} us-east-1`,
  ]);
  expect(await chain.listMails()).toEqual(before);
  expect((await rehearsal.metsuke('status')).stdout).toMatch(
    /oldest heartbeat +(now|\d+ min ago) +10 of 12 accounts × regions have sent none yet/,
  );
});

it('finds what was broken although no entry tells of it, and says nothing false although entries lie', async () => {
  const { config } = awsOf(rehearsal.sandbox, DEV);
  await config.stopConfigurationRecorder({ ConfigurationRecorderName: 'aws-organizations-recorder' });
  await new EventBridge(clientConfig(rehearsal.sandbox, STG)).disableRule({ Name: 'aws-organizations-RootUser' });
  const { cloudFormation } = awsOf(rehearsal.sandbox, PROD);
  const { Stacks = [] } = await cloudFormation.describeStacks({});
  const routes = Stacks.find(({ StackName = '' }) => StackName.includes('NotificationRoutes'))?.StackName;
  await cloudFormation.deleteStack({ StackName: routes });
  await awsOf(rehearsal.sandbox, LOG).s3.deleteBucketPolicy({ Bucket: `aws-organizations-logs-${LOG}-ap-northeast-1` });
  await emptyTable();
  await lie(STG);
  await lie('999999999999');

  const { code, bad, drift } = await deepOf();
  expect(code).toBe(1);
  expect(drift.drifts).toContainEqual(
    expect.objectContaining({
      title: 'logging-resource',
      account: LOG,
      resources: [expect.objectContaining({ type: 'AWS::S3::BucketPolicy', status: 'DELETED' })],
    }),
  );
  expect(bad.map(({ account, state, reason }) => [account, state, reason]).sort()).toEqual([
    [DEV, 'fault', 'aws-organizations-recorder does not record.'],
    [STG, 'fault', 'The rule aws-organizations-RootUser is switched off.'],
    [PROD, 'fault', `The stack ${routes} is gone.`],
  ]);
  const shown = await rehearsal.metsuke('status', '--deep', '--account', 'dev', 'stg');
  expect(shown.stdout).toMatch(
    /In the account dev \(\d{12}\), ap-northeast-1: aws-organizations-recorder does not record/,
  );
  expect(shown.stdout).toMatch(/Asked \d+ parts in 4 accounts × regions: \d+ work, 2 do not, 0 are unknown/);
  expect(shown.stdout).toMatch(/metsuke plan --deep shows what repairs it/);
});

it('makes steps of what no event told of, and apply --deep repairs all of it', async () => {
  const told = JSON.parse((await rehearsal.metsuke('plan', '--json')).stdout) as Plan;
  expect(told.steps.flatMap(instanceChangesOf).filter(({ account }) => account !== STG)).toEqual([]);
  const file = join(rehearsal.folder, 'deep.json');
  const plan = await rehearsal.metsuke('plan', '--deep', '--out', file);
  expect(plan, plan.output).toMatchObject({ code: 0 });
  expect(plan.stdout).toMatch(/! +config-recorder +dev .*stopped: found by a look at every account; started again/);
  expect(plan.stdout).toMatch(
    /! +notification-routes +stg .*changed by hand: .*found by a look at every account; put/s,
  );
  expect(plan.stdout).toMatch(
    /! +notification-routes +prod .*stack deleted: found by a look at every account; created/,
  );
  expect(plan.stdout).toMatch(/! +logging-resource +log .*changed by hand: found by a look at every account; put back/);
  expect(plan.stdout).toMatch(/Asked \d+ parts in 12 accounts × regions/);
  const applied = await rehearsal.metsuke('apply', file);
  expect(applied, applied.output).toMatchObject({ code: 0 });
  const { bad, drift } = await deepOf();
  expect([...bad, ...drift.drifts]).toEqual([]);
  const again = await rehearsal.metsuke('plan', '--deep', '--exit-code');
  expect(again, again.output).toMatchObject({ code: 0 });
});
