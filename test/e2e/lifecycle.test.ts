import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, instancesOf, leases, roleNames, stacksIn } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

const BUCKET = `aws-organizations-logs-${LOG}-ap-northeast-1`;
const MEMBERS = [AUDIT, LOG, DEV, STG, PROD];
const EXECUTION = 'AWSCloudFormationStackSetExecutionRole';
const BASELINE = 'AWSOrganizations-AccountBaseline';

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
});
afterAll(() => here.stop());

/** Stacks with the time of their last change, per account. */
async function allStacks(): Promise<Record<string, string[]>> {
  const accounts = [MASTER, ...MEMBERS];
  const perAccount = accounts.map(async (account) => {
    const stacks = await stacksIn(here.sandbox, account);
    return [account, stacks.map(({ name, changed }) => `${name} ${changed}`)] as const;
  });
  return Object.fromEntries(await Promise.all(perAccount));
}

async function expirationDays(): Promise<number | undefined> {
  const { s3 } = awsOf(here.sandbox, LOG);
  const { Rules = [] } = await s3.getBucketLifecycleConfiguration({ Bucket: BUCKET });
  return Rules[0]?.Expiration?.Days;
}

describe('a fresh organization', () => {
  it('passes check, which names who is skipped and what apply switches on, and changes nothing', async () => {
    await here.sandbox.resetCalls();
    const { code, stdout } = await here.metsuke('check', '--accounts');
    expect(stdout).toContain('old-poc (777777777777) is suspended; it is left alone.');
    expect(stdout).toContain('Apply enables the policy type SERVICE_CONTROL_POLICY.');
    expect(stdout).toMatch(/bootstrap role +works in 5 of 5 accounts/);
    expect(stdout).toContain('Ready. See what would change: metsuke plan');
    expect(code).toBe(0);
    expect(await here.writes()).toEqual({});
  });

  it('has everything to be done, and plan changes nothing', async () => {
    await here.sandbox.resetCalls();
    const { code, stdout, stderr } = await here.metsuke('plan', '--exit-code');
    expect(code).toBe(3);
    expect(stdout).toContain('7 accounts: 6 governed, 1 skipped (old-poc is suspended)');
    expect(stdout).toMatch(/\+ +logging-resource +log +ap-northeast-1 +new/);
    expect(stderr).toContain('Save it with --out plan.json');
    expect(await here.writes()).toEqual({});
  });

  it('is not touched by an apply that nobody confirmed', async () => {
    await here.sandbox.resetCalls();
    const { code, stderr } = await here.metsuke('apply');
    expect(code).toBe(1);
    expect(stderr).toContain('Nobody can be asked here; nothing was changed.');
    expect(stderr).toContain('--yes');
    expect(await here.writes()).toEqual({});
  });

  it('is governed by one apply', async () => {
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toMatch(/Done\. (\d+) of \1 changes done/);
    expect(code).toBe(0);
    for (const account of MEMBERS) expect(await roleNames(here.sandbox, account)).toContain(EXECUTION);
    const governed = await instancesOf(here.sandbox, BASELINE);
    expect(governed.map(({ Account }) => Account).sort()).toEqual(MEMBERS);
    expect(await expirationDays()).toBe(365);
    const { Topics = [] } = await awsOf(here.sandbox, AUDIT).sns.listTopics({});
    expect(Topics.map(({ TopicArn = '' }) => TopicArn.split(':').at(-1)).sort()).toEqual([
      'aws-organizations-AggregateSecurityNotifications',
      'aws-organizations-AllConfigNotifications',
    ]);
    const { organizations } = awsOf(here.sandbox, MASTER);
    const { Policies = [] } = await organizations.listPolicies({ Filter: 'SERVICE_CONTROL_POLICY' });
    expect(Policies.map(({ Name }) => Name)).toContain('aws-organizations-region-restriction');
    expect(await leases(here.sandbox)).toEqual([]);
  });

  it('has nothing left to be done then', async () => {
    const { code, stdout } = await here.metsuke('plan', '--exit-code');
    expect(stdout).toContain('No changes. The organization is as metsuke.yaml says.');
    expect(code).toBe(0);
  });

  it('is not changed by a second apply', async () => {
    const before = await allStacks();
    await here.sandbox.resetCalls();
    const { code, stdout } = await here.metsuke('apply', '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('No changes.');
    expect(await here.writes()).toEqual({});
    expect(await allStacks()).toEqual(before);
  });

  it('passes check again, and status says that it is healthy', async () => {
    await here.confirmMails();
    const [check, status] = [await here.metsuke('check'), await here.metsuke('status')];
    expect(check.stdout).toContain('Ready.');
    expect(check.code).toBe(0);
    expect(status.stdout).toContain('are as metsuke.yaml says.');
    expect(status.stdout).toMatch(/account-baseline +stack set +5 accounts +ap-northeast-1 +5 current/);
    expect(status.code).toBe(0);
  });
});

describe('another home region', () => {
  it('is refused with the way to move, before anything is done', async () => {
    const before = here.readConfig();
    here.writeConfig(before.replaceAll('ap-northeast-1', 'us-west-2'));
    const { code, output } = await here.metsuke('apply', '--yes');
    here.writeConfig(before);
    expect(output).toContain('home-region: ap-northeast-1 has');
    expect(code).toBe(2);
  });
});

describe('one change of the configuration', () => {
  it('is planned with its resource, property and account, and nothing else', async () => {
    here.changeConfig('retentionDays: 365', 'retentionDays: 730');
    const { code, stdout } = await here.metsuke('plan', '--exit-code');
    expect(code).toBe(3);
    expect(stdout).toMatch(/~ +logging-resource +log +ap-northeast-1 +RetentionDays 365 → 730/);
    expect(stdout).toContain('~ S3AuditBucket (AWS::S3::Bucket)');
    expect(stdout).toContain('LifecycleConfiguration.Rules[0].ExpirationInDays 365 → 730');
    expect(stdout).toContain('1 change, in 1 account · nothing else would be touched');
    expect(stdout).not.toMatch(/account-baseline|security-topic|security-resource|stackset-execution/);
  });

  it('is applied to that stack set in that account only', async () => {
    const before = await allStacks();
    await here.sandbox.resetCalls();
    const { code } = await here.metsuke('apply', '--yes');
    expect(code).toBe(0);
    expect(await here.writes()).toEqual({
      'cloudformation.UpdateStackSet': 1,
      'ssm.PutParameter': 1,
      'ssm.DeleteParameter': 1,
    });
    const after = await allStacks();
    expect({ ...after, [LOG]: [] }).toEqual({ ...before, [LOG]: [] });
    const changed = (after[LOG] ?? []).filter((stack) => !before[LOG]?.includes(stack));
    expect(changed.map((stack) => stack.split(' ')[0])).toEqual(['AWSOrganizations-LoggingResource']);
    expect(await expirationDays()).toBe(730);
  });
});

describe('a new account', () => {
  let dev2: string;

  it('is the only one that the plan names', async () => {
    ({ id: dev2 } = await here.sandbox.addAccount({ name: 'dev2', email: 'dev2@example.com', unit: 'Workloads' }));
    const { code, stdout } = await here.metsuke('plan', '--exit-code');
    expect(code).toBe(3);
    expect(stdout).toMatch(/\+ +stackset-execution +dev2 +ap-northeast-1 +new in dev2/);
    expect(stdout).toMatch(/\+ +account-baseline +dev2 +ap-northeast-1 +new in dev2/);
    expect(stdout).toContain('2 changes, in 1 account');
  });

  it('is governed by an apply which touches nobody else', async () => {
    const before = await allStacks();
    const { code } = await here.metsuke('apply', '--yes');
    expect(code).toBe(0);
    expect(await allStacks()).toEqual(before);
    expect((await stacksIn(here.sandbox, dev2)).map(({ name }) => name)).toEqual([
      BASELINE,
      'AWSOrganizations-StackSetExecution',
    ]);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });

  it('is skipped and said so when it is suspended already', async () => {
    await here.sandbox.addAccount({ name: 'frozen', email: 'frozen@example.com', state: 'SUSPENDED' });
    const { code, stdout } = await here.metsuke('plan', '--exit-code');
    expect(code).toBe(0);
    expect(stdout).toContain('old-poc, frozen are suspended');
    expect(stdout).toContain('No changes.');
  });

  it('is skipped by the next plan when it is closed after it was governed', async () => {
    await awsOf(here.sandbox, MASTER).organizations.closeAccount({ AccountId: dev2 });
    const plan = await here.metsuke('plan', '--exit-code');
    expect(plan.stdout).toContain('3 skipped (old-poc, dev2, frozen are suspended)');
    expect(plan.stdout).toContain('No changes.');
    expect(plan.code).toBe(0);
    here.changeConfig('retentionDays: 730', 'retentionDays: 1000');
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    const status = await here.metsuke('status');
    expect(status.stdout).toMatch(/account-baseline .* 5 current, 1 suspended/);
    expect(status.code).toBe(0);
  });
});

describe('an account excluded later', () => {
  it('is cleared of everything of ours, and stays so', async () => {
    here.writeConfig(`${here.readConfig()}\nexclude:\n  accounts: [stg]\n`);
    const plan = await here.metsuke('plan');
    expect(plan.stdout).toContain('stg is excluded by metsuke.yaml');
    expect(plan.stdout).toMatch(/- +account-baseline +stg +ap-northeast-1 +no longer wanted in stg/);
    const before = await allStacks();
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    expect(await allStacks()).toEqual({ ...before, [STG]: [] });
    expect(await roleNames(here.sandbox, STG)).toEqual(['OrganizationAccountAccessRole']);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });

  it('is governed again when the line goes', async () => {
    here.changeConfig('\nexclude:\n  accounts: [stg]\n', '');
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    expect(await roleNames(here.sandbox, STG)).toContain(EXECUTION);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });
});

describe('a second governed region', () => {
  it('is allowed by the guardrail, and forbidden again', async () => {
    const { organizations } = awsOf(here.sandbox, MASTER);
    const allowedRegions = async (): Promise<unknown> => {
      const { Policies = [] } = await organizations.listPolicies({ Filter: 'SERVICE_CONTROL_POLICY' });
      const ours = Policies.find(({ Name }) => Name === 'aws-organizations-region-restriction');
      const { Policy } = await organizations.describePolicy({ PolicyId: ours?.Id ?? '' });
      return JSON.parse(Policy?.Content ?? '{}').Statement[0].Condition.StringNotEquals['aws:RequestedRegion'];
    };
    here.changeConfig('governedRegions: [ap-northeast-1]', 'governedRegions: [ap-northeast-1, ap-northeast-3]');
    const plan = await here.metsuke('plan');
    expect(plan.stdout).toMatch(/~ +region-restriction +policy.* \+ ap-northeast-3/);
    expect(plan.stdout).toContain('1 change · nothing else would be touched');
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    expect(await allowedRegions()).toEqual(['ap-northeast-1', 'ap-northeast-3', 'us-east-1']);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);

    here.changeConfig('governedRegions: [ap-northeast-1, ap-northeast-3]', 'governedRegions: [ap-northeast-1]');
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    expect(await allowedRegions()).toEqual(['ap-northeast-1', 'us-east-1']);
  });
});
