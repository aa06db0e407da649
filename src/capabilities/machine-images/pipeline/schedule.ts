/** In the order of cron. */
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

export type Day = (typeof DAYS)[number];

/**
 * A time of the week as a cron expression in UTC: CloudFormation's Schedule has no time zone, only the API has. In a zone that
 * changes its clocks, the time is that of the winter.
 */
export function weeklyCron({ day, at }: { readonly day: Day; readonly at: string }, timeZone: string): string {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const minutesOfWeek = (DAYS.indexOf(day) * 24 + hour) * 60 + minute - winterOffset(timeZone);
  const week = 7 * 24 * 60;
  const utc = ((minutesOfWeek % week) + week) % week;
  return `cron(${utc % 60} ${Math.floor(utc / 60) % 24} ? * ${DAYS[Math.floor(utc / (24 * 60))]} *)`;
}

/** Minutes that the zone is ahead of UTC, in January in the north and in July in the south: the smaller of both. */
function winterOffset(timeZone: string): number {
  return Math.min(offsetAt(Date.UTC(2026, 0, 15), timeZone), offsetAt(Date.UTC(2026, 6, 15), timeZone));
}

function offsetAt(time: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
