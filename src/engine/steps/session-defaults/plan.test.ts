import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, HOME, planOf, run } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { Config } from '../../../config/schema.ts';

const ON = aConfig({ sessions: { enabled: true } });
const NOT_DEFAULT = aConfig({ sessions: { enabled: true, asDefault: false } });
const OFF = aConfig();

let aws: FakeAws;
beforeEach(() => {
  aws = new FakeAws(anOrg().with(account('dev')).build());
});

async function stepsOf(config: Config) {
  const { steps } = await planOf(aws, config);
  return steps.flatMap((step) => (step.kind === 'session-defaults' ? [step] : []));
}

describe('sessions that name no document', () => {
  it('are set with the stacks, in each of their places', async () => {
    const [step, ...others] = await stepsOf(ON);
    expect(others).toEqual([]);
    expect(step?.targets.map((target) => [target.account, target.region]).sort()).toEqual(
      ['master', 'audit', 'log', 'dev'].map((name) => [aws.idOf(name), HOME]).sort(),
    );
    expect(step?.losses ?? []).toEqual([]);
  });

  it('are left alone once they are set', async () => {
    expect((await run(aws, ON)).result.status).toBe('done');
    expect(await stepsOf(ON)).toEqual([]);
  });

  it('that are logged no longer are a loss', async () => {
    await run(aws, ON);
    const losses = (await stepsOf(NOT_DEFAULT)).flatMap((step) => step.losses ?? []);
    expect(losses).toEqual(['sessions that name no document are logged by Metsuke no longer']);
  });

  it('that were never logged by us are no loss', async () => {
    await run(aws, NOT_DEFAULT);
    const changed = aConfig({ sessions: { enabled: true, asDefault: false, defaultHostManagement: false } });
    expect((await stepsOf(changed)).flatMap((step) => step.losses ?? [])).toEqual([]);
  });

  it('are given back before the stacks go', async () => {
    await run(aws, ON);
    const { steps } = await planOf(aws, OFF);
    const restore = steps.find(({ kind }) => kind === 'session-defaults');
    const stacks = steps.find(({ title }) => title === 'session-manager');
    expect(stacks?.dependsOn).toContain(restore?.id);
    await run(aws, OFF);
    expect(aws.sessionPreferences.size).toBe(0);
  });
});
