import type { BusEvent } from '../bus-event.ts';
import { recordFacts } from '../cloud-trail-record.ts';
import { textAt } from '../json-reading.ts';
import type { Notification } from '../notification.ts';
import type { Words } from '../words/words.ts';

/** The role that somebody assumed, if it is one of those for emergencies. */
export function breakGlassRoleOf(detail: unknown, roles: readonly string[]): string | undefined {
  const arn = textAt(detail, 'requestParameters', 'roleArn');
  return roles.find((role) => arn !== undefined && /:role\//.test(arn) && arn.split('/').at(-1) === role);
}

export function readBreakGlassUse(event: BusEvent, role: string, words: Words): Notification {
  const error = textAt(event.detail, 'errorCode');
  return {
    ...recordFacts(event, words),
    source: 'BreakGlass',
    type: role,
    severity: error === undefined ? 8 : 6,
    headline: `Break-glass role ${role} ${error === undefined ? 'used' : 'tried'}`,
    what: words.breakGlass.what(role),
    details: error === undefined ? [] : [words.call.denied(error)],
    resource: { type: 'AWS::IAM::Role', name: role },
    next: words.breakGlass.next,
    ...(error === undefined ? {} : { isRefused: true }),
  };
}
