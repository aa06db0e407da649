const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAY = 86_400_000;

/** A time of the week in a time zone: `TUE`, `03:00`. */
export interface WeeklyTime {
  readonly day: string;
  readonly at: string;
}

/** When it comes next, ISO 8601 in UTC; never now. */
export function nextTime({ day, at }: WeeklyTime, timeZone: string, now: Date): string {
  const here = now.getTime() + offsetAt(now.getTime(), timeZone);
  const midnight = Math.floor(here / DAY) * DAY;
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  for (let days = 0; days <= 7; days += 1) {
    const local = midnight + days * DAY + (hour * 60 + minute) * 60_000;
    if (DAYS[new Date(local).getUTCDay()] !== day) continue;
    const time = fromLocal(local, timeZone);
    if (time > now.getTime()) return `${new Date(time).toISOString().slice(0, 19)}Z`;
  }
  throw new Error(`${day} is no day of the week.`);
}

/** The clock may be changed between now and then. */
function fromLocal(local: number, timeZone: string): number {
  const guess = local - offsetAt(local, timeZone);
  return local - offsetAt(guess, timeZone);
}

function offsetAt(time: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
