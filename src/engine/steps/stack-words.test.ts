import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../domain/ids.ts';
import type { Plan } from '../plan/plan.ts';
import type { DefinitionChanges, InstanceChange } from './change.ts';
import { whyOf } from './stack-words.ts';

const ids = Array.from({ length: 5 }, (_, index) => String(444_444_444_440 + index) as AccountId);
const plan = {
  accounts: { governed: ids.map((id, index) => ({ id, name: `team-${index}` })), skipped: [], total: 5 },
} as unknown as Plan;

const NOTHING: DefinitionChanges = { resources: [], parameters: [], settings: [] };
const parameters = (count: number): DefinitionChanges => ({
  ...NOTHING,
  parameters: Array.from({ length: count }, (_, index) => ({ path: `P${index}`, from: '1', to: '2' })),
});
const because = (reason: InstanceChange['reason'], count: number): readonly InstanceChange[] =>
  ids.slice(0, count).map((account) => ({ account, region: 'ap-northeast-1', reason }));

describe('why stacks change', () => {
  it.each([
    [1, 'P0 1 → 2'],
    [3, 'P0 1 → 2; P1 1 → 2; P2 1 → 2'],
    [4, '4 parameters changed'],
  ])('is told by %i parameters, which need no second reason', (count, why) => {
    expect(whyOf(parameters(count), because('parameter-changed', 2), plan)).toBe(why);
  });

  it('is told as a reason where no parameter is shown', () => {
    expect(whyOf(NOTHING, because('parameter-changed', 2), plan)).toBe('parameters changed');
  });

  it('names up to three accounts, each once, and counts more', () => {
    expect(whyOf(NOTHING, because('outdated', 3), plan)).toBe('outdated in team-0, team-1, team-2');
    expect(whyOf(NOTHING, because('outdated', 4), plan)).toBe('outdated in 4 accounts');
    const twice = [...because('outdated', 1), ...because('outdated', 1)];
    expect(whyOf(NOTHING, twice, plan)).toBe('outdated in team-0');
  });

  it('has a clause for each reason', () => {
    const changes = [...because('outdated', 1), ...because('failed-last-time', 2).slice(1)];
    expect(whyOf(NOTHING, changes, plan)).toBe('outdated in team-0; failed last time in team-1');
  });
});
