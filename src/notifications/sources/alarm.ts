import { UNDELIVERED } from '../../domain/names.ts';
import type { BusEvent } from '../bus-event.ts';
import { consoleLink } from '../console-links.ts';
import { textAt } from '../json-reading.ts';
import type { Notification } from '../notification.ts';
import type { Words } from '../words/words.ts';

/**
 * Alarms over the log of the trail whose calls are forwarded themselves, with who made them: the alarm adds nothing, so it
 * is left to the digest. They are the ends of names, see the detections of the blueprint organization-trail.
 */
const TOLD_DIRECTLY = ['root-use', 'trail-changes', 'config-changes', 'key-deletion'];

/** `CloudWatch Alarm State Change`. */
export function readAlarm(event: BusEvent, resourcePrefix: string, words: Words): Notification {
  const { detail } = event;
  const name = textAt(detail, 'alarmName') ?? 'unknown';
  const state = textAt(detail, 'state', 'value');
  return {
    id: event.id,
    source: 'CloudWatch',
    type: name,
    severity: TOLD_DIRECTLY.some((end) => name.endsWith(end)) ? 3 : 5,
    accountId: event.accountId,
    region: event.region,
    at: event.at,
    headline: `Alarm ${name}`,
    what: words.alarm.what(name),
    details: [textAt(detail, 'configuration', 'description'), textAt(detail, 'state', 'reason')].filter(
      (sentence) => sentence !== undefined,
    ),
    resource: { type: 'AWS::CloudWatch::Alarm', name },
    actor: null,
    link: consoleLink(event.region, 'cloudwatch', `alarmsV2:alarm/${encodeURIComponent(name)}`),
    next: words.alarm.next,
    scope: 'account',
    rule: null,
    pointless: whyPointless(
      state, // What the hub itself cannot deliver; it tells the topic directly, since it may be broken.
      name === `${resourcePrefix}-${UNDELIVERED}`,
    ),
  };
}

function whyPointless(state: string | undefined, isOwn: boolean): string | null {
  if (isOwn) return 'the alarm tells the topic itself';
  return state === 'ALARM' ? null : 'nothing is wrong';
}
