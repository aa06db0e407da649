import { EventBridge } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { awsOf, clientConfig, instancesOf } from '../support/aws.ts';
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

/** With the calls that it made. */
async function plan() {
  await here.sandbox.resetCalls();
  const { code, stdout } = await here.metsuke('plan', '--exit-code');
  const { byOperation } = await here.sandbox.calls();
  return { code, stdout, byOperation };
}

const sumOf = (calls: Readonly<Record<string, number>>): number =>
  Object.values(calls).reduce((sum, count) => sum + count, 0);

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
    const { code: planned, byOperation } = await plan();
    expect(planned).toBe(0);
    // Pages of accounts and instances, never an account by itself.
    expect(byOperation['sts.AssumeRole'] ?? 0).toBeLessThanOrEqual(2);
    expect(sumOf(byOperation)).toBeLessThan(400);
  });

  it('in which hands change five things is asked some sixty questions more at most, and all are steps', async () => {
    const before = sumOf((await plan()).byOperation);
    const [first = '', second = '', third = '', fourth = '', fifth = ''] = [
      ...new Set((await instancesOf(here.sandbox, 'AWSOrganizations-ConfigRules')).map(({ Account = '' }) => Account)),
    ].filter((account) => ![MASTER, AUDIT, LOG].includes(account));
    const rules = (account: string) => new EventBridge(clientConfig(here.sandbox, account));
    await rules(first).disableRule({ Name: 'aws-organizations-Health' });
    await rules(second).removeTargets({ Rule: 'aws-organizations-Health', Ids: ['Notifications'] });
    await rules(third)
      .deleteRule({ Name: 'aws-organizations-Alarms', Force: true })
      .catch(() => undefined);
    await awsOf(here.sandbox, fourth).config.stopConfigurationRecorder({
      ConfigurationRecorderName: 'aws-organizations-recorder',
    });
    const { Stacks = [] } = await awsOf(here.sandbox, fifth).cloudFormation.describeStacks({});
    const stack = Stacks.find(({ StackName }) => StackName?.includes('-ConfigRules-'));
    await awsOf(here.sandbox, fifth).cloudFormation.deleteStack({ StackName: stack?.StackName });
    expect(await connectEventChain(here.sandbox).settle()).toBe(true);
    const { code, stdout, byOperation } = await plan();
    expect(code).toBe(3);
    expect(sumOf(byOperation) - before).toBeLessThanOrEqual(60);
    for (const title of ['notification-routes', 'config-recorder', 'config-rules'])
      expect(stdout).toMatch(new RegExp(`! +${title}`));
  });

  it('has the last account governed like the first', async () => {
    const instances = await instancesOf(here.sandbox, 'AWSOrganizations-ConfigRules');
    const last = instances.at(-1)?.Account ?? '';
    const { config } = awsOf(here.sandbox, last);
    const { ConfigurationRecordersStatus: recorders = [] } = await config.describeConfigurationRecorderStatus({});
    expect(recorders.map(({ recording }) => recording)).toEqual([true]);
  });
});
