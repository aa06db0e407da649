import { describe, expect, it } from 'vitest';
import { concerns, type Disturbance, disturbanceText, isWatched, readDisturbance } from './disturbance.ts';

const ENTRY: Disturbance = {
  account: '444444444444',
  region: 'us-east-1',
  call: 'events:DisableRule',
  actor: 'alice',
  at: '2026-11-29T04:00:00Z',
};

describe('an entry', () => {
  it('is read as it was written', () => {
    expect(readDisturbance(disturbanceText(ENTRY))).toEqual(ENTRY);
  });

  it.each([
    ['no JSON', 'x'],
    ['nothing', undefined],
    ['an account that is none', disturbanceText({ ...ENTRY, account: '../etc' })],
    ['a region that is none', disturbanceText({ ...ENTRY, region: 'x' })],
    ['a service of which we have nothing', disturbanceText({ ...ENTRY, call: 'rds:DeleteDBInstance' })],
    ['words instead of a call', disturbanceText({ ...ENTRY, call: 'events:Disable it' })],
    ['a time that is none', disturbanceText({ ...ENTRY, at: 'yesterday' })],
  ])('of %s is none', (_what, text) => {
    expect(readDisturbance(text)).toBeNull();
  });

  it('concerns its region, and every region when the service is global', () => {
    expect(concerns(ENTRY, { service: 'events', region: 'us-east-1' })).toBe(true);
    expect(concerns(ENTRY, { service: 'events', region: 'eu-west-1' })).toBe(false);
    expect(concerns({ ...ENTRY, call: 'iam:DeleteRole' }, { service: 'iam', region: 'eu-west-1' })).toBe(true);
  });

  it('is of a watched service, or nobody writes it', () => {
    expect(isWatched({ call: 'sts:AssumeRole' })).toBe(false);
  });
});
