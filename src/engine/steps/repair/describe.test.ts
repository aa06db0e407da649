import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../../domain/ids.ts';
import type { Plan } from '../../plan/plan.ts';
import type { ResourceChange } from '../change.ts';
import { repairDescription } from './describe.ts';
import type { RepairStep, RepairTarget } from './step.ts';

const account = (position: number) => String(100_000_000_000 + position) as AccountId;
const plan = { accounts: { governed: [{ id: account(1), name: 'dev' }], skipped: [], total: 1 } } as unknown as Plan;

const CHANGED: ResourceChange = {
  logicalId: 'Topic',
  type: 'AWS::SNS::Topic',
  action: 'update',
  properties: [{ path: 'DisplayName', from: 'Ours', to: 'Theirs' }],
  losesData: false,
};

function target(position: number, more: Partial<RepairTarget> = {}): RepairTarget {
  return {
    account: account(position),
    region: 'ap-northeast-1',
    reason: 'drifted',
    repair: { way: 'revert-drift', stack: 'stack' },
    resources: [CHANGED],
    ...more,
  };
}

function aStep(way: RepairStep['way'], targets: readonly RepairTarget[]): RepairStep {
  return { kind: 'repair', way, title: 'topics', targets } as unknown as RepairStep;
}

const textsOf = (step: RepairStep) => repairDescription.details(step, plan).map(({ text }) => text);

describe('what differs', () => {
  it('stands below the line, without its place where there is one only', () => {
    expect(textsOf(aStep('revert-drift', [target(1)]))).toEqual([
      '~ Topic (AWS::SNS::Topic)',
      'DisplayName Ours → Theirs',
    ]);
  });

  it('stands below its place where there are several', () => {
    const texts = textsOf(aStep('revert-drift', [target(1), target(2)]));
    expect(texts.filter((text) => text.includes('ap-northeast-1'))).toEqual([
      'dev ap-northeast-1',
      `${account(2)} ap-northeast-1`,
    ]);
  });

  it('is told of ten places, and how many more there are', () => {
    const ten = Array.from({ length: 10 }, (_, index) => target(index + 1));
    expect(textsOf(aStep('revert-drift', ten)).at(-1)).toBe('DisplayName Ours → Theirs');
    expect(textsOf(aStep('revert-drift', [...ten, target(11), target(12)])).at(-1)).toBe('and 2 more');
  });

  it('is not told of places where nothing is known to differ, which take no room from the others', () => {
    const silent = Array.from({ length: 12 }, (_, index) => target(index + 1, { resources: [] }));
    expect(textsOf(aStep('start', silent))).toEqual([]);
    expect(textsOf(aStep('revert-drift', [...silent, target(13)]))).toHaveLength(3);
  });
});

describe('why', () => {
  const culprit = 'sns:SetTopicAttributes by alice, 2026-11-29 04:00 UTC';
  const stuck = { reason: 'stack-stuck' as const, detail: 'DELETE_FAILED' };
  it.each([
    ['start', {}, 'stopped; started again'],
    ['start', { culprits: [culprit] }, `stopped: ${culprit}; started again`],
    ['revert-drift', {}, 'changed by hand; put back'],
    ['revert-drift', { culprits: [culprit] }, `changed by hand: ${culprit}; put back`],
    ['continue-rollback', {}, 'stuck in UPDATE_ROLLBACK_FAILED; the rollback goes on'],
    ['create-anew', {}, 'stack deleted; created again'],
    ['create-anew', { culprits: [culprit] }, `stack deleted: ${culprit}; created again`],
    ['create-anew', stuck, 'stuck: DELETE_FAILED; created again'],
  ] as const)('of %s with %j', (way, more, why) => {
    expect(repairDescription.row(aStep(way, [target(1, more)]), plan)).toMatchObject({ where: 'dev', why });
  });

  it('one place that is gone among stuck ones is not called stuck', () => {
    const { why } = repairDescription.row(aStep('create-anew', [target(1, stuck), target(2)]), plan);
    expect(why).toBe('stack deleted; created again');
  });

  it('names two who did it', () => {
    const targets = ['a', 'b', 'c'].map((name, index) => target(index + 1, { culprits: [`call by ${name}`] }));
    expect(repairDescription.row(aStep('start', targets), plan).why).toBe(
      'stopped: call by a; call by b; started again',
    );
  });
});

it('its calls grow with its places', () => {
  expect(repairDescription.calls(aStep('start', [target(1), target(2)]))).toBe(4);
  expect(repairDescription.calls(aStep('create-anew', [target(1)]))).toBe(8);
  expect(repairDescription.sign(aStep('start', []))).toBe('!');
});
