import type { BusEvent } from '../bus-event.ts';
import { readTime } from '../bus-event.ts';
import { consoleLink } from '../console-links.ts';
import { at, textAt } from '../json-reading.ts';
import type { Notification } from '../notification.ts';
import type { RuleFacts } from '../rule-facts.ts';
import { catalogueName } from '../rule-facts.ts';
import type { Words } from '../words/words.ts';

interface Context {
  readonly words: Words;
  readonly rules: RuleFacts;
  readonly resourcePrefix: string;
}

/** Of a rule that is not in the catalogue. */
const ORDINARY = 5;

/** `Config Rules Compliance Change`. */
export function readComplianceChange(event: BusEvent, { words, rules, resourcePrefix }: Context): Notification {
  const { detail } = event;
  const deployed = textAt(detail, 'configRuleName') ?? 'unknown';
  const rule = catalogueName(deployed, resourcePrefix);
  const fact = Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  const region = textAt(detail, 'awsRegion') ?? event.region;
  const result = at(detail, 'newEvaluationResult');
  const type = textAt(detail, 'resourceType');
  return {
    id: event.id,
    source: 'Config',
    type: rule,
    severity: fact?.severity ?? ORDINARY,
    accountId: textAt(detail, 'awsAccountId') ?? event.accountId,
    region,
    at: readTime(textAt(result, 'resultRecordedTime')) ?? event.at,
    headline: `NON_COMPLIANT ${rule}`,
    what: words.config.what(rule),
    details: [fact?.why, textAt(result, 'annotation')].filter((sentence) => sentence !== undefined),
    resource: type === undefined ? null : { type, name: textAt(detail, 'resourceId') ?? '-' },
    actor: null,
    link: consoleLink(region, 'config', `/rules/details?configRuleName=${encodeURIComponent(deployed)}`),
    next: words.config.next(rule),
    scope: 'account',
    rule,
    pointless: whyPointless(detail),
    isMass: true,
  };
}

function whyPointless(detail: unknown): string | null {
  const after = textAt(detail, 'newEvaluationResult', 'complianceType');
  if (after !== 'NON_COMPLIANT') return 'it complies';
  return textAt(detail, 'oldEvaluationResult', 'complianceType') === after ? 'it did not comply before, either' : null;
}
