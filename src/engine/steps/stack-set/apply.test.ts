import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, HOME, inputOf, planOf, run, stackSetStep } from '../../../../test/support/engine.ts';
import { FakeAws, isWrite } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { Config } from '../../../config/schema.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { ApplyContext } from '../../apply/context.ts';
import type { EngineEvent } from '../../events.ts';
import { makePlan, secretsOf } from '../../plan/make-plan.ts';
import { applyStackSet } from './apply.ts';
import type { StackSetStep } from './step.ts';

const RULES = 'AWSOrganizations-ConfigRules';
const ROLE = 'AWSCloudFormationStackSetExecutionRole';
const rules = { configRecorder: { enabled: true }, configRules: { enabled: true } };
const OFF = aConfig();
const ON = aConfig(rules);
const WITH_CANARY = aConfig({ ...rules, stackSets: { canary: 'dev' } });

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws(anOrg().with(account('dev'), account('stg'), account('prd')).build());
  expect((await run(aws, OFF)).result.status).toBe('done');
});

interface Applied {
  readonly status: string;
  readonly failed: readonly (readonly [string | null, boolean])[];
  readonly calls: readonly string[];
  readonly events: readonly EngineEvent[];
}

/** The step of the rules alone, with what steps before it have left. */
async function apply(config: Config, changes: Partial<ApplyContext> = {}, change = (step: StackSetStep) => step) {
  const input = await inputOf(aws, config);
  const step = change(stackSetStep(makePlan(input), 'config-rules'));
  // A step before this one would have made it, since nothing was deployed there yet.
  aws.addRole(aws.idOf('master'), ROLE);
  const { ports, calls } = aws.connect();
  const events: EngineEvent[] = [];
  const { status, failures } = await applyStackSet(step, {
    ...{ root: aws.organization.rootId, ports, secrets: secretsOf(input), clock: aws.clock },
    ...{ emit: (event: EngineEvent) => void events.push(event), signal: new AbortController().signal },
    ...{ unusableAccounts: new Set<AccountId>(), failedAccounts: new Set<AccountId>(), newRoles: new Set<AccountId>() },
    unconfirmed: new Map(),
    ...changes,
  });
  const failed = failures.map(({ account: id, notTried }) => [id, notTried === true] as const);
  return { status, failed, events, calls: calls.filter(isWrite) } satisfies Applied;
}

function deployedIn(): readonly string[] {
  const instances = aws.stackSets.sets.get(RULES)?.instances ?? new Map();
  return [...instances.values()].flatMap(({ account: id, deployed }) => (deployed === null ? [] : [id])).sort();
}

const ids = (...names: readonly string[]) => names.map((name) => aws.idOf(name)).sort();
const EVERYBODY = ['master', 'audit', 'log', 'dev', 'stg', 'prd'];

describe('a new stack set', () => {
  it('is made first, and then its instances by one operation', async () => {
    const { status, calls } = await apply(ON);
    expect(status).toBe('done');
    expect(calls).toEqual(['stackSets.create', 'stackSets.createInstances']);
    expect(deployedIn()).toEqual(ids(...EVERYBODY));
  });

  it('is not put where an earlier step could not prepare the account, which is said and not tried', async () => {
    const { status, failed } = await apply(ON, { unusableAccounts: new Set([aws.idOf('dev')]) });
    expect(status).toBe('failed');
    expect(failed).toEqual([[aws.idOf('dev'), true]]);
    expect(deployedIn()).not.toContain(aws.idOf('dev'));
    expect(deployedIn()).toHaveLength(5);
  });

  it('comes last, by itself, where nobody knows whether the role is there', async () => {
    const prd = aws.idOf('prd');
    const failure = { account: prd, region: HOME, reason: 'Nobody knows.', advice: 'Look.' };
    aws.failIn('prd', 'No role.', RULES);
    const { calls, failed } = await apply(ON, { unconfirmed: new Map([[prd, failure]]) });
    expect(calls).toEqual(['stackSets.create', 'stackSets.createInstances', 'stackSets.createInstances']);
    expect(failed.map(([id]) => id)).toEqual([prd]);
    expect(deployedIn()).toHaveLength(5);
  });
});

describe('the canary', () => {
  it('gets it before everybody else', async () => {
    const { status, calls } = await apply(WITH_CANARY);
    expect(status).toBe('done');
    expect(calls).toEqual(['stackSets.create', 'stackSets.createInstances', 'stackSets.createInstances']);
    expect(deployedIn()).toEqual(ids(...EVERYBODY));
  });

  it('that fails keeps everybody else from it', async () => {
    aws.failIn('dev', 'No room.', RULES);
    const { status, failed, calls } = await apply(WITH_CANARY);
    expect(status).toBe('failed');
    expect(calls.filter((call) => call === 'stackSets.createInstances')).toHaveLength(1);
    expect(deployedIn()).toEqual([]);
    expect(failed).toContainEqual([aws.idOf('dev'), false]);
    expect(failed).toContainEqual([null, true]);
  });
});

describe('a changed definition', () => {
  const STRICT = aConfig({ ...rules, configRules: { enabled: true, profile: 'strict' } });

  beforeEach(async () => {
    expect((await run(aws, ON)).result.status).toBe('done');
  });

  it('is sent with the first update, once', async () => {
    expect((await apply(STRICT)).calls).toEqual(['stackSets.update']);
  });

  it('is sent to nobody where there is no instance to update', async () => {
    const nobody = (step: StackSetStep): StackSetStep => ({
      ...step,
      instances: { create: [], update: [], delete: [] },
    });
    const { status, calls } = await apply(STRICT, {}, nobody);
    expect([status, calls]).toEqual(['done', ['stackSets.update']]);
  });

  it('is not sent at all after an interruption', async () => {
    const controller = new AbortController();
    controller.abort();
    const { status, calls } = await apply(STRICT, { signal: controller.signal });
    expect([status, calls]).toEqual(['interrupted', []]);
  });
});

describe('a stack set that goes', () => {
  beforeEach(async () => {
    expect((await run(aws, ON)).result.status).toBe('done');
  });

  it('loses its instances, then itself', async () => {
    const { status, calls } = await apply(OFF);
    expect([status, calls]).toEqual(['done', ['stackSets.deleteInstances', 'stackSets.delete']]);
    expect(aws.stackSets.sets.has(RULES)).toBe(false);
  });

  it('stays while one of them is left', async () => {
    aws.failIn('stg', 'Access denied.', RULES);
    const { status, failed, calls } = await apply(OFF);
    expect([status, calls]).toEqual(['failed', ['stackSets.deleteInstances']]);
    expect(failed).toEqual([[aws.idOf('stg'), false]]);
    expect(aws.stackSets.sets.has(RULES)).toBe(true);
  });

  it('drops the record alone of an account that left', async () => {
    aws.leave('dev');
    aws.failIn('stg', 'x', 'nothing');
    const { calls } = await apply(OFF);
    expect(calls).toEqual(['stackSets.deleteInstances', 'stackSets.deleteInstances', 'stackSets.delete']);
  });

  it('that stands for what was set stays where that was not given back', async () => {
    const recording = (step: StackSetStep): StackSetStep => ({ ...step, recordsDefaults: true });
    const { status, failed } = await apply(OFF, { unusableAccounts: new Set([aws.idOf('dev')]) }, recording);
    expect([status, failed]).toEqual(['failed', [[aws.idOf('dev'), true]]]);
    expect(deployedIn()).toEqual([aws.idOf('dev')]);
  });

  it('that is the record of something keeps it where that could not be removed', async () => {
    const dropping = (step: StackSetStep): StackSetStep => ({ ...step, dropsRecordsOnly: true });
    const { status, failed } = await apply(OFF, { failedAccounts: new Set([aws.idOf('prd')]) }, dropping);
    expect([status, failed]).toEqual(['failed', [[aws.idOf('prd'), true]]]);
    expect(deployedIn()).toEqual([aws.idOf('prd')]);
  });

  it('does not keep a record for failures of others', async () => {
    const { status } = await apply(OFF, { failedAccounts: new Set([aws.idOf('prd')]) });
    expect(status).toBe('done');
  });
});

describe('a role that AWS does not see yet', () => {
  it('is waited for where this run made it', async () => {
    const stg = aws.idOf('stg');
    aws.removeRole(stg, ROLE);
    aws.rolePropagationMs = 12_000;
    aws.addRole(stg, ROLE);
    const { status, events } = await apply(ON, { newRoles: new Set([stg, aws.idOf('master')]) });
    expect(status).toBe('done');
    expect(events.filter(({ type }) => type === 'waiting').length).toBeGreaterThan(0);
  });

  it('is not waited for otherwise', async () => {
    aws.removeRole(aws.idOf('stg'), ROLE);
    const { status, failed, events } = await apply(ON);
    expect(status).toBe('failed');
    expect(failed.map(([id]) => id)).toContain(aws.idOf('stg'));
    expect(events.filter(({ type }) => type === 'waiting')).toEqual([]);
  });
});

it('tells of its progress in accounts, done and failed', async () => {
  aws.failIn('stg', 'No room.', RULES);
  const { events } = await apply(ON);
  const last = events.filter((event) => event.type === 'step-progress').at(-1);
  expect(last).toMatchObject({ progress: { total: 6, failed: 1 } });
});

it('nothing is left to do after it', async () => {
  expect((await apply(ON)).status).toBe('done');
  const left = (await planOf(aws, ON)).steps.filter(({ title }) => title === 'config-rules');
  expect(left).toEqual([]);
});
