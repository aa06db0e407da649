import type { BusEvent } from '../bus-event.ts';
import { readTime } from '../bus-event.ts';
import { healthLink } from '../console-links.ts';
import { at, listAt, textAt } from '../json-reading.ts';
import type { Notification } from '../notification.ts';
import type { Words } from '../words/words.ts';

const SEVERITIES: Readonly<Record<string, number>> = {
  issue: 6,
  investigation: 5,
  scheduledChange: 4,
  accountNotification: 4,
};
/** AWS_RISK_CREDENTIALS_EXPOSED, AWS_RISK_CREDENTIALS_COMPROMISED, AWS_RISK_IAM_QUARANTINE. */
const EXPOSED = /RISK_(CREDENTIALS|IAM)/;

/** `AWS Health Event`. */
export function readHealthEvent(event: BusEvent, words: Words): Notification {
  const { detail } = event;
  const code = textAt(detail, 'eventTypeCode') ?? 'unknown';
  const category = textAt(detail, 'eventTypeCategory') ?? 'accountNotification';
  const region = textAt(detail, 'eventRegion') ?? event.region;
  const isExposed = EXPOSED.test(code);
  const isClosed = textAt(detail, 'statusCode') === 'closed';
  const severity = isExposed ? 9 : (SEVERITIES[category] ?? 4);
  return {
    // Every account and the backup region report a public event with the same ARN; each change of it is an event, too.
    id: event.id,
    source: 'Health',
    type: code,
    severity: isClosed ? Math.min(severity, 3) : severity,
    accountId: textAt(detail, 'affectedAccount') ?? event.accountId,
    region,
    at: readTime(textAt(detail, 'startTime')) ?? event.at,
    headline: isExposed ? 'credentials exposed in public' : `Health ${code}`,
    what: isExposed ? words.health.exposedCredentials : words.health.what(textAt(detail, 'service') ?? 'AWS', code),
    details: detailsOf(detail, words),
    resource: null,
    actor: null,
    link: healthLink(event.region, textAt(detail, 'eventArn')),
    next: nextOf(isExposed, category, words),
    scope: textAt(detail, 'eventScopeCode') === 'PUBLIC' ? 'organization' : 'account',
    rule: null,
    pointless: isBackupCopy(event) ? 'the region itself reports it, too' : null,
  };
}

const NAMED = 5;

function detailsOf(detail: unknown, words: Words): readonly string[] {
  const descriptions = listAt(detail, 'eventDescription');
  const english = descriptions.find((each) => textAt(each, 'language')?.startsWith('en')) ?? descriptions[0];
  const description = textAt(english, 'latestDescription');
  const entities = listAt(detail, 'affectedEntities');
  const names = entities.map((entity) => textAt(entity, 'entityValue')).filter((name) => name !== undefined);
  const affected = names.length === 0 ? undefined : words.health.entities(names.slice(0, NAMED), names.length);
  return [description, affected].filter((sentence) => sentence !== undefined);
}

function nextOf(isExposed: boolean, category: string, words: Words): readonly string[] {
  if (isExposed) return words.health.nextExposedCredentials;
  return category === 'issue' ? words.health.nextIssue : words.health.nextElse;
}

/** The copy that is sent to the backup region of the one in which something happens. */
function isBackupCopy(event: BusEvent): boolean {
  const flag = at(event.detail, 'backupEvent');
  return flag === true || flag === 'true';
}
