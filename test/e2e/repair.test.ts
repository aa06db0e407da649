import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Status } from '../../src/engine/status.ts';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { awsOf, clientConfig, instancesOf } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

/** Hands change what is deployed; events tell of it by the way that mails take, and plan, status and apply follow. */
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await startRehearsal(undefined, { baseline: true });
  const applied = await rehearsal.metsuke('apply', '--yes');
  expect(applied, applied.output).toMatchObject({ code: 0 });
  await rehearsal.confirmMails();
});
afterAll(() => rehearsal.stop());

const HOME = 'ap-northeast-1';
const trail = () => new CloudTrail(clientConfig(rehearsal.sandbox, MASTER));
const rules = () => new EventBridge(clientConfig(rehearsal.sandbox, DEV));
const inLog = () => awsOf(rehearsal.sandbox, LOG).s3;

it('is well while everything is as it was deployed', async () => {
  expect(await rehearsal.metsuke('status')).toMatchObject({ code: 0 });
  expect(await rehearsal.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
});

it('sees what hands have changed, says who did it, and repairs all of it', async () => {
  const before = await changeEverything();
  expect(await connectEventChain(rehearsal.sandbox).settle()).toBe(true);

  const status = await rehearsal.metsuke('status');
  expect(status, status.output).toMatchObject({ code: 1 });
  for (const line of [
    /stopped +aws-organizations-recorder in dev ap-northeast-1 does not record/,
    /stopped +aws-organizations-trail in master ap-northeast-1 does not record/,
    /changed +notification-routes in dev ap-northeast-1: \w+ \(AWS::Events::Rule\)/,
    /changed +logging-resource in log ap-northeast-1: \w+ \(AWS::S3::BucketPolicy\)/,
    /changed +security-topic in audit ap-northeast-1: /,
    /deleted +config-rules in stg ap-northeast-1: its stack is gone/,
  ])
    expect(unwrapped(status.stdout)).toMatch(line);
  const { healthy, repairs } = JSON.parse((await rehearsal.metsuke('status', '--json')).stdout) as Status & {
    healthy: boolean;
  };
  expect(healthy).toBe(false);
  const told = repairs.flatMap(({ target }) => target.culprits ?? []).join('\n');
  for (const call of [
    'cloudtrail:StopLogging',
    'config:StopConfigurationRecorder',
    'cloudformation:DeleteStack',
    'events:DisableRule',
    'events:RemoveTargets',
    's3:DeleteBucketPolicy',
    'sns:Unsubscribe',
  ])
    expect(told).toContain(`${call} by `);

  const plan = unwrapped((await rehearsal.metsuke('plan')).stdout);
  expect(plan).toMatch(/! +config-recorder +dev +ap-northeast-1 +stopped: .*started again/);
  expect(plan).toMatch(/! +organization-trail +master +ap-northeast-1 +stopped: .*started again/);
  expect(plan).toMatch(/\/State DISABLED → ENABLED/);
  expect(plan).toMatch(/attached to .*organizations:DetachPolicy by /);
  const applied = await rehearsal.metsuke('apply', '--yes');
  expect(applied, applied.output).toMatchObject({ code: 0 });

  await expectRepaired(before);
  const after = await rehearsal.metsuke('plan', '--exit-code');
  expect(after, after.output).toMatchObject({ code: 0 });
  // A subscription that was made again asks its reader again: until then nobody gets a mail.
  const waiting = await rehearsal.metsuke('status');
  expect(waiting, waiting.output).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('subscription (email) pending'),
  });
  await rehearsal.confirmMails();
  const well = await rehearsal.metsuke('status');
  expect(well, well.output).toMatchObject({ code: 0 });
});

async function changeEverything() {
  const { sandbox } = rehearsal;
  await connectEventChain(sandbox).confirm();
  const stack = await stackInStg();
  await awsOf(sandbox, STG).cloudFormation.deleteStack({ StackName: stack });
  const { organizations } = awsOf(sandbox, MASTER);
  const { Policies: [policy] = [] } = await organizations.listPolicies({ Filter: 'SERVICE_CONTROL_POLICY' }).then(ours);
  const { Targets: [target] = [] } = await organizations.listTargetsForPolicy({ PolicyId: policy?.Id });
  await organizations.detachPolicy({ PolicyId: policy?.Id, TargetId: target?.TargetId });
  await rules().disableRule({ Name: 'aws-organizations-Alarms' });
  await rules().removeTargets({ Rule: 'aws-organizations-Health', Ids: ['Notifications'] });
  const { Buckets = [] } = await inLog().listBuckets({});
  const bucket = Buckets.map(({ Name = '' }) => Name).find((name) => /aws-organizations-logs-/.test(name)) ?? '';
  await inLog().deleteBucketPolicy({ Bucket: bucket });
  const { sns } = awsOf(sandbox, AUDIT);
  const { Subscriptions = [] } = await sns.listSubscriptions({});
  const mail = Subscriptions.find(({ Protocol, TopicArn }) => Protocol === 'email' && /Aggregate/.test(TopicArn ?? ''));
  await sns.unsubscribe({ SubscriptionArn: mail?.SubscriptionArn });
  const { config } = awsOf(sandbox, DEV);
  await config.stopConfigurationRecorder({ ConfigurationRecorderName: 'aws-organizations-recorder' });
  const { trailList = [] } = await trail().describeTrails({});
  await trail().stopLogging({ Name: trailList[0]?.TrailARN });
  return { stack, bucket, policy: policy?.Id, topic: mail?.TopicArn, trail: trailList[0]?.TrailARN };
}

/** Without the one of AWS. */
function ours<Page extends { Policies?: { AwsManaged?: boolean | undefined }[] | undefined }>(page: Page): Page {
  return { ...page, Policies: (page.Policies ?? []).filter(({ AwsManaged }) => AwsManaged !== true) };
}

async function stackInStg(): Promise<string> {
  const instances = await instancesOf(rehearsal.sandbox, 'AWSOrganizations-ConfigRules');
  return instances.find(({ Account, Region }) => Account === STG && Region === HOME)?.StackId ?? '';
}

async function expectRepaired(before: Awaited<ReturnType<typeof changeEverything>>): Promise<void> {
  const { sandbox } = rehearsal;
  expect(await stackInStg()).not.toBe(before.stack);
  const { ConfigRules = [] } = await awsOf(sandbox, STG).config.describeConfigRules({});
  expect(ConfigRules.length).toBeGreaterThan(0);
  const { Targets = [] } = await awsOf(sandbox, MASTER).organizations.listTargetsForPolicy({ PolicyId: before.policy });
  expect(Targets).not.toEqual([]);
  expect(await rules().describeRule({ Name: 'aws-organizations-Alarms' })).toMatchObject({ State: 'ENABLED' });
  expect((await rules().listTargetsByRule({ Rule: 'aws-organizations-Health' })).Targets).toHaveLength(1);
  expect((await inLog().getBucketPolicy({ Bucket: before.bucket })).Policy).toContain('Statement');
  const { Subscriptions = [] } = await awsOf(sandbox, AUDIT).sns.listSubscriptionsByTopic({ TopicArn: before.topic });
  expect(Subscriptions.map(({ Protocol }) => Protocol)).toContain('email');
  const { ConfigurationRecordersStatus: [recorder] = [] } = await awsOf(
    sandbox,
    DEV,
  ).config.describeConfigurationRecorderStatus({});
  expect(recorder?.recording).toBe(true);
  expect(await trail().getTrailStatus({ Name: before.trail })).toMatchObject({ IsLogging: true });
}

/** Long lines are folded for a terminal. */
function unwrapped(text: string): string {
  return text.replace(/\n {6,}(?=\S)/g, ' ');
}
