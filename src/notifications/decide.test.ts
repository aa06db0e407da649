import { describe, expect, it } from 'vitest';
import { anEvent, contextIn, POLICY } from '../../test/support/notifications.ts';
import { isQuiet, localTime } from '../domain/local-time.ts';
import { decide, decideByMemory } from './decide.ts';
import { packExceptions, unpackExceptions } from './exceptions.ts';
import { groupKeyOf, levelOf } from './notification.ts';
import type { Policy } from './policy.ts';
import { readNotification } from './read-notification.ts';

/** Tokyo: 12:00 of the same day. */
const NOON = '2026-11-25T03:00:00.000Z';
const finding = readNotification(anEvent('guardduty-finding'), contextIn('en'), NOON);
const decideOn = (severity: number, changes: Partial<Policy> = {}, now = NOON) =>
  decide({ ...finding, severity }, { ...POLICY, ...changes }, { now, exceptions: [] });

describe('severity', () => {
  it.each([
    [0, 'low'],
    [3.9, 'low'],
    [3.95, 'low'],
    [4, 'medium'],
    [6.9, 'medium'],
    [6.99, 'medium'],
    [7, 'high'],
    [8.9, 'high'],
    [9, 'critical'],
    [10, 'critical'],
  ])('%d is %s', (severity, level) => {
    expect(levelOf(severity)).toBe(level);
  });

  it.each([
    [3.9, 4, 'digest'],
    [4, 4, 'tell'],
    [6.9, 7, 'digest'],
    [7, 7, 'tell'],
    [3.9, 3.9, 'tell'],
    [0, 0, 'tell'],
  ])('%d with a minimum of %d: %s', (severity, minimumSeverity, kind) => {
    expect(decideOn(severity, { minimumSeverity }).kind).toBe(kind);
  });

  it('without a digest, what is minor is not told at all', () => {
    expect(decideOn(1, { digest: false }).kind).toBe('ignore');
  });
});

describe('quiet hours', () => {
  const quietHours = { from: '22:00', to: '07:00', exceptSeverity: 7 };
  it.each([
    ['2026-11-25T12:59:59Z', '21:59:59 in Tokyo', 'tell'],
    ['2026-11-25T13:00:00Z', '22:00:00 in Tokyo', 'digest'],
    ['2026-11-25T15:00:00Z', 'midnight in Tokyo', 'digest'],
    ['2026-11-25T21:59:59Z', '06:59:59 in Tokyo', 'digest'],
    ['2026-11-25T22:00:00Z', '07:00:00 in Tokyo', 'tell'],
  ])('%s, %s: %s', (now, _clock, kind) => {
    expect(decideOn(5, { quietHours }, now).kind).toBe(kind);
  });

  it.each([
    [6.9, 'digest'],
    [7, 'tell'],
  ])('severity %d in the middle of the night: %s', (severity, kind) => {
    expect(decideOn(severity, { quietHours }, '2026-11-25T16:00:00Z').kind).toBe(kind);
  });

  it.each([
    ['Asia/Tokyo', true],
    ['Europe/Berlin', false],
    ['America/New_York', false],
  ])('14:00 UTC is quiet in %s: %s', (timeZone, quiet) => {
    expect(isQuiet('2026-11-25T14:00:00Z', timeZone, quietHours)).toBe(quiet);
  });

  it('within a day', () => {
    const lunch = { from: '12:00', to: '13:00' };
    expect(isQuiet('2026-11-25T03:30:00Z', 'Asia/Tokyo', lunch)).toBe(true);
    expect(isQuiet('2026-11-25T04:00:00Z', 'Asia/Tokyo', lunch)).toBe(false);
  });

  it('follow summer time', () => {
    expect(localTime('2026-03-29T00:59:00Z', 'Europe/Berlin')).toBe('2026-03-29 01:59:00');
    expect(localTime('2026-03-29T01:00:00Z', 'Europe/Berlin')).toBe('2026-03-29 03:00:00');
  });
});

describe('what is alike', () => {
  it('is of one type, account, resource and level', () => {
    expect(groupKeyOf({ ...finding, id: 'another', at: NOON })).toBe(groupKeyOf(finding));
    const another = { type: finding.resource?.type ?? '', name: 'another' };
    for (const other of [
      { type: 'x' },
      { accountId: '1' },
      { resource: null },
      { resource: another },
      { severity: 9.5 },
    ]) {
      expect(groupKeyOf({ ...finding, ...other })).not.toBe(groupKeyOf(finding));
    }
  });

  it('is one for every name when the call was refused', () => {
    const refused = { ...finding, isRefused: true } as const;
    const another = { ...refused, resource: { type: finding.resource?.type ?? '', name: 'another' } };
    expect(groupKeyOf(another)).toBe(groupKeyOf(refused));
  });

  it('is one for the whole organization when AWS tells every account', () => {
    const wide = { ...finding, scope: 'organization' } as const;
    expect(groupKeyOf({ ...wide, accountId: '1' })).toBe(groupKeyOf({ ...wide, accountId: '2' }));
  });
});

describe('what was told before', () => {
  const policy = { ...POLICY, messagesPerHour: 3 };
  it.each([
    [5, { isFirst: true, messages: 1, ofAll: 1 }, 'tell'],
    [5, { isFirst: false, messages: 0, ofAll: 0 }, 'repeated'],
    [5, { isFirst: true, messages: 3, ofAll: 9 }, 'tell-as-last'],
    [5, { isFirst: true, messages: 4, ofAll: 0 }, 'crowded'],
    [6.9, { isFirst: true, messages: 4, ofAll: 0 }, 'crowded'],
    [7, { isFirst: true, messages: 4, ofAll: 0 }, 'tell'],
    [5, { isFirst: true, messages: 2, ofAll: 30 }, 'tell'],
    [5, { isFirst: true, messages: 2, ofAll: 31 }, 'crowded'],
    [5, { isFirst: true, messages: 1, ofAll: 999 }, 'tell'],
  ])('severity %d, %j: %s', (severity, memory, telling) => {
    expect(decideByMemory({ severity }, policy, memory)).toBe(telling);
  });

  it.each([
    [8.9, 'crowded'],
    [9, 'tell'],
  ])('of what comes in hundreds, severity %d: %s', (severity, telling) => {
    const memory = { isFirst: true, messages: 4, ofAll: 4 };
    expect(decideByMemory({ severity, isMass: true }, policy, memory)).toBe(telling);
  });

  it('without a digest nothing is too much', () => {
    expect(
      decideByMemory({ severity: 5 }, { ...policy, digest: false }, { isFirst: true, messages: 9, ofAll: 9 }),
    ).toBe('tell');
  });
});

describe('a refused call', () => {
  const refused = (severity: number, changes: Partial<Policy> = {}) =>
    decide({ ...finding, severity, isRefused: true }, { ...POLICY, ...changes }, { now: NOON, exceptions: [] });

  it.each([
    [5, { kind: 'digest', reason: 'refused' }],
    [6, { kind: 'tell' }],
  ])('of severity %d: %j', (severity, decision) => {
    expect(refused(severity)).toMatchObject(decision);
  });

  it('is told when there is no digest', () => {
    expect(refused(5, { digest: false }).kind).toBe('tell');
  });
});

describe('exceptions of Config rules', () => {
  const change = readNotification(anEvent('config-compliance-change'), contextIn('en'), NOON);
  const exceptions = [
    { rule: 's3-bucket-public-read-prohibited', accountIds: ['444444444444'], reason: 'web', expires: '2026-11-25' },
  ] as never;
  const decideAt = (now: string, changes: object = {}) =>
    decide({ ...change, ...changes }, POLICY, { now, exceptions: unpackExceptions(packExceptions(exceptions)) }).kind;

  it.each([
    ['2026-11-25T14:59:59Z', 'the last second of the last day in Tokyo', 'ignore'],
    ['2026-11-25T15:00:00Z', 'the day after', 'tell'],
  ])('%s, %s: %s', (now, _what, kind) => {
    expect(decideAt(now)).toBe(kind);
  });

  it('silence that rule in those accounts only', () => {
    expect(decideAt(NOON, { accountId: '555555555555' })).toBe('tell');
    expect(decideAt(NOON, { rule: 'restricted-ssh' })).toBe('tell');
  });

  it('survive packing, however many accounts there are, in texts that fit', () => {
    const accountIds = Array.from({ length: 2_500 }, (_, index) =>
      String(100_000_000_000 + index * 7_919).padStart(12, '0'),
    );
    const many = [
      { rule: 'a-rule', accountIds: ['000000000001', ...accountIds], reason: '', expires: '2027-01-31' },
      { rule: 'b-rule', accountIds: accountIds.slice(0, 3), reason: '', expires: '2027-02-28' },
    ] as never;
    const texts = packExceptions(many);
    expect(texts.every((text) => text.length <= 4_096)).toBe(true);
    const found = unpackExceptions(texts);
    expect(found.filter(({ rule }) => rule === 'a-rule').flatMap((each) => each.accountIds)).toEqual([
      '000000000001',
      ...accountIds,
    ]);
    expect(found.at(-1)).toEqual({ rule: 'b-rule', expires: '2027-02-28', accountIds: accountIds.slice(0, 3) });
  });

  it('that make no sense are none', () => {
    expect(unpackExceptions(['', 'x', 'a b', '\n\n'])).toEqual([]);
  });
});
