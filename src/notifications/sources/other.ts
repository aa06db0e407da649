import type { BusEvent } from '../bus-event.ts';
import { consoleLink } from '../console-links.ts';
import type { Notification } from '../notification.ts';
import type { Words } from '../words/words.ts';

/** Put on the bus by hand, to see what arrives. */
export const TEST_SOURCE = 'metsuke.test';

/** What nobody foresaw: readable all the same. */
export function readOther(event: BusEvent, words: Words): Notification {
  const isTest = event.source === TEST_SOURCE;
  const [resource] = event.resources;
  return {
    id: event.id,
    source: 'Other',
    type: `${event.source} ${event.detailType}`,
    severity: isTest ? 4 : 3,
    accountId: event.accountId,
    region: event.region,
    at: event.at,
    headline: isTest ? 'test message' : `${event.source} ${event.detailType}`,
    what: isTest ? words.other.test : words.other.what(event.source, event.detailType),
    details: [],
    resource: resource === undefined ? null : { type: 'ARN', name: resource.slice(0, 300) },
    actor: null,
    link: consoleLink(event.region, 'console', ''),
    next: isTest ? [] : words.other.next,
    scope: 'account',
    rule: null,
    pointless: null,
  };
}
