import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { request } from '../../src/sandbox/control.ts';
import { awsOf, instancesOf, letDeliver, stacksIn } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

const EVERYBODY = [MASTER, AUDIT, LOG, DEV, STG, PROD];
const HOME = 'ap-northeast-1';
const SECOND = 'ap-northeast-3';
const BUCKET = `aws-organizations-logs-${LOG}-${HOME}`;
const RECORDER = 'AWSOrganizations-ConfigRecorder';
const RULES = 'AWSOrganizations-ConfigRules';

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  here.changeConfig('configRecorder:\n  enabled: false', 'configRecorder:\n  enabled: true');
  here.changeConfig('configRules:\n  enabled: false', 'configRules:\n  profile: minimal');
});
afterAll(() => here.stop());

/** What AWS Config itself says of an account and region. */
async function configOf(account: string, region = HOME) {
  const { config } = awsOf(here.sandbox, account, region);
  const [recorders, statuses, channels, rules] = await Promise.all([
    config.describeConfigurationRecorders({}),
    config.describeConfigurationRecorderStatus({}),
    config.describeDeliveryChannels({}),
    config.describeConfigRules({}),
  ]);
  return {
    recorders: recorders.ConfigurationRecorders ?? [],
    recording: statuses.ConfigurationRecordersStatus?.map(({ recording }) => recording) ?? [],
    channels: channels.DeliveryChannels ?? [],
    rules: rules.ConfigRules?.map(({ ConfigRuleName = '' }) => ConfigRuleName) ?? [],
  };
}

async function changesOf(accounts: readonly string[], region?: string): Promise<readonly string[]> {
  const all = accounts.map(async (account) =>
    (await stacksIn(here.sandbox, account, region)).map(({ name, changed }) => `${account} ${name} ${changed}`),
  );
  return (await Promise.all(all)).flat();
}

/** A recorder that somebody made by hand in an account, into a bucket of their own. */
async function makeForeignRecorder(account: string): Promise<void> {
  const { config, iam, s3 } = awsOf(here.sandbox, account);
  await iam.createServiceLinkedRole({ AWSServiceName: 'config.amazonaws.com' });
  const bucket = `own-config-${account}`;
  await s3.createBucket({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: HOME } });
  await letDeliver(s3, bucket, 'config');
  const roleARN = `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
  const recordingGroup = { allSupported: true, includeGlobalResourceTypes: true };
  await config.putConfigurationRecorder({ ConfigurationRecorder: { name: 'default', roleARN, recordingGroup } });
  await config.putDeliveryChannel({ DeliveryChannel: { name: 'default', s3BucketName: bucket } });
  await config.startConfigurationRecorder({ ConfigurationRecorderName: 'default' });
}

describe('an organization in which one account records by itself', () => {
  it('is planned without a second recorder there, and says why', async () => {
    await makeForeignRecorder(STG);
    const { code, stdout } = await here.metsuke('plan', '--exit-code');
    expect(code).toBe(3);
    expect(stdout).toContain(
      `occupied: stg ${HOME}: the recorder "default", which Metsuke did not make, delivers to own-config-${STG} instead of ${BUCKET}.`,
    );
    expect(stdout).toMatch(/\+ +config-recorder +5 of 6 accounts/);
    expect(stdout).toMatch(/\+ +config-rules +6 of 6 accounts/);
    expect(stdout).toMatch(/\+ +service-linked role +5 of 6 accounts +AWSServiceRoleForConfig, unless it is there/);
  });

  it('is told by check too', async () => {
    const { code, stdout } = await here.metsuke('check');
    expect(stdout).toMatch(/occupied: stg ap-northeast-1: the recorder "default"/);
    expect(code).toBe(0);
  });

  it('records and is evaluated in every account after one apply', async () => {
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toMatch(/Done\. (\d+) of \1 changes done/);
    expect(code).toBe(0);
    for (const account of EVERYBODY.filter((id) => id !== STG)) {
      const { recorders, recording, channels, rules } = await configOf(account);
      expect(recorders).toMatchObject([
        {
          name: 'aws-organizations-recorder',
          roleARN: `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
          recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
          recordingMode: { recordingFrequency: 'CONTINUOUS' },
        },
      ]);
      expect(recording).toEqual([true]);
      expect(channels).toMatchObject([{ s3BucketName: BUCKET, s3KeyPrefix: 'o-8m3k2xq1zz' }]);
      expect(channels[0]?.snsTopicARN).toBeUndefined();
      expect(rules).toHaveLength(16);
      expect(rules).toContain('aws-organizations-restricted-ssh');
    }
  });

  it('has its rules beside the recorder of somebody else, which is as it was', async () => {
    const { recorders, channels, rules } = await configOf(STG);
    expect(recorders).toMatchObject([{ name: 'default' }]);
    expect(channels).toMatchObject([{ s3BucketName: `own-config-${STG}` }]);
    expect(rules).toHaveLength(16);
  });

  it('has nothing left to be done then, and looks at the occupied account alone', async () => {
    await here.sandbox.resetCalls();
    const { code, stdout } = await here.metsuke('plan', '--exit-code');
    expect(stdout).toContain('No changes.');
    expect(code).toBe(0);
    const { byOperation } = await here.sandbox.calls();
    // One of the two is the log account, whose buckets every plan looks at.
    expect(byOperation['sts.AssumeRole']).toBe(2);
    expect(byOperation['config.DescribeConfigurationRecorders']).toBe(1);
    await here.confirmMails();
    expect((await here.metsuke('status')).code).toBe(0);
  });

  it('takes the place over when that recorder is gone', async () => {
    const { config } = awsOf(here.sandbox, STG);
    await config.stopConfigurationRecorder({ ConfigurationRecorderName: 'default' });
    await config.deleteDeliveryChannel({ DeliveryChannelName: 'default' });
    await config.deleteConfigurationRecorder({ ConfigurationRecorderName: 'default' });
    const before = await changesOf(EVERYBODY);
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toContain('Done.');
    expect(code).toBe(0);
    expect((await configOf(STG)).recorders).toMatchObject([{ name: 'aws-organizations-recorder' }]);
    const added = (await changesOf(EVERYBODY)).filter((stack) => !before.includes(stack));
    expect(added.map((stack) => stack.split(' ').slice(0, 2).join(' '))).toEqual([`${STG} ${RECORDER}`]);
    await here.sandbox.resetCalls();
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
    const { byOperation } = await here.sandbox.calls();
    expect(byOperation['sts.AssumeRole']).toBe(1);
    expect(byOperation['config.DescribeConfigurationRecorders']).toBeUndefined();
  });
});

describe('a second governed region', () => {
  it('gets instances of its own, and nothing else changes', async () => {
    here.changeConfig(`governedRegions: [${HOME}]`, `governedRegions: [${HOME}, ${SECOND}]`);
    const before = await changesOf(EVERYBODY);
    const { code } = await here.metsuke('apply', '--yes');
    expect(code).toBe(0);
    expect(await changesOf(EVERYBODY)).toEqual(before);
    for (const account of EVERYBODY) {
      const { recorders, recording, rules } = await configOf(account, SECOND);
      expect(recorders).toMatchObject([{ recordingGroup: { allSupported: true, includeGlobalResourceTypes: false } }]);
      expect(recording).toEqual([true]);
      expect(rules).toContain('aws-organizations-restricted-ssh');
      // What is the same in all regions is evaluated, and paid for, once.
      expect(rules).not.toContain('aws-organizations-root-account-mfa-enabled');
      expect(rules).toHaveLength(8);
    }
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });
});

describe('the choice of rules', () => {
  it('loses one rule, and only that', async () => {
    here.changeConfig('profile: minimal', 'profile: minimal\n  remove: [restricted-ssh]');
    const plan = await here.metsuke('plan');
    expect(plan.stdout).toContain('- RestrictedSsh (AWS::Config::ConfigRule)');
    expect(plan.stdout).toContain('1 change');
    const before = (await configOf(DEV)).rules;
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    const after = (await configOf(DEV)).rules;
    expect(before.filter((rule) => !after.includes(rule))).toEqual(['aws-organizations-restricted-ssh']);
    expect(after).toHaveLength(15);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });

  it('gains all of the strict profile, with parameters and repairs', async () => {
    here.changeConfig(
      'profile: minimal\n  remove: [restricted-ssh]',
      'profile: strict\n  parameters: {access-keys-rotated: {maxAccessKeyAge: 60}}\n  remediate: [restricted-ssh]',
    );
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    const { config, iam } = awsOf(here.sandbox, PROD);
    const { ConfigRules: rules = [] } = await config.describeConfigRules({
      ConfigRuleNames: ['aws-organizations-access-keys-rotated'],
    });
    expect(parse(rules[0]?.InputParameters ?? '')).toEqual({ maxAccessKeyAge: '60' });
    const { RemediationConfigurations: repairs = [] } = await config.describeRemediationConfigurations({
      ConfigRuleNames: ['aws-organizations-restricted-ssh'],
    });
    expect(repairs).toMatchObject([{ TargetId: 'AWS-DisableIncomingSSHOnPort22', Automatic: true }]);
    const { Role } = await iam.getRole({ RoleName: 'aws-organizations-ConfigRemediation' });
    expect(Role?.Arn).toBeDefined();
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });
});

/** A rule has found a resource so, as AWS Config would say it. */
async function evaluate(rule: string, account: string, complianceType: string): Promise<void> {
  const found = {
    account,
    region: HOME,
    rule,
    complianceType,
    resourceType: 'AWS::EC2::SecurityGroup',
    resourceId: 'sg-1',
  };
  await request(here.sandbox, 'compliance', { method: 'POST', body: JSON.stringify(found) });
}

describe('what the rules found', () => {
  it('is read from the aggregator, with exceptions marked', async () => {
    const exception = '{rule: restricted-ssh, accounts: [stg], reason: a jump host, expires: "2999-12-31"}';
    here.changeConfig('  profile: strict', `  profile: strict\n  exceptions: [${exception}]`);
    await evaluate('aws-organizations-restricted-ssh', DEV, 'NON_COMPLIANT');
    await evaluate('aws-organizations-restricted-ssh', STG, 'NON_COMPLIANT');
    await evaluate('aws-organizations-restricted-ssh', PROD, 'COMPLIANT');
    const { code, stdout } = await here.metsuke('rules', 'status');
    expect(stdout).toMatch(
      /✗ +restricted-ssh +severity 8 +1 not compliant, 1 excepted, 1 compliant, 9 without a result/,
    );
    expect(stdout).toContain(`dev (${DEV}) ${HOME}: 1 resource`);
    expect(stdout).toContain(`stg (${STG}) ${HOME}: 1 resource, excepted until 2999-12-31: a jump host`);
    expect(code).toBe(0);
    const { rules } = JSON.parse((await here.metsuke('rules', 'status', '--json')).stdout);
    expect(rules[0]).toMatchObject({ rule: 'restricted-ssh', nonCompliant: 1, excepted: 1 });
  });
});

describe('a rule of our own', () => {
  const rule = (field: string): string => `
  customRules:
    - name: owned-instances
      description: Somebody owns every instance.
      resourceTypes: ["AWS::EC2::Instance"]
      guard: 'rule owned when resourceType == "AWS::EC2::Instance" { tags.${field} exists <<say who owns it>> }'
      tests:
        - {name: an owner, item: {resourceType: "AWS::EC2::Instance", tags: {Owner: me}}, expect: COMPLIANT}
        - {name: nobody, item: {resourceType: "AWS::EC2::Instance", tags: {}}, expect: NON_COMPLIANT}
        - {name: a volume, item: {resourceType: "AWS::EC2::Volume"}, expect: NOT_APPLICABLE}`;

  it('that fails its own tests is not planned', async () => {
    here.changeConfig('  profile: strict', `  profile: strict${rule('Name')}`);
    const test = await here.metsuke('rules', 'test');
    expect(test.stdout).toContain('1 of 3 tests failed.');
    expect(test.code).toBe(1);
    const { code, stderr } = await here.metsuke('plan');
    expect(stderr).toMatch(
      /failed-rule-test: The rule "owned-instances" finds "an owner" NON_COMPLIANT, not COMPLIANT/,
    );
    expect(code).toBe(2);
  });

  it('that passes them is evaluated by AWS Config', async () => {
    here.changeConfig(rule('Name'), rule('Owner'));
    expect((await here.metsuke('rules', 'test')).stdout).toContain('3 tests passed.');
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    const { config } = awsOf(here.sandbox, PROD);
    const { PolicyText } = await config.getCustomRulePolicy({ ConfigRuleName: 'aws-organizations-owned-instances' });
    expect(PolicyText).toContain('tags.Owner exists');
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });
});

describe('leaving', () => {
  it('asks for consent before recorders stop, and then leaves nothing of ours', async () => {
    const refused = await here.metsuke('destroy', '--confirm', 'o-8m3k2xq1zz');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('--accept-losses');
    expect((await configOf(DEV)).recording).toEqual([true]);
    const { code } = await here.metsuke('destroy', '--confirm', 'o-8m3k2xq1zz', '--accept-losses');
    expect(code).toBe(0);
    for (const account of EVERYBODY) {
      for (const region of [HOME, SECOND]) {
        expect(await configOf(account, region)).toEqual({ recorders: [], recording: [], channels: [], rules: [] });
      }
    }
    const { Buckets = [] } = await awsOf(here.sandbox, LOG).s3.listBuckets({});
    expect(Buckets.map(({ Name }) => Name)).toContain(BUCKET);
    await expect(instancesOf(here.sandbox, RULES)).rejects.toThrow();
  });
});
