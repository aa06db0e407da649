import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, instancesOf, roleNames, stackSetNames, stacksIn } from '../support/aws.ts';
import { DEV, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const BASELINE = 'AWSOrganizations-AccountBaseline';

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  here.changeConfig('stackSets:\n', 'stackSets:\n  permissionModel: SERVICE_MANAGED\n');
});
afterAll(() => here.stop());

describe('service-managed permissions', () => {
  it('govern a fresh organization without any role of ours', async () => {
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toContain('Done.');
    expect(code).toBe(0);
    expect(await roleNames(here.sandbox, DEV)).not.toContain('AWSCloudFormationStackSetExecutionRole');
    const { cloudFormation } = awsOf(here.sandbox, MASTER);
    const { StackSet } = await cloudFormation.describeStackSet({ StackSetName: BASELINE });
    expect(StackSet?.PermissionModel).toBe('SERVICE_MANAGED');
    expect(await instancesOf(here.sandbox, BASELINE)).toHaveLength(5);
    const plan = await here.metsuke('plan', '--exit-code');
    expect(plan.stdout).toContain('No changes.');
    expect(plan.code).toBe(0);
  });

  it('are told by check to leave roles without a boundary', async () => {
    expect((await here.metsuke('check')).stdout).toContain('no-boundary: With SERVICE_MANAGED roles of Metsuke');
  });

  it('reach a new account and nobody else', async () => {
    const { id } = await here.sandbox.addAccount({ name: 'dev2', email: 'dev2@example.com', unit: 'Workloads' });
    const plan = await here.metsuke('plan');
    expect(plan.stdout).toMatch(/account-baseline +dev2 +ap-northeast-1 +new in dev2/);
    expect(plan.stdout).toContain('1 change, in 1 account');
    const before = await stacksIn(here.sandbox, DEV);
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    expect(await stacksIn(here.sandbox, DEV)).toEqual(before);
    expect((await stacksIn(here.sandbox, id)).map(({ name }) => name)).toEqual([BASELINE]);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });

  it('cannot become self-managed in place, which is said before anything is tried', async () => {
    here.changeConfig('SERVICE_MANAGED', 'SELF_MANAGED');
    await here.sandbox.resetCalls();
    const { code, output } = await here.metsuke('apply', '--yes');
    expect(output).toMatch(/is SERVICE_MANAGED; AWS cannot make it SELF_MANAGED/);
    expect(code).not.toBe(0);
    expect(await here.writes()).toEqual({});
    here.changeConfig('SELF_MANAGED', 'SERVICE_MANAGED');
  });

  it('are left cleanly', async () => {
    expect((await here.metsuke('destroy', '--confirm', 'o-8m3k2xq1zz')).code).toBe(0);
    expect(await stackSetNames(here.sandbox)).toEqual([]);
    expect(await stacksIn(here.sandbox, DEV)).toEqual([]);
  });
});
