import type { AccountId } from '../../domain/ids.ts';
import type { StoredObject } from '../object-store.ts';

/** Of which accounts and which time. */
export interface Scope {
  /** Absent: all. */
  readonly accounts?: readonly AccountId[];
  /** Absent: all. */
  readonly regions?: readonly string[];
  /** The first moment, ISO 8601 in UTC: `2026-10-01T00:00:00Z`. */
  readonly from: string;
  /** The first moment that is not meant any more. */
  readonly to: string;
  /** Instead of from and to: so many days before the statement is run, for one that is kept in Athena. */
  readonly recentDays?: number;
  /** So many days after its end, what was delivered is looked at too: `DAYS_LATE` unless said. */
  readonly lateDays?: number;
}

export function withinDays(recentDays: number): Scope {
  return { ...EVERYTHING, recentDays };
}

/** An object of the archive, with what its key says. */
export interface ArchiveFile extends StoredObject {
  readonly account?: AccountId;
  readonly region?: string;
  /** `2026-11-25` */
  readonly day?: string;
}

/** A file of this machine that an engine reads. */
export interface ReadableFile {
  readonly path: string;
  /** In bytes, of its content without compression. */
  readonly inflatedSize: number;
}

/** Services deliver late: what happened just before midnight is in the next day's folder, an hour late at most usually. */
export const DAYS_LATE = 2;

/** CloudTrail tries for 30 days to deliver; the last attempt may lie in the folder of the day after. */
export const MOST_DAYS_LATE = 31;

const DAY = 86_400_000;

/** Days of delivery that can hold what happened within the scope: from the first one to the last. */
export function deliveryDays({ from, to, lateDays = DAYS_LATE }: Scope): {
  readonly first: string;
  readonly last: string;
} {
  const last = Math.min(Date.parse(to) - 1 + lateDays * DAY, LAST_DAY);
  return { first: from.slice(0, 10), last: new Date(last).toISOString().slice(0, 10) };
}

const LAST_DAY = Date.parse('9999-12-31T00:00:00Z');

/** `['2026-09', '2026-10']`; undefined when they are too many to be asked for one by one. */
export function monthsBetween(first: string, last: string): readonly string[] | undefined {
  const months: string[] = [];
  let [year = 0, month = 0] = first.split('-').map(Number);
  for (;;) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (name > last) return months;
    months.push(name);
    if (months.length > MOST_MONTHS) return undefined;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}

const MOST_MONTHS = 24;

/** Every object whatever its time and account: the beginning and the end of ISO 8601. */
export const EVERYTHING: Scope = { from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' };
