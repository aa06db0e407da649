import { expect, it } from 'vitest';
import { anEvent, contextIn } from '../../test/support/notifications.ts';
import { disturbanceOf } from './disturbance.ts';
import { readNotification } from './read-notification.ts';

const NOW = '2026-11-25T03:00:00.000Z';
const entryOf = (raw: unknown) => disturbanceOf(raw, readNotification(raw, contextIn('en'), NOW));
const call = (eventSource: string, eventName: string, more: object = {}) => {
  const event = structuredClone(anEvent('trail-stopped')) as { detail: object };
  return { ...event, detail: { ...event.detail, eventSource, eventName, ...more } };
};

it.each([
  ['events.amazonaws.com', 'DisableRule', 'events:DisableRule'],
  ['cloudformation.amazonaws.com', 'DeleteStack', 'cloudformation:DeleteStack'],
  ['monitoring.amazonaws.com', 'DeleteAlarms', 'monitoring:DeleteAlarms'],
])('a call of %s %s opens an entry with who made it', (source, name, expected) => {
  expect(entryOf(call(source, name))).toMatchObject({ call: expected, actor: expect.any(String) });
});

it('a call that AWS refused, or of a service of which Metsuke has nothing, opens none', () => {
  expect(entryOf(call('events.amazonaws.com', 'DisableRule', { errorCode: 'AccessDenied' }))).toBeNull();
  expect(entryOf(call('sts.amazonaws.com', 'AssumeRole'))).toBeNull();
  expect(entryOf(anEvent('guardduty-finding'))).toBeNull();
});

it.each(['metsuke.test', 'aws.partner/example.com/1/shop'])('a call that %s invents opens none', (source) => {
  const invented = { ...call('events.amazonaws.com', 'DisableRule'), source, account: '444444444444' };
  expect(entryOf(call('events.amazonaws.com', 'DisableRule'))).not.toBeNull();
  expect(entryOf(invented)).toBeNull();
});
