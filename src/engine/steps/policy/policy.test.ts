import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, planOf, run, stepOf, titlesOf } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { Config } from '../../../config/schema.ts';
import { policyDescription } from './describe.ts';

const on = (targets: readonly string[] = ['root']) =>
  aConfig({ guardrails: { leaveOrganization: { enabled: true, targets } } });
const OFF = aConfig({ guardrails: { leaveOrganization: { enabled: false } } });

let aws: FakeAws;
beforeEach(() => {
  aws = new FakeAws(anOrg().with(account('dev').in('Workloads'), account('stg').in('Sandbox')).build());
});

const stepFor = async (config: Config) => stepOf(await planOf(aws, config), 'policy', 'leave-organization');

async function lineOf(config: Config) {
  const plan = await planOf(aws, config);
  const step = stepOf(plan, 'policy', 'leave-organization');
  return {
    sign: policyDescription.sign(step),
    ...policyDescription.row(step, plan),
    calls: policyDescription.calls(step),
  };
}

function policy() {
  const found = [...aws.policies.values()].find(({ name }) => name === 'aws-organizations-leave-organization');
  if (!found) throw new Error('no such policy');
  return found;
}

describe('a policy that is wanted', () => {
  it('is created and attached', async () => {
    expect(await stepFor(on())).toMatchObject({ action: 'create', policyId: null, detach: [], changes: [] });
    expect(await lineOf(on())).toMatchObject({ sign: '+', where: 'policy, root', why: 'attached to root', calls: 2 });
    await run(aws, on());
    expect(policy()).toMatchObject({ targets: [aws.organization.rootId] });
    expect(titlesOf(await planOf(aws, on()))).toEqual([]);
  });

  it('moves to other targets: attached there first, then detached here', async () => {
    await run(aws, on());
    const moved = on(['Workloads', 'Sandbox']);
    expect(await stepFor(moved)).toMatchObject({ action: 'attach', policyId: policy().id });
    const { sign, where, why, calls } = await lineOf(moved);
    expect([sign, where, calls]).toEqual(['~', 'policy, Workloads, Sandbox, root', 4]);
    expect(why).toBe('attached to Workloads, Sandbox; detached from root');
    const { calls: made } = await run(aws, moved);
    const written = made.filter((call) => /Policy$/.test(call) && !/read|list/.test(call));
    expect(written).toEqual(['organizations.attachPolicy', 'organizations.attachPolicy', 'organizations.detachPolicy']);
  });

  it('is attached once to a target that is named twice', async () => {
    expect((await stepFor(on(['root', 'root']))).attach).toHaveLength(1);
  });

  it('that somebody rewrote is updated, with what differs', async () => {
    await run(aws, on());
    aws.policies.set(policy().id, { ...policy(), content: '{"Version":"2012-10-17","Statement":[]}' });
    const step = await stepFor(on());
    expect(step).toMatchObject({ action: 'update', attach: [], detach: [] });
    expect(step.changes.length).toBeGreaterThan(0);
    expect((await lineOf(on())).sign).toBe('~');
    await run(aws, on());
    expect(policy().content).toContain('organizations:LeaveOrganization');
  });
});

describe('who did it', () => {
  const notifying = aConfig({
    guardrails: { leaveOrganization: { enabled: true, targets: ['root'] } },
    notifications: { enabled: true },
  });

  beforeEach(async () => {
    await run(aws, notifying);
  });

  it.each([
    ['organizations:DetachPolicy', () => detach()],
    ['organizations:DeletePolicy', () => aws.policies.delete(policy().id)],
    ['organizations:UpdatePolicy', () => rewrite()],
  ] as const)('is told where an event told of %s', async (call, disturb) => {
    disturb();
    aws.tell(call, 'master', 'us-east-1');
    const { why } = await lineOf(notifying);
    expect(why).toContain(`${call} by alice with role Admin`);
  });

  const detach = () => aws.policies.set(policy().id, { ...policy(), targets: [] });
  const rewrite = () =>
    aws.policies.set(policy().id, { ...policy(), content: '{"Version":"2012-10-17","Statement":[]}' });
});

describe('a policy that is not wanted any more', () => {
  it('is detached, then deleted', async () => {
    await run(aws, on());
    expect(await stepFor(OFF)).toMatchObject({ action: 'delete', attach: [], changes: [] });
    expect(await lineOf(OFF)).toMatchObject({ sign: '-', why: 'deleted; detached from root', calls: 2 });
    await run(aws, OFF);
    expect([...aws.policies.values()].map(({ name }) => name)).not.toContain('aws-organizations-leave-organization');
  });

  it('and never was there is no step', async () => {
    expect(titlesOf(await planOf(aws, OFF))).not.toContain('leave-organization');
  });
});
