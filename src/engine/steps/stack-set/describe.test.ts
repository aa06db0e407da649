import { describe, expect, it } from 'vitest';
import { aConfig, HOME, planOf, stackSetStep } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { InstanceChange } from '../change.ts';
import { stackSetDescription } from './describe.ts';
import type { StackSetStep } from './step.ts';

const aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());
const plan = await planOf(aws, aConfig());
const created = stackSetStep(plan, 'account-baseline');

const places = (count: number, region = HOME): readonly InstanceChange[] =>
  Array.from({ length: count }, (_, index) => ({
    account: (index === 0 ? aws.idOf('dev') : String(100_000_000_000 + index)) as InstanceChange['account'],
    region,
    reason: 'outdated',
  }));

function aStep(action: StackSetStep['action'], counts: readonly [number, number, number]): StackSetStep {
  const [create, update, gone] = counts;
  const instances = { create: places(create), update: places(update), delete: places(gone) };
  return {
    ...created,
    action,
    instances,
    changes: { ...created.changes, resources: [], parameters: [], settings: [] },
  };
}

describe('the sign', () => {
  it.each([
    ['create', [2, 0, 0], '+'],
    ['delete', [0, 0, 2], '-'],
    ['update', [0, 2, 0], '~'],
    ['none', [0, 1, 0], '~'],
    ['none', [1, 0, 0], '+'],
    ['none', [1, 0, 1], '~'],
    ['none', [0, 0, 1], '-'],
  ] as const)('of %s with %j new, changed and removed stacks is %s', (action, counts, sign) => {
    expect(stackSetDescription.sign(aStep(action, counts))).toBe(sign);
  });
});

describe('calls', () => {
  it.each([
    ['nothing but the definition', aStep('update', [0, 0, 0]), 1 + 6],
    ['one operation of a page', aStep('update', [0, 100, 0]), 1 + 6 + 1],
    ['one operation of two pages', aStep('update', [0, 101, 0]), 1 + 6 + 2],
    ['three operations', aStep('update', [1, 1, 1]), 1 + 3 * (6 + 1)],
  ])('of %s', (_what, step, calls) => {
    expect(stackSetDescription.calls(step)).toBe(calls);
  });
});

describe('below the line', () => {
  const textsOf = (step: StackSetStep) => stackSetDescription.details(step, plan).map(({ text }) => text);

  it('stands nothing of a new stack set', () => {
    expect(textsOf(aStep('create', [2, 0, 0]))).toEqual([]);
  });

  it('stands what goes while others come', () => {
    expect(textsOf(aStep('none', [1, 0, 1]))).toEqual([`- stacks removed in dev (${HOME})`]);
    expect(textsOf(aStep('none', [0, 1, 5]))).toEqual([`- stacks removed in 5 accounts (${HOME})`]);
  });

  it('does not repeat a line that says so itself', () => {
    expect(textsOf(aStep('none', [0, 0, 1]))).toEqual([]);
  });
});

it('the line says where and in which regions', () => {
  const step = {
    ...aStep('none', [0, 0, 0]),
    instances: { create: [], update: places(1, 'us-east-1'), delete: places(1) },
  };
  expect(stackSetDescription.row(step, plan)).toMatchObject({ where: 'dev', regions: `${HOME}, us-east-1` });
  expect(stackSetDescription.title({ ...step, action: 'delete' })).toBe('account-baseline (removal)');
  expect(stackSetDescription.title(step)).toBe('account-baseline');
});
