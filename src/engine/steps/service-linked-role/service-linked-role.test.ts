import { describe, expect, it } from 'vitest';
import { aConfig, HOME, planOf, run } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { Config } from '../../../config/schema.ts';

const CONFIG_SERVICE = 'config.amazonaws.com';
const RECORDING = aConfig({ configRecorder: { enabled: true } });
const anOrganization = () => new FakeAws(anOrg().with(account('dev'), account('stg')).build());

async function stepsOf(aws: FakeAws, config: Config) {
  const { steps } = await planOf(aws, config);
  return steps.flatMap((step) => (step.kind === 'service-linked-role' ? [step] : []));
}

describe('a service-linked role', () => {
  it('is made in each account in which its service begins to work, once, and before', async () => {
    const aws = anOrganization();
    const twoRegions = aConfig({ configRecorder: { enabled: true }, governedRegions: [HOME, 'us-east-1'] });
    const [step, ...others] = (await stepsOf(aws, twoRegions)).filter(({ principal }) => principal === CONFIG_SERVICE);
    expect(others).toEqual([]);
    expect(step?.targets.map((target) => [target.account, target.region]).sort()).toEqual(
      ['master', 'audit', 'log', 'dev', 'stg'].map((name) => [aws.idOf(name), HOME]).sort(),
    );
    const plan = await planOf(aws, twoRegions);
    expect(plan.steps.find(({ title }) => title === 'config-recorder')?.dependsOn).toContain(step?.id);
  });

  it('is not made where nothing needs it', async () => {
    expect((await stepsOf(anOrganization(), aConfig())).map(({ principal }) => principal)).not.toContain(
      CONFIG_SERVICE,
    );
  });

  it('is made for a new account alone', async () => {
    const aws = anOrganization();
    expect((await run(aws, RECORDING)).result.status).toBe('done');
    expect(await stepsOf(aws, RECORDING)).toEqual([]);
    aws.join(account('new'));
    const targets = (await stepsOf(aws, RECORDING)).flatMap((step) => step.targets.map((target) => target.account));
    expect([...new Set(targets)]).toEqual([aws.idOf('new')]);
  });

  it('is left alone where it is there, and stays when its stacks go', async () => {
    const aws = anOrganization();
    aws.serviceLinkedRoles.add(`${aws.idOf('dev')}/${CONFIG_SERVICE}`);
    expect((await run(aws, RECORDING)).result.status).toBe('done');
    expect((await run(aws, aConfig())).result.status).toBe('done');
    expect([...aws.serviceLinkedRoles].filter((key) => key.endsWith(CONFIG_SERVICE))).toHaveLength(5);
  });
});
