import { MetsukeError } from '../domain/errors.ts';
import { localDate, startOfDay } from '../domain/local-time.ts';
import { say } from '../domain/say.ts';
import { inSeconds, type Period } from './period.ts';

export const CALENDAR_PERIODS = ['monthly', 'quarterly', 'yearly'] as const;
export type CalendarPeriod = (typeof CALENDAR_PERIODS)[number];

/** What a pack is about, what it is called, and the period of the same length before it. */
export interface NamedPeriod extends Period {
  /** `2026-10`, `2026-Q4`, `2026`, `2026-10-05_2026-10-20`: also a part of names of files. */
  readonly name: string;
  readonly before: Period;
}

interface Today {
  readonly now: Date;
  readonly timeZone: string;
}

const MONTHS = { monthly: 1, quarterly: 3, yearly: 12 } as const;
const FORMS = { monthly: /^(\d{4})-(0[1-9]|1[0-2])$/, quarterly: /^(\d{4})-Q([1-4])$/, yearly: /^(\d{4})$/ } as const;
const EXAMPLES = { monthly: '2026-10', quarterly: '2026-Q4', yearly: '2026' } as const;

/** A month, quarter or year of the calendar in a time zone; without a name, the last that is over there. */
export function parseCalendar(kind: CalendarPeriod, given: string | undefined, today: Today): NamedPeriod {
  const months = MONTHS[kind];
  const first = given === undefined ? lastOver(months, today) : firstMonth(kind, given);
  const at = (month: number): string => inSeconds(startOfDay(dayOf(month), today.timeZone));
  return {
    name: nameOf(kind, first),
    from: at(first),
    to: at(first + months),
    before: { from: at(first - months), to: at(first) },
  };
}

/** Any period, named after its days. */
export function namePeriod({ from, to }: Period, timeZone: string): NamedPeriod {
  const days = [from, inSeconds(new Date(Date.parse(to) - 1000))].map((time) => localDate(time, timeZone));
  const length = Date.parse(to) - Date.parse(from);
  return {
    name: [...new Set(days)].join('_'),
    from,
    to,
    before: { from: inSeconds(new Date(Date.parse(from) - length)), to: from },
  };
}

/** Months since the year 0. */
function lastOver(months: number, { now, timeZone }: Today): number {
  const [year = 0, month = 0] = localDate(now.toISOString(), timeZone).split('-').map(Number);
  return (Math.floor((year * 12 + month - 1) / months) - 1) * months;
}

function firstMonth(kind: CalendarPeriod, given: string): number {
  const [, year, part = '1'] = FORMS[kind].exec(given) ?? [];
  // CloudTrail began in 2013.
  if (year === undefined || Number(year) < 2000) {
    throw new MetsukeError('usage', notOne(kind, given), { hint: say`Write it as ${EXAMPLES[kind]}.` });
  }
  return Number(year) * 12 + (Number(part) - 1) * (kind === 'quarterly' ? 3 : 1);
}

function notOne(kind: CalendarPeriod, given: string): string {
  const text = JSON.stringify(given);
  switch (kind) {
    case 'monthly':
      return say`${text} is no month.`;
    case 'quarterly':
      return say`${text} is no quarter.`;
    case 'yearly':
      return say`${text} is no year.`;
    default:
      return kind satisfies never;
  }
}

function nameOf(kind: CalendarPeriod, month: number): string {
  const [year, index] = [Math.floor(month / 12), month % 12];
  if (kind === 'yearly') return String(year);
  if (kind === 'quarterly') return `${year}-Q${index / 3 + 1}`;
  return dayOf(month).slice(0, 7);
}

function dayOf(month: number): string {
  return new Date(Date.UTC(Math.floor(month / 12), month % 12)).toISOString().slice(0, 10);
}
