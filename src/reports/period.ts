import { addDays } from '../archive/compact/days.ts';
import { MetsukeError } from '../domain/errors.ts';
import { startOfDay } from '../domain/local-time.ts';
import { say } from '../domain/say.ts';

export interface Period {
  /** The first moment: `2026-10-01T00:00:00Z`. */
  readonly from: string;
  /** The first moment that is not meant any more. */
  readonly to: string;
}

const DAY = 86_400_000;
const DEFAULT_DAYS = 30;

/**
 * `--from` and `--to` as people write them: a day of that time zone (of `to`, the whole of it), a moment, or `7d` and `12h` before
 * now. Without them: the last 30 days.
 */
export function parsePeriod(
  given: { readonly from?: string; readonly to?: string },
  now: Date,
  timeZone = 'UTC',
): Period {
  const to = given.to === undefined ? now : parseMoment('--to', given.to, { now, timeZone, daysAfter: 1 });
  const from =
    given.from === undefined
      ? new Date(to.getTime() - DEFAULT_DAYS * DAY)
      : parseMoment('--from', given.from, { now, timeZone, daysAfter: 0 });
  if (from >= to) {
    throw new MetsukeError('usage', say`--from ${inSeconds(from)} is not before --to ${inSeconds(to)}.`);
  }
  return { from: inSeconds(from), to: inSeconds(to) };
}

/** The last day that is meant, whole or in part: `2026-10-31` */
export function lastDayOf({ to }: Pick<Period, 'to'>): string {
  return new Date(Date.parse(to) - 1).toISOString().slice(0, 10);
}

interface Reading {
  readonly now: Date;
  readonly timeZone: string;
  /** Days that are added to a day that was given without a time. */
  readonly daysAfter: number;
}

function parseMoment(option: string, text: string, { now, timeZone, daysAfter }: Reading): Date {
  const ago = /^(\d{1,5})([dh])$/.exec(text);
  if (ago !== null) return new Date(now.getTime() - Number(ago[1]) * (ago[2] === 'd' ? DAY : 3_600_000));
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const time = isDay ? new Date(`${text}T00:00:00Z`) : new Date(text);
  // JavaScript takes February 30th for March 2nd.
  const isReal = !Number.isNaN(time.getTime()) && (!isDay || time.toISOString().startsWith(text));
  if ((!isDay && !isMoment) || !isReal) {
    throw new MetsukeError('usage', say`${option} ${JSON.stringify(text)} is no date.`, {
      hint: say`Write a day (2026-10-01), a moment (2026-10-01T09:00:00+09:00), or a time before now (7d, 12h).`,
    });
  }
  if (!isDay) return time;
  return timeZone === 'UTC'
    ? new Date(time.getTime() + daysAfter * DAY)
    : startOfDay(addDays(text, daysAfter), timeZone);
}

export function inSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
