import { describe, expect, it } from 'vitest';
import type { EmulatedOrganization } from './control.ts';
import type { BusEvent } from './event-chain.ts';
import { findAccount, fitEvent, repeatEvents } from './fit-event.ts';

const NOW = new Date('2026-05-01T02:03:04.567Z');
const HERE = { account: '444444444444', region: 'ap-northeast-1' };

const recorded: BusEvent = {
  id: 'recorded',
  source: 'aws.s3',
  'detail-type': 'Object Created',
  account: '123456789012',
  region: 'us-east-1',
  time: '2020-01-01T00:00:00Z',
  detail: {
    owner: 'arn:aws:sns:us-east-1:123456789012:topic',
    zone: 'us-east-1a',
    other: 'x-us-east-1',
    when: '2020-01-01T00:00:00Z',
  },
};

describe('a recorded event', () => {
  it('happens here and now, in its ARNs too', () => {
    expect(fitEvent(recorded, HERE, NOW)).toMatchObject({
      account: '444444444444',
      region: 'ap-northeast-1',
      time: '2026-05-01T02:03:04Z',
      detail: { owner: 'arn:aws:sns:ap-northeast-1:444444444444:topic' },
    });
  });

  it('keeps what only resembles its region', () => {
    const { detail } = fitEvent(recorded, HERE, NOW);
    expect(detail).toMatchObject({ zone: 'us-east-1a', other: 'x-us-east-1', when: '2020-01-01T00:00:00Z' });
  });

  it('without account and region is placed as well', () => {
    const { account: _, region: __, ...bare } = recorded;
    expect(fitEvent(bare, HERE, NOW)).toMatchObject(HERE);
  });
});

describe('the ids of events', () => {
  const call: BusEvent = { ...recorded, detail: { eventID: 'recorded', eventName: 'StopLogging' } };
  const eventIds = (events: readonly BusEvent[]) => new Set(events.map(({ detail }) => detail['eventID']));

  it('are new, so that it is not taken for the recorded one', () => {
    const fitted = fitEvent(call, HERE, NOW);
    expect(fitted.id).toBeUndefined();
    expect(fitted.detail['eventID']).not.toBe('recorded');
    expect(fitted.detail['eventName']).toBe('StopLogging');
  });

  it('differ between repeated events', () => {
    expect(eventIds(repeatEvents([call], 3)).size).toBe(3);
    expect(repeatEvents([recorded], 3).map(({ id }) => id)).toEqual([undefined, undefined, undefined]);
  });
});

describe('the account in which it happens', () => {
  const account = (id: string, name: string, state = 'ACTIVE') => ({ id, name, state });
  const organization: EmulatedOrganization = {
    id: 'o-1',
    managementAccountId: '1',
    accounts: [account('1', 'master'), account('2', 'dev'), account('3', 'prod'), account('4', 'old', 'SUSPENDED')],
  };

  it.each([
    ['its id', '2', '2'],
    ['its name', 'prod', '3'],
    ['nothing: the newest that is active', undefined, '3'],
  ])('is found by %s', (_by, wanted, id) => {
    expect(findAccount(organization, wanted)).toBe(id);
  });

  it('may be the management account when there is no other', () => {
    expect(findAccount({ ...organization, accounts: [account('1', 'master')] }, undefined)).toBe('1');
  });

  it('is missed with the names that there are', () => {
    expect(() => findAccount(organization, 'devv')).toThrow(
      expect.objectContaining({ code: 'usage', hint: 'It has: master, dev, prod, old' }),
    );
  });

  it('is not guessed when two have the name', () => {
    const twins = { ...organization, accounts: [account('2', 'dev'), account('3', 'dev')] };
    expect(() => findAccount(twins, 'dev')).toThrow('Several accounts are called dev.');
  });
});
