import { expect, it } from 'vitest';
import { anEvent, POLICY } from '../../test/support/notifications.ts';
import { previewOf } from './preview.ts';

const NIGHT = '2026-11-25T16:00:00.000Z';
const quietHours = { from: '22:00', to: '07:00', exceptSeverity: 7 };

it.each([
  ['root-sign-in', POLICY, 'It would be told at once:'],
  ['something-else', POLICY, 'It would be counted in the digest: 3.0 is below minimumSeverity (4.0).'],
  ['alarm', { ...POLICY, quietHours }, 'It would be counted in the digest: these are quiet hours.'],
  ['something-else', { ...POLICY, digest: false }, 'Nobody would be told: there is no digest.'],
])('%s with %j: %s', (name, policy, outcome) => {
  expect(previewOf(anEvent(name), policy, 'en', NIGHT).outcome).toContain(outcome);
});

it('speaks the language that is asked for, and shows the account by its id', () => {
  const { mail } = previewOf(anEvent('root-sign-in'), POLICY, 'ja', NIGHT);
  expect(mail.subject).toBe('[CRITICAL 9.0] 666666666666: Root user signed in WITHOUT MFA');
  expect(mail.body).toContain('ルートユーザーが多要素認証なしで');
});
