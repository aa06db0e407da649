import { describe, expect, it } from 'vitest';
import { aPosture } from '../../../test/support/posture.ts';
import type { Posture } from '../posture/schema.ts';
import { limitTo } from './limit.ts';
import { trendOf } from './trend.ts';

const TODAY = '2026-11-29';

/** Its count of findings today is 1. */
function withDays(
  ...days: readonly (readonly [day: string, findings: number | null, atLeast?: 'findings'])[]
): Posture {
  return {
    ...aPosture(),
    history: {
      state: 'read',
      at: TODAY,
      source: './history',
      days: days.map(([day, findings, least]) => ({ day, counts: { findings }, atLeast: least ? [least] : [] })),
      problems: [],
    },
  };
}
const changes = (posture: Posture) => trendOf(posture, 'findings')?.changes ?? null;

describe('a trend', () => {
  it('compares today with 7, 30 and 90 days ago', () => {
    expect(changes(withDays(['2026-08-31', 0], ['2026-10-30', 1], ['2026-11-22', 4]))).toEqual([
      { days: 7, since: '2026-11-22', before: 4, by: -3 },
      { days: 30, since: '2026-10-30', before: 1, by: 0 },
      { days: 90, since: '2026-08-31', before: 0, by: 1 },
    ]);
  });

  it('takes a day that is a little older, and names it, but none that is much older', () => {
    expect(changes(withDays(['2026-11-20', 4]))).toMatchObject([{ days: 7, since: '2026-11-20' }]);
    expect(changes(withDays(['2026-11-19', 4]))).toEqual([]);
  });

  it.each([
    ['no day is kept', withDays()],
    ['only today is kept', withDays([TODAY, 1])],
    ['it was not read on any day', withDays(['2026-11-22', null])],
    ['AWS did not count it to the end', withDays(['2026-11-22', 25, 'findings'])],
    ['no history is read', { ...withDays(), history: { state: 'not-read', reason: 'off' } }],
    ['it is not read today', { ...withDays(['2026-11-22', 4]), findings: { state: 'not-read', reason: 'refused' } }],
    ['the page is of one account, and the days are of all', limitTo(withDays(['2026-11-22', 4]), '444444444444')],
  ] satisfies [string, Posture][])('is none where %s', (_what, posture) => {
    expect(trendOf(posture, 'findings')).toBeNull();
  });

  it('has a line with holes, not zeros, for days of which nothing is known', () => {
    const line = trendOf(withDays(['2026-11-28', 4]), 'findings')?.line ?? [];
    expect(line).toHaveLength(91);
    expect(line.slice(-2)).toEqual([4, 1]);
    expect(line.slice(0, -2).every((value) => value === null)).toBe(true);
  });
});
