import type { BusEvent } from '../bus-event.ts';
import { readTime } from '../bus-event.ts';
import { consoleLink } from '../console-links.ts';
import { at, textAt } from '../json-reading.ts';
import type { Notification } from '../notification.ts';
import type { Words } from '../words/words.ts';

/** `Config Rules Compliance Change`. */
export function readComplianceChange(event: BusEvent, words: Words): Notification {
  const { detail } = event;
  const rule = textAt(detail, 'configRuleName') ?? 'unknown';
  const region = textAt(detail, 'awsRegion') ?? event.region;
  const result = at(detail, 'newEvaluationResult');
  const annotation = textAt(result, 'annotation');
  const type = textAt(detail, 'resourceType');
  return {
    id: event.id,
    source: 'Config',
    type: rule,
    severity: severityOfRule(rule),
    accountId: textAt(detail, 'awsAccountId') ?? event.accountId,
    region,
    at: readTime(textAt(result, 'resultRecordedTime')) ?? event.at,
    headline: `Config rule ${rule} NON_COMPLIANT`,
    what: words.config.what(rule),
    details: annotation === undefined ? [] : [annotation],
    resource: type === undefined ? null : { type, name: textAt(detail, 'resourceId') ?? '-' },
    actor: null,
    link: consoleLink(region, 'config', `/rules/details?configRuleName=${encodeURIComponent(rule)}`),
    next: words.config.next(rule),
    scope: 'account',
    rule,
    pointless: whyPointless(detail),
  };
}

function whyPointless(detail: unknown): string | null {
  const after = textAt(detail, 'newEvaluationResult', 'complianceType');
  if (after !== 'NON_COMPLIANT') return 'it complies';
  return textAt(detail, 'oldEvaluationResult', 'complianceType') === after ? 'it did not comply before, either' : null;
}

/** What is open to the world, or gives everything away, is grave; the rest is a medium matter. */
const GRAVE =
  /public|restorable|root-?(access|account|user)|restricted-ssh|restricted-.*ports|admin-access|incoming-ssh/i;
/** Hygiene that may wait for the digest. */
const MINOR = /rotat|unused|tag(s|ged)?(-|$)|backup|versioning|description|alarm-action/i;

function severityOfRule(rule: string): number {
  if (GRAVE.test(rule)) return 7;
  return MINOR.test(rule) ? 3 : 5;
}
