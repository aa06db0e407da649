import { describe, expect, it } from 'vitest';
import { aConfig } from '../../../test/support/engine.ts';
import { HEARTBEAT_HOURS } from '../../domain/heartbeat.ts';
import { isLate, judgeHeartbeat } from './heartbeats.ts';

const NOW = '2026-01-10T00:00:00.000Z';
const config = aConfig();

/** So many milliseconds before now. */
const ago = (milliseconds: number) => new Date(Date.parse(NOW) - milliseconds).toISOString();
const TWO_BEATS = 2 * HEARTBEAT_HOURS * 3_600_000;

it('a sign of life is late when a second one should have come after it', () => {
  expect(isLate(ago(TWO_BEATS), NOW)).toBe(false);
  expect(isLate(ago(TWO_BEATS + 1), NOW)).toBe(true);
});

describe('a route', () => {
  const stateOf = (at: string | null, changedAt: string | undefined) =>
    judgeHeartbeat({ at }, changedAt, { now: NOW, config }).map(({ state }) => state);

  it('whose sign of life is fresh is well, however old its stack is', () => {
    expect(stateOf(ago(1), ago(100 * TWO_BEATS))).toEqual(['well']);
  });

  it('that is silent is a fault', () => {
    expect(stateOf(ago(2 * TWO_BEATS), ago(1))).toEqual(['fault']);
  });

  it('that was never heard is a fault once its stack is there long enough; before, nobody knows', () => {
    expect(stateOf(null, ago(2 * TWO_BEATS))).toEqual(['fault']);
    expect(stateOf(null, ago(TWO_BEATS))).toEqual([]);
    expect(stateOf(null, undefined)).toEqual([]);
  });
});
