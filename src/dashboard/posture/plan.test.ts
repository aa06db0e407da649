import { describe, expect, it } from 'vitest';
import { aConfig, inputOf, planOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { makeDestroyPlan } from '../../engine/plan/destroy-plan.ts';
import { makePlan } from '../../engine/plan/make-plan.ts';
import type { Plan } from '../../engine/plan/plan.ts';
import { parsePlan, serializePlan } from '../../engine/plan/plan-file.ts';
import type { Step } from '../../engine/steps/step.ts';
import { limitTo } from '../view/limit.ts';
import { readSavedPlan } from './plan.ts';
import { readPosture } from './posture.ts';
import { peopleIn, withPseudonyms } from './pseudonyms.ts';

const HOME = 'ap-northeast-1';
const SHORTER = aConfig({ logs: { retentionDays: 90 } });

async function aGovernedOrg(): Promise<FakeAws> {
  const aws = new FakeAws(anOrg().with(account('dev')).build());
  expect((await run(aws, aConfig())).result.status).toBe('done');
  return aws;
}

/** Through a file, as a person hands it on. */
const saved = (plan: Plan): Plan => parsePlan(serializePlan({ plan, salt: 's' }), 'plan.json').plan;
const read = (plan: Plan, current: Plan = plan) => readSavedPlan({ plan: saved(plan), source: 'plan.json' }, current);

describe('a saved plan', () => {
  it('has the value before and after, what is lost, and that nothing has changed since', async () => {
    const plan = await planOf(await aGovernedOrg(), SHORTER);
    const { steps, differences, purpose } = read(plan);
    expect([purpose, differences]).toEqual(['apply', []]);
    const step = steps.find(({ title }) => title === 'logging-resource');
    expect(step).toMatchObject({ sign: '!', places: [{ region: HOME }] });
    expect(step?.losses).toEqual(plan.steps.flatMap(({ losses = [] }) => losses));
    expect(step?.losses).toContainEqual(expect.stringContaining('365 → 90'));
    expect(step?.changes[0]).toMatchObject({ values: [{ path: 'RetentionDays', from: '365', to: '90' }] });
  });

  it('has as many steps, losses and places as the plan itself, each in a stage after those that it waits for', async () => {
    const plan = await planOf(new FakeAws(anOrg().with(account('dev')).build()), aConfig());
    const { steps } = read(plan);
    expect(steps.map(({ id }) => id)).toEqual(plan.steps.map(({ id }) => id));
    const stages = new Map(steps.map(({ id, stage }) => [id, stage]));
    for (const { id, dependsOn } of plan.steps)
      for (const before of dependsOn) expect(stages.get(before)).toBeLessThan(stages.get(id) ?? 0);
    const stackSet = plan.steps.find(({ kind }) => kind === 'stack-set') as Extract<Step, { kind: 'stack-set' }>;
    expect(steps.find(({ id }) => id === stackSet.id)?.places).toHaveLength(stackSet.instances.create.length);
  });

  it('of something new shows its parameters and documents, addresses as hidden', async () => {
    const plan = await planOf(new FakeAws(anOrg().with(account('dev')).build()), aConfig());
    const { steps } = read(plan);
    const topic = steps.find(({ title }) => title === 'security-topic');
    expect(topic?.changes.flatMap(({ values }) => values)).toContainEqual({
      path: 'SecurityNotificationEmail',
      from: null,
      to: '(hidden)',
    });
    const policy = steps.find(({ kind }) => kind === 'policy');
    expect(policy?.changes).toMatchObject([
      { values: [{ path: 'document', to: expect.stringContaining('Statement') }] },
    ]);
    expect(JSON.stringify(steps)).not.toContain('@example.com');
  });

  it('says what has changed since', async () => {
    const aws = await aGovernedOrg();
    const plan = await planOf(aws, SHORTER);
    const { differences } = read(plan, await planOf(aws, aConfig({ logs: { retentionDays: 91 } })));
    expect(differences).toEqual(['logging-resource (stack-set) would now do something else']);
  });

  it('is not compared where the plan of now says nothing of it: a removal, a look at every account', async () => {
    const input = await inputOf(await aGovernedOrg(), aConfig());
    const removal = read(makeDestroyPlan(input), makePlan(input));
    expect(removal).toMatchObject({ purpose: 'destroy', differences: null });
    expect(removal.steps.every(({ sign }) => sign === '-' || sign === '!')).toBe(true);
    expect(removal.retained.length).toBeGreaterThan(0);
    expect(read({ ...makePlan(input), isDeep: true }).differences).toBeNull();
  });

  it.each([
    ['an apply', {}],
    ['a removal', { purpose: 'destroy' }],
    ['a look at every account', { isDeep: true }],
  ] as const)('of another organization is told as that: %s, also to the owner of an account', async (_what, kind) => {
    const aws = await aGovernedOrg();
    const input = await inputOf(aws, SHORTER);
    const plan = makePlan(input);
    const foreign = { ...plan, ...kind, organization: { ...plan.organization, id: 'o-another00' } } as Plan;
    const given = { plan: saved(foreign), source: 'p' };
    const posture = await readPosture({ ports: aws.connect().ports, input, saved: given });
    for (const seen of [posture, limitTo(posture, aws.idOf('dev'))])
      expect(seen.plan).toMatchObject({ differences: [expect.stringContaining('o-another00')] });
  });

  it.each([
    ['a kind that is none', (step: object) => ({ ...step, kind: 'chaos' })],
    ['a kind that every object has', (step: object) => ({ ...step, kind: 'constructor' })],
    ['nothing of its kind', ({ id, title }: { id: string; title: string }) => ({ id, title, kind: 'stack-set' })],
    ['a place that is none', (step: object) => ({ ...step, instances: { create: [{}], update: [], delete: [] } })],
    ['losses that are no list', (step: object) => ({ ...step, losses: 'all' })],
    [
      'numbers for values',
      (step: object) => ({ ...step, changes: { parameters: [{ path: 1 }], settings: [], resources: [] } }),
    ],
  ])('with %s in a step is refused as no plan', async (_what, change) => {
    const plan = await planOf(await aGovernedOrg(), SHORTER);
    const steps = plan.steps.map((step) => change(step) as unknown as Step);
    expect(() => read({ ...plan, steps })).toThrow('plan.json is not a plan of this version of Metsuke.');
  });

  it('stands in the posture, which goes through JSON; of one account it names no other', async () => {
    const aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());
    const input = await inputOf(aws, aConfig());
    const plan = makePlan(input);
    const posture = await readPosture({ ports: aws.connect().ports, input, saved: { plan: saved(plan), source: 'p' } });
    expect(JSON.parse(JSON.stringify(posture.plan))).toEqual(posture.plan);
    const own = limitTo(posture, aws.idOf('dev')).plan;
    if (own.state === 'not-read') throw new Error(own.reason);
    expect(own.steps.length).toBeGreaterThan(0);
    expect(own.steps.length).toBeLessThan(plan.steps.length);
    for (const name of ['stg', 'audit', 'log'])
      expect(JSON.stringify(own.steps.map(({ places, why, where }) => [places, why, where]))).not.toContain(
        aws.idOf(name),
      );
  });

  it('of one account says of a loss that would name others only that there is one', async () => {
    const aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());
    const input = await inputOf(aws, aConfig());
    const made = makePlan(input);
    const losses = [
      'dev, stg ap-northeast-1: a recorder of somebody else',
      `${aws.idOf('stg')} keeps it`,
      'logs: 365 → 90',
    ];
    const plan = { ...made, steps: made.steps.map((step) => ({ ...step, losses })) };
    const posture = await readPosture({ ports: aws.connect().ports, input, saved: { plan, source: 'p' } });
    const own = limitTo(posture, aws.idOf('dev')).plan;
    if (own.state === 'not-read') throw new Error(own.reason);
    expect(own.steps.length).toBeGreaterThan(0);
    for (const step of own.steps)
      expect(step.losses).toEqual([expect.stringContaining('the plan itself'), 'logs: 365 → 90']);
  });

  it('hides people whom its sentences name', async () => {
    const aws = await aGovernedOrg();
    const plan = await planOf(aws, SHORTER);
    const told = 'organizations:UpdatePolicy by hanako@example.com, 2026-11-29 04:00 UTC';
    const finding = { severity: 'warning', code: 'x', message: `It was changed: ${told}.` } as const;
    const input = await inputOf(aws, SHORTER);
    const changed = { ...plan, steps: plan.steps.map((step) => ({ ...step, losses: [told] })), findings: [finding] };
    const posture = await readPosture({ ports: aws.connect().ports, input, saved: { plan: changed, source: 'p' } });
    expect(peopleIn(changed)).toEqual(['hanako@example.com']);
    expect(JSON.stringify(withPseudonyms(posture))).toContain('hanako');
    const hidden = JSON.stringify(withPseudonyms(posture, peopleIn(changed)));
    expect(hidden).not.toContain('hanako');
    expect(hidden).toContain('UpdatePolicy by person 1');
  });
});
