import type { Notification } from './notification.ts';
import { kindKeyOf } from './notification.ts';
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
    key: `${reason}|${kindKeyOf(notification)}`,
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

/** At most so many lines of one account come before those of others, however grave they are. */
const OF_ONE_ACCOUNT = 10;

/** Those that a mail has room for, in order: one account does not push out what happened in the others. */
export function fairShare(lines: readonly DigestLine[], room: number): readonly DigestLine[] {
  const shown = new Map<string, number>();
  const isWithinShare = ({ accountId }: DigestLine) => {
    const number = (shown.get(accountId) ?? 0) + 1;
    shown.set(accountId, number);
    return number <= OF_ONE_ACCOUNT;
  };
  const ordered = inOrder(lines);
  const first = new Set(ordered.filter(isWithinShare));
  return inOrder([...first, ...ordered.filter((line) => !first.has(line))].slice(0, room));
}

/** The gravest first, then what happened most. */
export function inOrder(lines: readonly DigestLine[]): readonly DigestLine[] {
  return [...lines].sort((a, b) => b.severity - a.severity || b.count - a.count || (a.key < b.key ? -1 : 1));
}
