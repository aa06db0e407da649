import { localTime } from '../domain/local-time.ts';
import { ascii, subjectOf } from './ascii.ts';
import { plainText } from './json-reading.ts';
import type { Notification } from './notification.ts';
import { levelOf } from './notification.ts';
import type { Policy } from './policy.ts';
import { unlinked } from './unlinked.ts';
import type { Words } from './words/words.ts';

export interface Mail {
  /** ASCII, less than 100 characters. */
  readonly subject: string;
  readonly body: string;
}

export interface Telling {
  /** Null: nobody knows the name. */
  readonly accountName: string | null;
  readonly words: Words;
  readonly policy: Pick<Policy, 'timeZone' | 'groupHours' | 'messagesPerHour'>;
  /** The last message of this hour. */
  readonly isLast: boolean;
}

export function renderMail(notification: Notification, telling: Telling): Mail {
  const { severity, headline, accountId } = notification;
  const name = ascii(telling.accountName ?? '') || accountId;
  return {
    subject: subjectOf(`[${levelOf(severity).toUpperCase()} ${severityText(severity)}] ${name}: ${headline}`),
    body: makeBody(notification, telling),
  };
}

export function severityText(severity: number): string {
  return severity.toFixed(1);
}

/** `prod (666666666666)` */
export function accountText(name: string | null, id: string): string {
  const readable = plainText(name ?? '');
  return readable === undefined ? id : `${readable} (${id})`;
}

function makeBody(notification: Notification, { accountName, words, policy, isLast }: Telling): string {
  const { accountId, severity, what, details, next, link, id } = notification;
  const steps = next.map((step, index) => `  ${index + 1}. ${unlinked(step)}`);
  const facts = factsOf(notification, accountName, words, policy.timeZone);
  return [
    words.opening(unlinked(accountText(accountName, accountId)), unlinked(what), levelOf(severity)),
    ...details.map(unlinked),
    '',
    ...facts.map(([label, value]) => `  ${label}: ${unlinked(value)}`),
    '',
    ...(steps.length > 0 ? [words.headings.next, ...steps, ''] : []),
    words.headings.look,
    `  ${link}`,
    '',
    words.groupedFooter(policy.groupHours),
    ...(isLast ? [words.lastOfTheHour(policy.messagesPerHour)] : []),
    words.reference(unlinked(id)),
  ].join('\n');
}

/** The facts of an event with their labels, in the order in which people ask. */
export function factsOf(
  { severity, accountId, region, resource, actor, at }: Notification,
  accountName: string | null,
  { labels, levels }: Words,
  timeZone: string,
): readonly (readonly [string, string])[] {
  const facts: readonly (readonly [string, string | null])[] = [
    [labels.severity, `${severityText(severity)} (${levels[levelOf(severity)]})`],
    [labels.account, accountText(accountName, accountId)],
    [labels.region, region],
    [labels.resource, resource === null ? null : `${resource.type} ${resource.name}`],
    [labels.when, `${localTime(at, timeZone)} (${timeZone})`],
    [labels.who, actor],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
}
