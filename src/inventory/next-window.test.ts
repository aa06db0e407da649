import { describe, expect, it } from 'vitest';
import { nextTime } from './next-window.ts';

describe('the next window', () => {
  it.each([
    // 2026-11-24 was a Tuesday; Tokyo is nine hours ahead.
    ['later the same day', 'TUE', '03:00', 'Asia/Tokyo', '2026-11-23T15:00:00Z', '2026-11-23T18:00:00Z'],
    [
      'a week later, when it begins just now',
      'TUE',
      '03:00',
      'Asia/Tokyo',
      '2026-11-23T18:00:00Z',
      '2026-11-30T18:00:00Z',
    ],
    ['another day of the week', 'THU', '03:00', 'Asia/Tokyo', '2026-11-23T18:00:00Z', '2026-11-25T18:00:00Z'],
    ['over the change of clocks', 'SUN', '12:00', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T11:00:00Z'],
    ['west of Greenwich', 'MON', '22:30', 'America/New_York', '2026-11-24T02:00:00Z', '2026-11-24T03:30:00Z'],
  ])('is %s', (_name, day, at, timeZone, now, expected) => {
    expect(nextTime({ day, at }, timeZone, new Date(now))).toBe(expected);
  });
});
