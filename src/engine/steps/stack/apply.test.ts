import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, HOME, inputOf } from '../../../../test/support/engine.ts';
import { FakeAws, isWrite } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import { MetsukeError } from '../../../domain/errors.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { ApplyContext } from '../../apply/context.ts';
import type { EngineEvent } from '../../events.ts';
import { makePlan, secretsOf } from '../../plan/make-plan.ts';
import { applyStack } from './apply.ts';
import type { StackStep } from './step.ts';

const ROLE = 'AWSCloudFormationStackSetExecutionRole';
const STACK = 'AWSOrganizations-StackSetExecution';
const CANARY = aConfig({ stackSets: { canary: 'dev' } });

let aws: FakeAws;
beforeEach(() => {
  aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());
});

/** The step of the execution roles alone. */
async function apply(config = aConfig(), changes: Partial<ApplyContext> = {}, change = (step: StackStep) => step) {
  const input = await inputOf(aws, config);
  const step = makePlan(input).steps.find(({ title }) => title === 'stackset-execution');
  if (step?.kind !== 'stack') throw new Error('the plan has no execution roles');
  const { ports, calls } = aws.connect();
  const events: EngineEvent[] = [];
  const result = await applyStack(change(step), {
    ...{ root: aws.organization.rootId, ports, secrets: secretsOf(input), clock: aws.clock },
    ...{ emit: (event: EngineEvent) => void events.push(event), signal: new AbortController().signal },
    ...{ unusableAccounts: new Set<AccountId>(), failedAccounts: new Set<AccountId>(), newRoles: new Set<AccountId>() },
    unconfirmed: new Map(),
    ...changes,
  });
  return { ...result, events, calls: calls.filter(isWrite) };
}

const idsOf = (...names: readonly string[]) => names.map((name) => aws.idOf(name)).sort();
const withStack = () =>
  [...aws.stacks.keys()].flatMap((key) => (key.endsWith(`/${HOME}/${STACK}`) ? [key.split('/')[0]] : [])).sort();

const removing = (step: StackStep): StackStep => ({ ...step, action: 'delete' });

describe('the execution roles', () => {
  it('are put into each member once, and told to be new', async () => {
    const { status, failures, newRoles, calls } = await apply();
    expect([status, failures]).toEqual(['done', []]);
    expect([...newRoles].sort()).toEqual(idsOf('audit', 'log', 'dev', 'stg'));
    expect(calls).toEqual(Array.from({ length: 4 }, () => 'inAccount.stacks.create'));
    expect(withStack()).toEqual(idsOf('audit', 'log', 'dev', 'stg'));
  });

  it('are put again without a second stack', async () => {
    await apply();
    const again = makePlan(await inputOf(aws, aConfig()));
    expect(again.steps.map(({ title }) => title)).toContain('stackset-execution');
    const { status, calls } = await apply();
    expect(status).toBe('done');
    expect(new Set(calls)).toEqual(new Set(['inAccount.stacks.update']));
  });

  it('that somebody else made are used as they are, and that is told', async () => {
    aws.addRole(aws.idOf('dev'), ROLE);
    const { status, newRoles, events } = await apply();
    expect(status).toBe('done');
    expect(newRoles).not.toContain(aws.idOf('dev'));
    const notes = events.flatMap((event) => (event.type === 'step-note' ? [event.finding] : []));
    expect(notes).toMatchObject([{ code: 'adopted-role', account: { id: aws.idOf('dev') } }]);
  });

  it('that somebody deleted behind the stack are made again', async () => {
    await apply();
    aws.removeRole(aws.idOf('stg'), ROLE);
    const { status, newRoles } = await apply();
    expect(status).toBe('done');
    expect(newRoles).toContain(aws.idOf('stg'));
    const role = await aws
      .connect()
      .ports.inAccount(aws.idOf('stg'), 'OrganizationAccountAccessRole')
      .roles.readRole(ROLE);
    expect(role).not.toBeNull();
  });
});

/** CloudFormation refuses there. */
function refusingIn(name: string): ApplyContext['ports'] {
  const { ports } = aws.connect();
  const inAccount: ApplyContext['ports']['inAccount'] = (id, role) => {
    const there = ports.inAccount(id, role);
    const create = () => Promise.reject(new MetsukeError('stack-failed', 'No room.'));
    return id === aws.idOf(name) ? { ...there, stacks: { ...there.stacks, create } } : there;
  };
  return { ...ports, inAccount };
}

describe('an account that lets nobody in', () => {
  it('may have the role from its owner: it is told, and the others go on', async () => {
    aws.closeDoor('dev');
    const { status, unconfirmed, events } = await apply();
    expect(status).toBe('done');
    expect(unconfirmed.map((one) => one.account)).toEqual([aws.idOf('dev')]);
    const notes = events.flatMap((event) => (event.type === 'step-note' ? [event.finding] : []));
    expect(notes).toMatchObject([{ account: { id: aws.idOf('dev') } }]);
  });
});

describe('an account in which it fails', () => {
  it('fails alone, and what comes later must not use it', async () => {
    const { status, failures, unusableAccounts, events } = await apply(aConfig(), { ports: refusingIn('dev') });
    expect(status).toBe('failed');
    expect(failures).toMatchObject([{ account: aws.idOf('dev'), reason: 'No room.' }]);
    expect(unusableAccounts).toEqual([aws.idOf('dev')]);
    expect(withStack()).toEqual(idsOf('audit', 'log', 'stg'));
    const last = events.filter((event) => event.type === 'step-progress').at(-1);
    expect(last).toMatchObject({ progress: { total: 4, done: 3, failed: 1, notTried: 0 } });
  });
});

describe('the canary', () => {
  it('gets it first, and once', async () => {
    const created: string[] = [];
    const { ports } = aws.connect();
    const inAccount: ApplyContext['ports']['inAccount'] = (id, role) => {
      const there = ports.inAccount(id, role);
      const create: typeof there.stacks.create = async (definition, region) => {
        created.push(id);
        await there.stacks.create(definition, region);
      };
      return { ...there, stacks: { ...there.stacks, create } };
    };
    await apply(CANARY, { ports: { ...ports, inAccount } });
    expect(created[0]).toBe(aws.idOf('dev'));
    expect(created.sort()).toEqual(idsOf('audit', 'log', 'dev', 'stg'));
  });

  it('that fails keeps everybody else from it', async () => {
    const { status, failures } = await apply(CANARY, { ports: refusingIn('dev') });
    expect(status).toBe('failed');
    expect(failures).toMatchObject([{ account: aws.idOf('dev') }, { account: null, notTried: true }]);
    expect(withStack()).toEqual([]);
  });
});

describe('removal', () => {
  beforeEach(async () => {
    await apply();
  });

  it('takes the stacks away', async () => {
    const { status } = await apply(aConfig(), {}, removing);
    expect(status).toBe('done');
    expect(withStack()).toEqual([]);
  });

  it('leaves the role where what is removed through it is still there', async () => {
    const { status, failures } = await apply(aConfig(), { failedAccounts: new Set([aws.idOf('stg')]) }, removing);
    expect(status).toBe('failed');
    expect(failures).toMatchObject([{ account: aws.idOf('stg'), notTried: true }]);
    expect(withStack()).toEqual(idsOf('stg'));
  });

  it('leaves what all others need while anybody failed', async () => {
    const shared = (step: StackStep): StackStep => ({ ...removing(step), isSharedByAll: true });
    const { failures } = await apply(aConfig(), { failedAccounts: new Set([aws.idOf('stg')]) }, shared);
    expect(failures.every(({ account: id, notTried }) => id === null && notTried === true)).toBe(true);
    expect(withStack()).toHaveLength(4);
  });
});

it('an interruption begins nothing more', async () => {
  const controller = new AbortController();
  controller.abort();
  const { status, calls } = await apply(aConfig(), { signal: controller.signal });
  expect([status, calls]).toEqual(['interrupted', []]);
});

it('a mistake of the program is none of the account', async () => {
  const { ports } = aws.connect();
  const inAccount = () => {
    throw new TypeError('a bug');
  };
  await expect(apply(aConfig(), { ports: { ...ports, inAccount } })).rejects.toThrow(TypeError);
});
