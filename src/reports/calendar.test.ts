import { describe, expect, it } from 'vitest';
import { namePeriod, parseCalendar } from './calendar.ts';
import { parsePeriod } from './period.ts';

const NOVEMBER = new Date('2026-11-15T00:00:00Z');
const utc = { now: NOVEMBER, timeZone: 'UTC' };
const tokyo = { now: NOVEMBER, timeZone: 'Asia/Tokyo' };

describe('a period of the calendar', () => {
  it.each([
    ['monthly', '2026-10', '2026-10-01', '2026-11-01', '2026-09-01'],
    ['monthly', '2026-01', '2026-01-01', '2026-02-01', '2025-12-01'],
    ['quarterly', '2026-Q1', '2026-01-01', '2026-04-01', '2025-10-01'],
    ['quarterly', '2026-Q3', '2026-07-01', '2026-10-01', '2026-04-01'],
    ['yearly', '2024', '2024-01-01', '2025-01-01', '2023-01-01'],
  ] as const)('%s %s is from %s until %s, and the one before began on %s', (kind, name, from, to, before) => {
    expect(parseCalendar(kind, name, utc)).toEqual({
      name,
      from: `${from}T00:00:00Z`,
      to: `${to}T00:00:00Z`,
      before: { from: `${before}T00:00:00Z`, to: `${from}T00:00:00Z` },
    });
  });

  it.each([
    ['monthly', '2026-10'],
    ['quarterly', '2026-Q3'],
    ['yearly', '2025'],
  ] as const)('without a name, %s is the last that is over: %s', (kind, name) => {
    expect(parseCalendar(kind, undefined, utc).name).toBe(name);
  });

  it('begins and ends at midnight of its time zone', () => {
    expect(parseCalendar('monthly', '2026-10', tokyo)).toMatchObject({
      from: '2026-09-30T15:00:00Z',
      to: '2026-10-31T15:00:00Z',
    });
  });

  it('is over where it is over: the new month has begun in Tokyo first', () => {
    const now = new Date('2026-10-31T16:00:00Z');
    expect(parseCalendar('monthly', undefined, { now, timeZone: 'Asia/Tokyo' }).name).toBe('2026-10');
    expect(parseCalendar('monthly', undefined, { now, timeZone: 'UTC' }).name).toBe('2026-09');
  });

  it('has an hour less or more where clocks are changed in it', () => {
    expect(parseCalendar('monthly', '2026-03', { now: NOVEMBER, timeZone: 'Europe/Berlin' })).toMatchObject({
      from: '2026-02-28T23:00:00Z',
      to: '2026-03-31T22:00:00Z',
    });
  });

  it.each([
    ['monthly', '2026-13', '"2026-13" is no month.'],
    ['monthly', '2026-Q1', '"2026-Q1" is no month.'],
    ['quarterly', '2026-Q5', '"2026-Q5" is no quarter.'],
    ['yearly', '26', '"26" is no year.'],
    ['yearly', '0001', '"0001" is no year.'],
  ] as const)('%s %s is refused', (kind, given, message) => {
    expect(() => parseCalendar(kind, given, utc)).toThrow(message);
  });
});

it('any other period is named after its days, and compared with as long a time before', () => {
  const days = parsePeriod({ from: '2026-10-05', to: '2026-10-06' }, NOVEMBER, 'Asia/Tokyo');
  expect(namePeriod(days, 'Asia/Tokyo')).toEqual({
    name: '2026-10-05_2026-10-06',
    from: '2026-10-04T15:00:00Z',
    to: '2026-10-06T15:00:00Z',
    before: { from: '2026-10-02T15:00:00Z', to: '2026-10-04T15:00:00Z' },
  });
  expect(namePeriod(parsePeriod({ from: '2026-10-05', to: '2026-10-05' }, NOVEMBER), 'UTC').name).toBe('2026-10-05');
});
