import type { SilencedRule } from './exceptions.ts';
import { isSilenced } from './exceptions.ts';
import { isQuiet } from './local-time.ts';
import type { Notification } from './notification.ts';
import { groupKeyOf } from './notification.ts';
import type { Policy } from './policy.ts';
import type { DigestReason } from './words/words.ts';

export type Decision =
  /** Nobody needs to know. */
  | { readonly kind: 'ignore'; readonly why: string }
  /** It is counted, and told once a day. */
  | { readonly kind: 'digest'; readonly reason: DigestReason }
  /** It is told now, unless something of its group was, or too much was told in this hour. */
  | { readonly kind: 'tell'; readonly group: string };

export interface Circumstances {
  /** ISO 8601. */
  readonly now: string;
  readonly exceptions: readonly SilencedRule[];
}

/** What becomes of it, as far as it can be said without knowing what was told before. */
export function decide(notification: Notification, policy: Policy, { now, exceptions }: Circumstances): Decision {
  const { pointless, rule, accountId, severity } = notification;
  if (pointless !== null) return { kind: 'ignore', why: pointless };
  if (rule !== null && isSilenced({ rule, accountId }, exceptions, { now, timeZone: policy.timeZone })) {
    return { kind: 'ignore', why: `an exception silences ${rule}` };
  }
  if (severity < policy.minimumSeverity) return leave('minor', policy);
  const { quietHours } = policy;
  if (quietHours && severity < quietHours.exceptSeverity && isQuiet(now, policy.timeZone, quietHours)) {
    return leave('quiet', policy);
  }
  return { kind: 'tell', group: groupKeyOf(notification) };
}

/** From here on, nothing is held back: these must not be missed among others. */
export const NEVER_CROWDED = 9;

/** What was told before. */
export interface Memory {
  /** False: something alike was told within the hours of a group. */
  readonly isFirst: boolean;
  /** Messages of this hour, this one included. */
  readonly messages: number;
}

export type Telling = 'tell' | 'tell-as-last' | Exclude<DigestReason, 'minor' | 'quiet'>;

export function decideByMemory(
  { severity }: Pick<Notification, 'severity'>,
  { messagesPerHour, digest }: Policy,
  { isFirst, messages }: Memory,
): Telling {
  if (!isFirst) return 'repeated';
  // Without a digest there is nowhere to put what is too much.
  if (severity >= NEVER_CROWDED || !digest || messages < messagesPerHour) return 'tell';
  return messages === messagesPerHour ? 'tell-as-last' : 'crowded';
}

function leave(reason: DigestReason, { digest }: Policy): Decision {
  return digest ? { kind: 'digest', reason } : { kind: 'ignore', why: 'there is no digest' };
}
