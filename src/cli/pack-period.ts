import { MetsukeError } from '../domain/errors.ts';
import { isTimeZone } from '../domain/local-time.ts';
import { say } from '../domain/say.ts';
import { type CalendarPeriod, type NamedPeriod, namePeriod, parseCalendar } from '../reports/calendar.ts';
import { parsePeriod } from '../reports/period.ts';

export interface PackPeriodOptions {
  /** Absent: `--from` and `--to` say it. */
  readonly period?: CalendarPeriod | undefined;
  readonly month?: string;
  readonly quarter?: string;
  readonly year?: string;
  readonly from?: string;
  readonly to?: string;
  readonly timeZone?: string;
}

const OPTION_OF = { monthly: 'month', quarterly: 'quarter', yearly: 'year' } as const;
const OPTIONS = ['month', 'quarter', 'year', 'from', 'to'] as const;

/** The time zone that is named, else that of metsuke.yaml, else UTC. */
export function parseTimeZone({ timeZone }: PackPeriodOptions, configured: string | undefined): string {
  if (timeZone === undefined) return configured ?? 'UTC';
  if (isTimeZone(timeZone)) return timeZone;
  throw new MetsukeError('usage', say`--time-zone ${timeZone} is no time zone.`, {
    hint: say`Write a name of the IANA database, such as Asia/Tokyo or UTC.`,
  });
}

/** Of a pack: a month, a quarter or a year of the calendar, or whatever lies between two days. */
export function parsePackPeriod(options: PackPeriodOptions, now: Date, timeZone: string): NamedPeriod {
  const { period } = options;
  const allowed: readonly string[] = period === undefined ? ['from', 'to'] : [OPTION_OF[period]];
  const wrong = OPTIONS.find((name) => options[name] !== undefined && !allowed.includes(name));
  if (wrong !== undefined) throw notTogether(wrong, period);
  if (period !== undefined) return parseCalendar(period, options[OPTION_OF[period]], { now, timeZone });
  const { from, to } = options;
  if (from === undefined) throw new MetsukeError('usage', say`Of which period?`, { hint: WHICH });
  return namePeriod(parsePeriod({ from, ...(to !== undefined && { to }) }, now, timeZone), timeZone);
}

const WHICH = say`Write monthly, quarterly or yearly, or --from and --to.`;

function notTogether(option: string, period: CalendarPeriod | undefined): MetsukeError {
  if (period === undefined)
    return new MetsukeError('usage', say`--${option} goes with another period.`, { hint: WHICH });
  return new MetsukeError('usage', say`${period} and --${option} do not go together.`, {
    hint: say`With ${period}, --${OPTION_OF[period]} says which one; other periods are --from and --to alone.`,
  });
}
