import { MetsukeError } from '../domain/errors.ts';
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
 * `--from` and `--to` as people write them: a day (of `to`, the whole of it), a moment in UTC, or `7d` and `12h` before
 * now. Without them: the last 30 days.
 */
export function parsePeriod(given: { readonly from?: string; readonly to?: string }, now: Date): Period {
  const to = given.to === undefined ? now : parseMoment('--to', given.to, now, DAY);
  const from =
    given.from === undefined ? new Date(to.getTime() - DEFAULT_DAYS * DAY) : parseMoment('--from', given.from, now, 0);
  if (from >= to) {
    throw new MetsukeError('usage', say`--from ${inSeconds(from)} is not before --to ${inSeconds(to)}.`);
  }
  return { from: inSeconds(from), to: inSeconds(to) };
}

/** The last day that is meant, whole or in part: `2026-10-31` */
export function lastDayOf({ to }: Pick<Period, 'to'>): string {
  return new Date(Date.parse(to) - 1).toISOString().slice(0, 10);
}

/** A calendar month in UTC, `2026-10`; without one, the last that is over. */
export function parseMonth(given: string | undefined, now: Date): Period & { readonly month: string } {
  const month = given ?? new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1)).toISOString().slice(0, 7);
  const from = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? new Date(`${month}-01T00:00:00Z`) : undefined;
  if (from === undefined) {
    throw new MetsukeError('usage', say`${JSON.stringify(month)} is no month.`, { hint: say`Write it as 2026-10.` });
  }
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
  return { month, from: inSeconds(from), to: inSeconds(to) };
}

/** @param afterDay what is added to a day that was given without a time */
function parseMoment(option: string, text: string, now: Date, afterDay: number): Date {
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
  return isDay ? new Date(time.getTime() + afterDay) : time;
}

function inSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
