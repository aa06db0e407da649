import type { BusEvent } from '../bus-event.ts';
import { recordFacts } from '../cloud-trail-record.ts';
import { textAt } from '../json-reading.ts';
import type { Notification } from '../notification.ts';
import type { Words } from '../words/words.ts';

/** What the root user of an account did: signed in, or called something. */
export function readRootUse(event: BusEvent, words: Words): Notification {
  const call = textAt(event.detail, 'eventName') ?? 'unknown';
  return {
    ...recordFacts(event, words),
    source: 'Root',
    ...tell(event.detail, call, words),
    details: [],
    resource: null,
  };
}

function tell(
  detail: unknown,
  call: string,
  words: Words,
): Pick<Notification, 'type' | 'severity' | 'headline' | 'what' | 'next'> {
  if (call !== 'ConsoleLogin') {
    return {
      type: call,
      severity: 8,
      headline: `Root user called ${call}`,
      what: words.root.did(call),
      next: words.root.nextCall,
    };
  }
  const next = words.root.nextSignIn;
  if (textAt(detail, 'responseElements', 'ConsoleLogin') !== 'Success') {
    const what = words.root.failedToSignIn();
    return { type: 'ConsoleLogin failed', severity: 7, headline: 'Root user sign-in failed', what, next };
  }
  const hasMfa = textAt(detail, 'additionalEventData', 'MFAUsed') === 'Yes';
  return {
    type: 'ConsoleLogin',
    severity: hasMfa ? 8 : 9,
    headline: `Root user signed in ${hasMfa ? 'with' : 'WITHOUT'} MFA`,
    what: words.root.signedIn(hasMfa),
    next,
  };
}
