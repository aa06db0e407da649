import { describeActor } from './actor.ts';
import type { BusEvent } from './bus-event.ts';
import { cloudTrailLink } from './console-links.ts';
import { textAt } from './json-reading.ts';
import type { Notification } from './notification.ts';
import type { Words } from './words/words.ts';

type RecordFacts = Pick<
  Notification,
  'id' | 'accountId' | 'region' | 'at' | 'actor' | 'link' | 'scope' | 'rule' | 'pointless'
>;

/** What every record of CloudTrail says in the same place. */
export function recordFacts(event: BusEvent, words: Words): RecordFacts {
  const { detail } = event;
  const eventId = textAt(detail, 'eventID');
  const region = textAt(detail, 'awsRegion') ?? event.region;
  return {
    // Two rules may forward the same record.
    id: eventId ?? event.id,
    accountId: textAt(detail, 'recipientAccountId') ?? event.accountId,
    region,
    at: event.at,
    actor: describeActor(detail, words),
    link: cloudTrailLink(region, eventId),
    scope: 'account',
    rule: null,
    pointless: null,
  };
}
