import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, instancesOf, roleNames, stacksIn } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

const BASELINE = 'AWSOrganizations-AccountBaseline';

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  // Without a canary all accounts are tried, whoever of them fails.
  here.changeConfig('canary: dev', '{}');
});
afterAll(() => here.stop());

async function governedAccounts(): Promise<readonly string[]> {
  const instances = await instancesOf(here.sandbox, BASELINE);
  return instances
    .filter(({ Status }) => Status === 'CURRENT')
    .map(({ Account = '' }) => Account)
    .sort();
}

const REASON = 'Encountered a permissions error performing a tagging operation';

describe('AWS at its worst', () => {
  it('throttles and spreads new roles slowly: apply waits and succeeds, but for one account', async () => {
    await here.sandbox.faults(
      { kind: 'throttle', service: 'organizations', operation: 'ListAccounts', times: 2 },
      { kind: 'throttle', service: 'cloudformation', operation: 'CreateStackSet' },
      { kind: 'throttle', service: 'cloudformation', operation: 'DescribeStackSetOperation' },
      { kind: 'role-propagation', seconds: 3 },
      { kind: 'account', account: STG, reason: REASON },
    );
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toMatch(/waiting: AWS does not see the new roles? of \d accounts? everywhere yet/);
    // One account fails for a reason of its own: told with AWS's words, the account and what to do.
    expect(stderr).toMatch(new RegExp(`stackset-execution +stg \\(${STG}\\) ap-northeast-1: .*${REASON}`));
    expect(stderr).toContain('Repair the cause in the account, then apply again: what is done stays done.');
    expect(stderr).toContain('Not everything is done. 8 of 10 changes done');
    expect(stderr.match(/^failed .*$/gm)?.every((line) => line.includes(`stg (${STG})`))).toBe(true);
    expect(code).toBe(1);
    expect(await governedAccounts()).toEqual([AUDIT, LOG, DEV, PROD]);
    expect((await stacksIn(here.sandbox, LOG)).map(({ name }) => name)).toContain('AWSOrganizations-LoggingResource');
  });

  it('is repaired: the next apply finishes in the failed account only', async () => {
    await here.sandbox.faults({ kind: 'clear' });
    const { code, stdout } = await here.metsuke('apply', '--yes');
    expect(stdout).toContain('in 1 account');
    expect(code).toBe(0);
    expect(await governedAccounts()).toEqual([AUDIT, LOG, DEV, STG, PROD]);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });
});

describe('an account that fails in an update', () => {
  it('is named, and seen in plan and status until it is repaired', async () => {
    here.changeConfig('retentionDays: 365', 'retentionDays: 366');
    await here.sandbox.faults({ kind: 'account', account: LOG, reason: REASON });
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`failed logging-resource +log \\(${LOG}\\) ap-northeast-1: .*${REASON}`));
    const plan = await here.metsuke('plan', '--exit-code');
    expect(plan.code).toBe(3);
    expect(plan.stdout).toMatch(/logging-resource +log +ap-northeast-1 +failed last time in log/);
    const status = await here.metsuke('status');
    expect(status.code).toBe(1);
    expect(status.stdout).toMatch(new RegExp(`logging-resource +log ap-northeast-1: .*${REASON}`));
  });

  it('is finished by the next apply', async () => {
    await here.sandbox.faults({ kind: 'clear' });
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
    await here.confirmMails();
    expect((await here.metsuke('status')).code).toBe(0);
  });
});

describe('an account that was invited', () => {
  let partner: string;

  it('is named with the command to run there, and the others are done', async () => {
    ({ id: partner } = await here.sandbox.addAccount({
      name: 'partner',
      email: 'partner@example.com',
      joined: 'INVITED',
    }));
    await here.sandbox.addAccount({ name: 'dev3', email: 'dev3@example.com' });
    const check = await here.metsuke('check');
    expect(check.stdout).toContain(`partner (${partner}) was invited`);
    const tried = await here.metsuke('check', '--accounts');
    expect(tried.code).toBe(1);
    expect(tried.stdout).toMatch(/no-bootstrap-role: partner .* is not authorized to perform: sts:AssumeRole/);

    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`failed account-baseline +partner \\(${partner}\\) .* sts:AssumeRole`));
    expect(stderr).toContain('aws cloudformation create-stack --region ap-northeast-1');
    expect(stderr).toContain(`ParameterKey=AdministratorAccountId,ParameterValue=${MASTER}`);
    expect(await governedAccounts()).toHaveLength(6);
  });

  it('is governed after that command was run there, with no other role than the one it makes', async () => {
    const synth = await here.metsuke('synth', '--out', 'synth');
    expect(synth.code).toBe(0);
    const plan = await here.metsuke('plan', '--json');
    const step = JSON.parse(plan.stdout).steps.find(({ title }: { title: string }) => title === 'stackset-execution');
    // As its owner does: the template and the parameters that apply told.
    await awsOf(here.sandbox, partner).cloudFormation.createStack({
      StackName: step.definition.name,
      TemplateBody: step.definition.templateBody,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Parameters: Object.entries<{ value: string }>(step.definition.parameters).map(([name, { value }]) => ({
        ParameterKey: name,
        ParameterValue: value,
      })),
    });
    await expect.poll(() => stacksIn(here.sandbox, partner)).toMatchObject([{ status: 'CREATE_COMPLETE' }]);
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toContain('Done.');
    expect(code).toBe(0);
    expect(await roleNames(here.sandbox, partner)).toEqual(['AWSCloudFormationStackSetExecutionRole']);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
    // Nobody can look at that role from outside: told, but no fault of the organization.
    const drift = await here.metsuke('status', '--drift');
    expect(drift.stdout).toMatch(/not checked stackset-execution +partner/);
    expect(drift.code).toBe(0);
  });
});

it('lets nobody else be touched when the canary fails', async () => {
  here.changeConfig('{}', 'canary: dev');
  here.changeConfig('version: 1', 'version: 1\nauditExecutionRoles:\n  enabled: true');
  await here.sandbox.faults({ kind: 'account', account: DEV, reason: REASON });
  const { code, stderr } = await here.metsuke('apply', '--yes');
  expect(code).toBe(1);
  expect(stderr).toContain(`The canary account ${DEV} failed, so this step touched no other account.`);
  const touched = await instancesOf(here.sandbox, 'AWSOrganizations-AuditExecutionRoles');
  expect(touched.map(({ Account }) => Account)).toEqual([DEV]);
});
