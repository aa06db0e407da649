import type { Notification } from './notification.ts';
import { groupKeyOf } from './notification.ts';
import type { DigestReason } from './words/words.ts';

/** What is counted for the digest: alike things in one account. */
export interface DigestLine {
  readonly key: string;
  readonly reason: DigestReason;
  readonly severity: number;
  readonly source: string;
  readonly accountId: string;
  readonly what: string;
  /** Of the first one. */
  readonly resource: string;
  /** ISO 8601, of the last one. */
  readonly last: string;
  readonly count: number;
}

export function digestLineOf(notification: Notification, reason: DigestReason): DigestLine {
  const { severity, source, accountId, what, resource, at } = notification;
  return {
    key: `${reason}|${groupKeyOf(notification)}`,
    reason,
    severity,
    source,
    accountId,
    what: what.slice(0, 200),
    resource: resource === null ? '' : `${resource.type} ${resource.name}`.slice(0, 200),
    last: at,
    count: 1,
  };
}

/** The gravest first, then what happened most. */
export function inOrder(lines: readonly DigestLine[]): readonly DigestLine[] {
  return [...lines].sort((a, b) => b.severity - a.severity || b.count - a.count || (a.key < b.key ? -1 : 1));
}
