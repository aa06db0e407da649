import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf } from '../support/aws.ts';
import { DEV, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

/** The sandbox denies here what service control policies deny; elsewhere it lets everything pass. */
describe('the region restriction, where policies are enforced', () => {
  let rehearsal: Rehearsal;
  beforeAll(async () => {
    rehearsal = await startRehearsal(undefined, { enforce: true });
    expect(await rehearsal.metsuke('apply', '--yes')).toMatchObject({ code: 0 });
  });
  afterAll(() => rehearsal.stop());

  const topicIn = (account: string, region: string) =>
    awsOf(rehearsal.sandbox, account, region).sns.createTopic({ Name: 'anything' });

  it('stops a member account elsewhere, and not at home', async () => {
    await expect(topicIn(DEV, 'eu-central-1')).rejects.toThrow(/explicit deny in a service control policy/);
    await expect(topicIn(DEV, 'ap-northeast-1')).resolves.toHaveProperty('TopicArn');
  });

  it('lets global services work: IAM is in us-east-1 wherever one is', async () => {
    const { iam } = awsOf(rehearsal.sandbox, DEV, 'ap-northeast-1');
    await expect(iam.listRoles({})).resolves.toHaveProperty('Roles');
  });

  it('never binds the management account', async () => {
    await expect(topicIn(MASTER, 'eu-central-1')).resolves.toHaveProperty('TopicArn');
  });

  it('lets pass what metsuke.yaml opens: that action, in that region', async () => {
    const opened = 'alsoAllow: [{regions: [eu-central-1], actions: [sns:CreateTopic]}]';
    rehearsal.changeConfig('allowedRegions: [us-east-1]', `${opened}\n    allowedRegions: [us-east-1]`);
    expect(await rehearsal.metsuke('apply', '--yes')).toMatchObject({ code: 0 });
    await expect(topicIn(DEV, 'eu-central-1')).resolves.toHaveProperty('TopicArn');
    await expect(topicIn(DEV, 'eu-west-1')).rejects.toThrow(/explicit deny in a service control policy/);
    const topics = awsOf(rehearsal.sandbox, DEV, 'eu-central-1').sns.listTopics({});
    await expect(topics).rejects.toThrow(/explicit deny in a service control policy/);
  });

  it('stands in the way of neither the next apply nor of a destroy', async () => {
    rehearsal.changeConfig('retentionDays: 365', 'retentionDays: 400');
    expect(await rehearsal.metsuke('apply', '--yes')).toMatchObject({ code: 0 });
    expect(await rehearsal.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
    const destroyed = await rehearsal.metsuke('destroy', '--confirm', rehearsal.sandbox.organizationId);
    expect(destroyed).toMatchObject({ code: 0 });
    await expect(topicIn(DEV, 'eu-central-1')).resolves.toHaveProperty('TopicArn');
  });
});
