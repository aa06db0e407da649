import type { Posture } from '../posture/schema.ts';
import { type CountName, countsOf } from './counts.ts';

/** How a count has changed since about so many days ago. */
export interface Change {
  readonly days: number;
  /** The day whose count it is compared with. */
  readonly since: string;
  readonly before: number;
  readonly by: number;
}

export interface Trend {
  readonly changes: readonly Change[];
  /** Of the last ninety days, oldest first; null: of that day nothing is known. */
  readonly line: readonly (number | null)[];
}

/** A day for which none was kept is replaced by one that is at most so many days older. */
const SPANS = [
  { days: 7, older: 2 },
  { days: 30, older: 7 },
  { days: 90, older: 14 },
] as const;
const LINE_DAYS = 90;

/** Null where the history has nothing to compare with: no line is made up. */
export function trendOf(posture: Posture, count: CountName): Trend | null {
  const { history, at } = posture;
  if (history.state === 'not-read') return null;
  const today = at.slice(0, 10);
  const now = countsOf(posture);
  const known = new Map<string, number>();
  for (const { day, counts, atLeast } of history.days) {
    const value = counts[count];
    // `at least 25` and 30 may be the same number.
    if (typeof value === 'number' && !atLeast.includes(count)) known.set(day, value);
  }
  known.delete(today);
  const current = now.atLeast.includes(count) ? null : now.counts[count];
  if (current === null || known.size === 0) return null;
  const changes = SPANS.flatMap(({ days, older }): readonly Change[] => {
    for (let back = days; back <= days + older; back += 1) {
      const since = dayBefore(today, back);
      const before = known.get(since);
      if (before !== undefined) return [{ days, since, before, by: current - before }];
    }
    return [];
  });
  const line = Array.from({ length: LINE_DAYS }, (_, at) => known.get(dayBefore(today, LINE_DAYS - at)) ?? null);
  return { changes, line: [...line, current] };
}

function dayBefore(day: string, count: number): string {
  return new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);
}
