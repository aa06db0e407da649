import { describe, expect, it } from 'vitest';
import { aConfig, applyOn, CATALOG, HOME, inputOf, planOf, run, stepOf } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { Blueprint, Setting } from '../../../blueprints/blueprint.ts';
import { MetsukeError } from '../../../domain/errors.ts';

const ID = 'account-defaults';
const CONFIG = aConfig({ accountDefaults: { enabled: true }, notifications: { enabled: true } });
const GATE: Setting = { calls: { ec2: ['OpenGate'] }, wanted: () => ({ gate: 'shut', owner: 'us' }) };

/** A capability that sets a gate and an owner, and says so much more of them. */
function declaring(more: Partial<Setting>) {
  const blueprints = CATALOG.blueprints.map(
    (one): Blueprint => (one.id === ID ? { ...one, setting: { ...GATE, ...more } } : one),
  );
  return { catalog: { ...CATALOG, blueprints } };
}

const anAws = () => new FakeAws(anOrg().with(account('dev'), account('stg')).build());
const find = (aws: FakeAws, name: string, values: object) =>
  aws.settings.values.set(`${ID} ${aws.idOf(name)} ${HOME}`, { ...values });
const at = (aws: FakeAws, name: string) => aws.settings.values.get(`${ID} ${aws.idOf(name)} ${HOME}`);

describe('what cannot be made again', () => {
  const options = declaring({ onlyAsShown: true });

  it('waits where nobody can look: nothing is set there, and no stack says that it was', async () => {
    const aws = anAws();
    await run(aws, aConfig({ notifications: { enabled: true } }));
    aws.closeDoor('stg');
    const { plan } = await run(aws, CONFIG, options);
    const stg = aws.idOf('stg');
    expect(stepOf(plan, 'setting').targets.map((one) => one.account)).not.toContain(stg);
    expect(stepOf(plan, 'stack-set', ID).instances.create.map((one) => one.account)).not.toContain(stg);
    expect(plan.findings).toMatchObject([{ hint: expect.stringContaining('before a plan has shown what goes') }]);
    expect(at(aws, 'dev')).toMatchObject({ gate: 'shut' });
    aws.repair('stg');
    const { plan: later } = await run(aws, CONFIG, options);
    expect(stepOf(later, 'setting').targets.map((one) => one.account)).toEqual([stg]);
    expect((await planOf(aws, CONFIG, options)).steps).toEqual([]);
  });

  it.each([
    ['stays when it is not what the plan shows any more', { gate: 'ajar' }, 'failed', 'ajar'],
    ['is no obstacle when an earlier run has put it', { gate: 'shut' }, 'done', 'shut'],
  ])('%s', async (_what, now, status, gate) => {
    const aws = anAws();
    find(aws, 'dev', { gate: 'open' });
    const input = await inputOf(aws, CONFIG, options);
    const plan = await planOf(aws, CONFIG, options);
    find(aws, 'dev', now);
    const { result } = await applyOn(aws, plan, input, options);
    expect(result.status).toBe(status);
    expect(at(aws, 'dev')).toMatchObject({ gate });
  });

  it('is set whatever is there by now, unless that is declared', async () => {
    const aws = anAws();
    find(aws, 'dev', { gate: 'open' });
    const input = await inputOf(aws, CONFIG, declaring({}));
    const plan = await planOf(aws, CONFIG, declaring({}));
    find(aws, 'dev', { gate: 'ajar' });
    expect((await applyOn(aws, plan, input, declaring({}))).result.status).toBe('done');
    expect(at(aws, 'dev')).toMatchObject({ gate: 'shut' });
  });
});

it('what is of the organization is asked for after a call in any account, else after one in its own', async () => {
  const aws = anAws();
  await run(aws, CONFIG, declaring({}));
  find(aws, 'dev', { gate: 'open', owner: 'us' });
  aws.tell('ec2:OpenGate', 'stg');
  expect((await planOf(aws, CONFIG, declaring({}))).steps).toEqual([]);
  const { steps } = await planOf(aws, CONFIG, declaring({ ofOrganization: true }));
  expect(steps).toMatchObject([{ kind: 'setting', targets: [{ account: aws.idOf('dev'), values: { gate: 'shut' } }] }]);
});

it('calls of the root user are calls on it, too', async () => {
  const aws = anAws();
  await run(aws, CONFIG, declaring({}));
  find(aws, 'dev', { gate: 'open', owner: 'us' });
  aws.tell('iam:GiveKey', 'dev', 'us-east-1');
  expect((await planOf(aws, CONFIG, declaring({}))).steps).toEqual([]);
  const options = declaring({ callsOfRoot: { iam: ['GiveKey'] } });
  const step = stepOf(await planOf(aws, CONFIG, options), 'setting');
  expect(step.targets).toMatchObject([
    { account: aws.idOf('dev'), culprits: [expect.stringContaining('iam:GiveKey')] },
  ]);
});

it('what is hidden is put, and stands in no plan', async () => {
  const aws = anAws();
  find(aws, 'dev', { owner: 'them' });
  const { plan } = await run(aws, CONFIG, declaring({ hidden: ['owner'] }));
  expect(JSON.stringify(plan)).not.toMatch(/"(us|them)"/);
  const target = stepOf(plan, 'setting').targets.find((one) => one.account === aws.idOf('dev'));
  expect(target?.changes).toContainEqual({ path: 'owner', from: '(hidden)', to: '(hidden)' });
  expect(stepOf(plan, 'setting').targets.find((one) => one.account === aws.idOf('stg'))?.changes).toContainEqual({
    ...{ path: 'owner', from: null, to: '(hidden)' },
  });
  expect(at(aws, 'dev')).toEqual({ gate: 'shut', owner: 'us' });
  expect((await planOf(aws, CONFIG, declaring({ hidden: ['owner'] }))).steps).toEqual([]);
});

it('a place that leaves is not set any more, although an event told of it', async () => {
  const aws = anAws();
  await run(aws, CONFIG, declaring({}));
  find(aws, 'dev', { gate: 'open', owner: 'us' });
  aws.tell('ec2:OpenGate', 'dev');
  const without = aConfig({
    ...{ accountDefaults: { enabled: true }, notifications: { enabled: true }, exclude: { accounts: ['dev'] } },
  });
  const { steps } = await planOf(aws, without, declaring({}));
  expect(steps.map(({ id }) => id)).not.toContain(`setting:${ID}:set`);
});

it('one place that fails fails the step, with the advice of the error, after what it depends on', async () => {
  const aws = anAws();
  const { settings } = aws;
  const portOf = settings.portOf.bind(settings);
  settings.portOf = (id, accountId) => ({
    ...portOf(id, accountId),
    ...(accountId === aws.idOf('dev') && {
      put: () => Promise.reject(new MetsukeError('aws-error', 'the hinge broke', { hint: 'Oil it.' })),
    }),
  });
  const { plan, result } = await run(aws, CONFIG, declaring({}));
  expect(stepOf(plan, 'setting').dependsOn).toContain('stack-set:AWSOrganizations-AccountBaseline');
  expect(result.status).toBe('failed');
  const failures = result.steps.flatMap(({ outcome }) => outcome.failures);
  expect(failures).toContainEqual(expect.objectContaining({ reason: 'the hinge broke', advice: 'Oil it.' }));
});
