import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import type { Config } from '../config/schema.ts';
import { type ApplyOptions, govern, makeFingerprint } from './governance.ts';
import { makePlan } from './plan/make-plan.ts';
import type { Plan } from './plan/plan.ts';
import type { Step } from './steps/step.ts';

function options(aws: FakeAws, config: Config, changes: Partial<ApplyOptions> = {}): ApplyOptions {
  return {
    ports: aws.connect().ports,
    configuration: { config, findings: [], locate: () => undefined },
    metsukeVersion: '1.0.0',
    clock: aws.clock,
    fingerprint: (value) => `fingerprint of ${value.length}`,
    holder: { who: 'arn:aws:iam::111111111111:user/me', process: 'here:1' },
    isDead: () => false,
    emit: () => {},
    signal: new AbortController().signal,
    makePlan,
    mayLose: false,
    confirm: async () => true,
    ...changes,
  };
}

const anAws = (): FakeAws => new FakeAws(anOrg().with(account('dev')).build());

describe('govern', () => {
  it('applies what was confirmed, and asks once', async () => {
    const aws = anAws();
    const shown: Plan[] = [];
    const run = await govern(options(aws, aConfig(), { confirm: async (plan) => Boolean(shown.push(plan)) }));
    expect(run.result?.status).toBe('done');
    expect(shown).toHaveLength(1);
    expect((await govern(options(aws, aConfig()))).result).toBeNull();
  });

  it('changes nothing when it is not confirmed, and holds no lease then', async () => {
    const aws = anAws();
    const run = await govern(options(aws, aConfig(), { confirm: async () => false }));
    expect(run.result).toBeNull();
    expect(aws.stackSets.sets.size + aws.stacks.size).toBe(0);
  });

  it('asks again when the organization has changed since it asked', async () => {
    const aws = anAws();
    const shown: Plan[] = [];
    const confirm = async (plan: Plan): Promise<boolean> => {
      if (shown.push(plan) === 1) aws.join(account('late'));
      return shown.length === 1;
    };
    const run = await govern(options(aws, aConfig(), { confirm }));
    expect(run.result).toBeNull();
    const [first, second] = shown.map(({ accounts }) => accounts.governed.map(({ name }) => name));
    expect([first?.includes('late'), second?.includes('late')]).toEqual([false, true]);
    expect(aws.stackSets.sets.size).toBe(0);
  });

  it('takes no consent to losses that nobody was asked about when it asked', async () => {
    const aws = anAws();
    await govern(options(aws, aConfig({ guardDuty: { enabled: true, export: false } })));
    const losing = aConfig({ configRecorder: { enabled: true } });
    // What is there becomes a loss only while the first answer is waited for.
    let asked = 0;
    const lossesSecond: ApplyOptions['makePlan'] = (input) => {
      const plan = makePlan(input);
      asked += 1;
      return asked > 1 ? plan : { ...plan, steps: plan.steps.map(({ losses: _, ...step }) => step as Step) };
    };
    const before = JSON.stringify(aws.state());
    const run = govern(options(aws, losing, { makePlan: lossesSecond }));
    await expect(run).rejects.toMatchObject({ code: 'not-confirmed' });
    expect(asked).toBe(2);
    expect(JSON.stringify(aws.state())).toBe(before);
    expect(await aws.connect().ports.lease.list('/metsuke')).toEqual([]);
  });

  it('begins nothing that cannot be changed in place', async () => {
    const aws = anAws();
    await govern(options(aws, aConfig()));
    const other = govern(options(aws, aConfig({ resourcePrefix: 'acme' })));
    await expect(other).rejects.toMatchObject({ code: 'config-invalid', findings: [{ code: 'resource-prefix' }] });
  });

  it('refuses another organization than the one of the configuration', async () => {
    const wrong = govern(options(anAws(), aConfig({ organizationId: 'o-somebodyelse' })));
    await expect(wrong).rejects.toMatchObject({ code: 'wrong-organization' });
  });
});

describe('a fingerprint', () => {
  it('is the same for the same salt and value only, and does not hold the value', () => {
    const [a, b] = [makeFingerprint('one'), makeFingerprint('two')];
    expect(a('me@example.com')).toBe(makeFingerprint('one')('me@example.com'));
    expect(a('me@example.com')).not.toBe(b('me@example.com'));
    expect(a('me@example.com')).not.toContain('me');
  });
});
