import { describe, expect, it } from 'vitest';
import { aConfig, HOME, inputOf, planOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { makeDestroyPlan } from './destroy-plan.ts';

const CONFIG = aConfig({ governedRegions: [HOME, 'eu-west-1'] });

/** Guardrails are there, which are in no region; the stack sets are not in this one. */
async function movedFrom(...regions: readonly string[]): Promise<FakeAws> {
  const aws = new FakeAws(anOrg().with(account('dev')).build());
  await run(aws, CONFIG);
  const names = [...aws.stackSets.sets.keys()];
  aws.stackSets.sets.clear();
  aws.stacks.clear();
  for (const region of regions) aws.stackSets.elsewhere.set(region, [...names, 'of-others']);
  return aws;
}

describe('another home region', () => {
  it('of a deployed organization is refused, with the way to move', async () => {
    const [finding, ...rest] = (await planOf(await movedFrom('us-west-2'), CONFIG)).findings.filter(
      ({ severity }) => severity === 'error',
    );
    expect(rest).toEqual([]);
    expect(finding?.code).toBe('home-region');
    expect(finding?.message).toMatch(/^us-west-2 has \d stack sets of Metsuke; with homeRegion ap-northeast-1 /);
    expect(finding?.hint).toContain('Set homeRegion to us-west-2. To move: set it so, run metsuke destroy');
  });

  it('is refused by a destroy too, which would find nothing to remove', async () => {
    const input = await inputOf(await movedFrom('us-west-2'), CONFIG);
    expect(makeDestroyPlan(input).findings).toContainEqual(expect.objectContaining({ code: 'home-region' }));
  });

  it('that nobody could look at is unknown where it is governed; elsewhere it may not be enabled', async () => {
    const aws = await movedFrom();
    const refused = new MetsukeError('access-denied', 'not authorized');
    for (const region of ['eu-west-1', 'af-south-1']) aws.stackSets.elsewhere.set(region, refused);
    const { findings } = await planOf(aws, CONFIG);
    expect(findings.filter(({ code }) => code === 'unknown').map(({ message }) => message)).toEqual([
      'Metsuke could not see whether eu-west-1 has stack sets of an earlier home region: not authorized',
    ]);
  });

  it('is looked for neither in a fresh organization nor where ours is deployed', async () => {
    const aws = new FakeAws(anOrg().build());
    for (const _ of ['fresh', 'deployed']) {
      expect((await inputOf(aws, CONFIG)).snapshot).not.toHaveProperty('elsewhere');
      await run(aws, CONFIG);
    }
  });
});
