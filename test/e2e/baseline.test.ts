import { EventBridge } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, clientConfig, roleNames, stacksIn } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

const EVERYBODY = [MASTER, AUDIT, LOG, DEV, STG, PROD];
const HOME = 'ap-northeast-1';
const SECOND = 'us-west-2';
const PREFIX = 'aws-organizations-';

/** Types whose service has no API in the sandbox. What is listed here has been deployed, and has not been at work. */
const RECORDED_ONLY: readonly string[] = ['AWS::Logs::AccountPolicy', 'AWS::Chatbot::SlackChannelConfiguration'];

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal(undefined, { baseline: true });
});
afterAll(() => here.stop());

const eventsOf = (account: string, region?: string): EventBridge =>
  new EventBridge(clientConfig(here.sandbox, account, region));

async function changesIn(region: string): Promise<readonly string[]> {
  const all = EVERYBODY.map(async (account) =>
    (await stacksIn(here.sandbox, account, region)).map(({ name, changed }) => `${account} ${name} ${changed}`),
  );
  return (await Promise.all(all)).flat();
}

describe('an organization of which nothing is governed', () => {
  it('is under the whole baseline after one apply', async () => {
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toMatch(/Done\. (\d+) of \1 changes done/);
    expect(code).toBe(0);
  });

  it('has nothing left to be done then, and is healthy', async () => {
    expect(await here.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
    await here.confirmMails();
    const { code, stdout } = await here.metsuke('status');
    expect(stdout).toContain('are as metsuke.yaml says.');
    expect(code).toBe(0);
  });

  it('has every resource at work in its service, not only written down', async () => {
    const recorded = (await here.sandbox.resources()).filter(({ backing }) => backing === 'recorded');
    expect([...new Set(recorded.map(({ type }) => type))].filter((type) => !RECORDED_ONLY.includes(type))).toEqual([]);
  });

  it.each(EVERYBODY)('records, evaluates and forwards in %s, as the services themselves say', async (account) => {
    const { config } = awsOf(here.sandbox, account);
    const { ConfigurationRecordersStatus: recorders = [] } = await config.describeConfigurationRecorderStatus({});
    expect(recorders.map(({ recording }) => recording)).toEqual([true]);
    const { ConfigRules: rules } = await config.describeConfigRules({ ConfigRuleNames: [`${PREFIX}restricted-ssh`] });
    expect(rules).toMatchObject([{ Source: { Owner: 'AWS', SourceIdentifier: 'INCOMING_SSH_DISABLED' } }]);
    const { Rules: routes = [] } = await eventsOf(account).listRules({ NamePrefix: PREFIX });
    expect(routes.length).toBeGreaterThan(5);
  });

  it('stays as it is when it is applied again', async () => {
    const before = await changesIn(HOME);
    await here.sandbox.resetCalls();
    expect(await here.metsuke('apply', '--yes')).toMatchObject({ code: 0 });
    // An event of the first apply may arrive after it: its entry is looked into, and closed.
    const { 'dynamodb.DeleteItem': _closed, ...writes } = { 'dynamodb.DeleteItem': 0, ...(await here.writes()) };
    expect(writes).toEqual({});
    expect(await changesIn(HOME)).toEqual(before);
  });
});

describe('a second governed region', () => {
  it('gets what belongs to a region, and the home region is left alone', async () => {
    const before = await changesIn(HOME);
    here.changeConfig('governedRegions: [ap-northeast-1]', `governedRegions: [ap-northeast-1, ${SECOND}]`);
    const { code, stdout } = await here.metsuke('plan');
    expect(stdout).toMatch(new RegExp(`\\+ +config-rules +6 of 6 accounts +${SECOND}`));
    expect(code).toBe(0);
    expect(await here.metsuke('apply', '--yes')).toMatchObject({ code: 0 });
    const changed = (await changesIn(HOME)).filter((stack) => !before.includes(stack));
    // Their policies name the regions.
    const named =
      /AWSOrganizations-(AccountRoles|LoggingResource|StackSetExecution|ManagementExecution|AccountBaseline)/;
    expect(changed.filter((stack) => !named.test(stack))).toEqual([]);
    for (const account of EVERYBODY) {
      const { config } = awsOf(here.sandbox, account, SECOND);
      expect((await config.describeConfigurationRecorders({})).ConfigurationRecorders).toHaveLength(1);
    }
    expect(await here.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
  });
});

describe('leaving', () => {
  it('needs a word for what stops recording', async () => {
    const { code, stderr } = await here.metsuke('destroy', '--confirm', here.sandbox.organizationId);
    expect(stderr).toContain('--accept-losses');
    expect(code).toBe(1);
  });

  it('leaves buckets and logs, and nothing else of ours', async () => {
    const { organizationId } = here.sandbox;
    const { code, stdout } = await here.metsuke('destroy', '--confirm', organizationId, '--accept-losses');
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`AWS::S3::Bucket +${PREFIX}logs-${LOG}-${HOME}`));
    expect(await here.sandbox.resources()).toEqual([]);
    for (const account of EVERYBODY) {
      expect(await roleNames(here.sandbox, account)).not.toContainEqual(expect.stringContaining(PREFIX));
      for (const region of [HOME, SECOND, 'us-east-1']) expect(await leftIn(account, region)).toEqual([]);
    }
    const { s3 } = awsOf(here.sandbox, LOG);
    const { Buckets = [] } = await s3.listBuckets({});
    expect(Buckets.map(({ Name = '' }) => Name)).toContain(`${PREFIX}logs-${LOG}-${HOME}`);
  });
});

/** What the services themselves still know of us. */
async function leftIn(account: string, region: string): Promise<readonly string[]> {
  const { cloudFormation, config, sns } = awsOf(here.sandbox, account, region);
  const [stacks, recorders, rules, routes, topics] = await Promise.all([
    cloudFormation.describeStacks({}),
    config.describeConfigurationRecorders({}),
    config.describeConfigRules({}),
    eventsOf(account, region).listRules({ NamePrefix: PREFIX }),
    sns.listTopics({}),
  ]);
  return [
    ...(stacks.Stacks ?? []).map(({ StackName = '' }) => StackName),
    ...(recorders.ConfigurationRecorders ?? []).map(({ name = '' }) => name),
    ...(rules.ConfigRules ?? []).map(({ ConfigRuleName = '' }) => ConfigRuleName),
    ...(routes.Rules ?? []).map(({ Name = '' }) => Name),
    ...(topics.Topics ?? []).map(({ TopicArn = '' }) => TopicArn),
  ];
}
