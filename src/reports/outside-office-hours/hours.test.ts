import { expect, it } from 'vitest';
import { askReport } from '../../../test/support/ask-report.ts';
import { call } from '../../../test/support/events.ts';
import { events } from '../../../test/support/report-examples.ts';
import { outsideOfficeHours } from './report.ts';

/** At this time in Tokyo, whose days of October 2026 begin with a Thursday. */
async function isOutside(local: string, office_opens: string, office_closes: string): Promise<boolean> {
  const eventTime = new Date(Date.parse(`${local}:00+09:00`)).toISOString().replace('.000Z', 'Z');
  const work = call('ec2', 'StopInstances', { eventTime, sessionCredentialFromConsole: 'true' });
  const { rows } = await askReport(outsideOfficeHours, events(work), { office_opens, office_closes });
  return rows.length > 0;
}

it.each([
  ['on a Wednesday before a shift that goes over midnight', '2026-10-14T21:59', '22', '6', true],
  ['on a Wednesday in such a shift', '2026-10-14T22:00', '22', '6', false],
  ['in the morning after it', '2026-10-15T05:59', '22', '6', false],
  ['at its end', '2026-10-15T06:00', '22', '6', true],
  ["on a Saturday morning, which belongs to Friday's shift", '2026-10-17T05:00', '22', '6', false],
  ['on a Saturday evening', '2026-10-17T23:00', '22', '6', true],
  ["on a Monday morning, which belongs to Sunday's", '2026-10-19T05:00', '22', '6', true],
  ['around the clock, on a Wednesday', '2026-10-14T03:00', '9', '9', false],
  ['around the clock, on a Sunday', '2026-10-18T12:00', '9', '9', true],
  ['at the end of a day shift', '2026-10-14T20:00', '8', '20', true],
  ['just before it', '2026-10-14T19:59', '8', '20', false],
])('%s', async (_when, time, opens, closes, expected) => {
  expect(await isOutside(time, opens, closes)).toBe(expected);
});
