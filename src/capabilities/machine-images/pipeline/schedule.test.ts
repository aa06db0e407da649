import { expect, it } from 'vitest';
import { weeklyCron } from './schedule.ts';

it.each([
  ['SUN', '03:00', 'Asia/Tokyo', 'cron(0 18 ? * SAT *)'],
  ['WED', '12:30', 'Asia/Tokyo', 'cron(30 3 ? * WED *)'],
  ['SAT', '23:00', 'America/New_York', 'cron(0 4 ? * SUN *)'],
  ['MON', '00:15', 'Asia/Kolkata', 'cron(45 18 ? * SUN *)'],
  ['MON', '09:00', 'UTC', 'cron(0 9 ? * MON *)'],
  ['SUN', '03:00', 'Australia/Sydney', 'cron(0 17 ? * SAT *)'],
] as const)('%s %s in %s is %s', (day, at, timeZone, expected) => {
  expect(weeklyCron({ day, at }, timeZone)).toBe(expected);
});
