import { expect, it } from 'vitest';
import { exceptionsIn } from './pack-exceptions.ts';

it('what is excluded is listed, with its justification or without one', () => {
  const exclude = {
    accounts: ['old-poc', 'lab'],
    units: ['Legacy'],
    justifications: [
      {
        accounts: ['old-poc', 'gone'],
        units: [],
        owner: 'platform',
        reason: 'Closed in March.',
        expires: '2027-03-31',
      },
      { accounts: ['gone'], units: [], owner: 'nobody', reason: 'Not excluded any more.', expires: '2027-03-31' },
    ],
  };
  const rule = {
    rule: 'restricted-ssh',
    accounts: ['bastion'],
    units: ['Edge'],
    reason: 'Until it is gone.',
    expires: '2027-01-01',
  };
  const configRules = { exceptions: [rule] } as unknown as Parameters<typeof exceptionsIn>[0]['configRules'];
  expect(exceptionsIn({ configRules, exclude })).toEqual([
    {
      rule: 'restricted-ssh',
      where: ['bastion', 'Edge'],
      owner: null,
      reason: 'Until it is gone.',
      expires: '2027-01-01',
    },
    { rule: null, where: ['old-poc'], owner: 'platform', reason: 'Closed in March.', expires: '2027-03-31' },
    { rule: null, where: ['lab', 'Legacy'], owner: null, reason: null, expires: null },
  ]);
});
