/** Times as they are on the clock of the readers. */

export interface QuietHours {
  /** `22:00` */
  readonly from: string;
  /** `07:00`; before `from`: the next morning. */
  readonly to: string;
}

/** `2026-11-25 10:32:05` */
export function localTime(iso: string, timeZone: string): string {
  const parts = partsOf(iso, timeZone);
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}:${parts['second']}`;
}

/** `2026-11-25` */
export function localDate(iso: string, timeZone: string): string {
  return localTime(iso, timeZone).slice(0, 10);
}

/** The beginning belongs to it, the end does not. The same beginning and end: the whole day. */
export function isQuiet(iso: string, timeZone: string, { from, to }: QuietHours): boolean {
  const time = localTime(iso, timeZone).slice(11, 16);
  return from < to ? from <= time && time < to : from <= time || time < to;
}

function partsOf(iso: string, timeZone: string): Readonly<Record<string, string>> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}

/** The moment at which a day of the calendar, `2026-11-25`, begins there. */
export function startOfDay(day: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  const offsetAt = (time: number): number =>
    Date.parse(`${localTime(new Date(time).toISOString(), timeZone).replace(' ', 'T')}Z`) - time;
  const first = wanted - offsetAt(wanted);
  // Between the guess and the day the clock may have been changed.
  return new Date(wanted - offsetAt(first));
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
