import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, instancesOf } from '../support/aws.ts';
import { AUDIT, LOG, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const ORGANIZATION = {
  management: { id: MASTER, name: 'master', email: 'master@example.com' },
  units: [{ name: 'Workloads' }],
  accounts: [
    { id: AUDIT, name: 'audit', email: 'audit@example.com' },
    { id: LOG, name: 'log', email: 'log@example.com' },
  ],
  generate: { count: 1_000, namePrefix: 'account-', unit: 'Workloads' },
};

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal(ORGANIZATION, { baseline: true });
  here.changeConfig('canary: dev', 'canary: account-0001');
});
afterAll(() => here.stop());

describe('an organization of a thousand accounts', () => {
  it('meets no quota of any service: check looks at each', async () => {
    const { code, stdout } = await here.metsuke('check');
    for (const line of [
      /accounts +1003, 1003 governed/,
      /stack instances +\d+ of 100000/,
      /templates +largest \d+ of 51200 bytes/,
      /parameters +at most \d+ of 200, the longest \d+ of 4096 bytes/,
      /bucket policies +largest about \d+ of 20480 bytes/,
      /Config rules +\d+ of 1000 in each account and region/,
      /aggregator +1003 of 10000 accounts/,
      /policies +\d+ of Metsuke; at most \d+ of a type on one target/,
    ])
      expect(stdout).toMatch(line);
    expect(stdout).toContain('Ready.');
    expect(code).toBe(0);
  });

  it('is under the whole baseline after one apply, and a plan then finds nothing', async () => {
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toMatch(/Done\. (\d+) of \1 changes done/);
    expect(code).toBe(0);
    await here.sandbox.resetCalls();
    expect(await here.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
    // Pages of accounts and instances, never an account by itself.
    const { byOperation } = await here.sandbox.calls();
    expect(byOperation['sts.AssumeRole'] ?? 0).toBeLessThanOrEqual(2);
    expect(Object.values(byOperation).reduce((sum, count) => sum + count, 0)).toBeLessThan(400);
  });

  it('has the last account governed like the first', async () => {
    const instances = await instancesOf(here.sandbox, 'AWSOrganizations-ConfigRules');
    const last = instances.at(-1)?.Account ?? '';
    const { config } = awsOf(here.sandbox, last);
    const { ConfigurationRecordersStatus: recorders = [] } = await config.describeConfigurationRecorderStatus({});
    expect(recorders.map(({ recording }) => recording)).toEqual([true]);
  });
});
