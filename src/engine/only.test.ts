import { expect, it } from 'vitest';
import { aConfig, planOf, titlesOf } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import { onlySteps } from './only.ts';

const plan = () => planOf(new FakeAws(anOrg().with(account('dev').in('Workloads')).build()), aConfig());

it('keeps a step, by its title or its id, with what it needs in order', async () => {
  const all = await plan();
  const byTitle = onlySteps(all, ['logging-resource']);
  expect(titlesOf(byTitle).at(-1)).toBe('logging-resource');
  expect(byTitle.steps.length).toBeLessThan(all.steps.length);
  const ids = new Set(byTitle.steps.map(({ id }) => id));
  const present = new Set(all.steps.map(({ id }) => id));
  for (const { dependsOn } of byTitle.steps) for (const id of dependsOn) if (present.has(id)) expect(ids).toContain(id);
  expect(onlySteps(all, ['stack-set:AWSOrganizations-LoggingResource'])).toEqual(byTitle);
});

it('keeps all steps when none is named, and an empty plan empty', async () => {
  const all = await plan();
  expect(onlySteps(all, [])).toBe(all);
  expect(onlySteps({ ...all, steps: [] }, ['logging-resource']).steps).toEqual([]);
});

it('refuses a step that the plan does not have, and names the nearest', async () => {
  const all = await plan();
  expect(() => onlySteps(all, ['loging-resource'])).toThrow(
    expect.objectContaining({ code: 'usage', hint: expect.stringContaining('"logging-resource"') }),
  );
});
