import { isQuiet } from '../domain/local-time.ts';
import type { SilencedRule } from './exceptions.ts';
import { isSilenced } from './exceptions.ts';
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
  const { pointless, rule, accountId, severity, isRefused } = notification;
  if (pointless !== null) return { kind: 'ignore', why: pointless };
  if (rule !== null && isSilenced({ rule, accountId }, exceptions, { now, timeZone: policy.timeZone })) {
    return { kind: 'ignore', why: `an exception silences ${rule}` };
  }
  if (isRefused && policy.digest && severity < REFUSED_AND_TOLD) return leave('refused', policy);
  if (severity < policy.minimumSeverity) return leave('minor', policy);
  const { quietHours } = policy;
  if (quietHours && severity < quietHours.exceptSeverity && isQuiet(now, policy.timeZone, quietHours)) {
    return leave('quiet', policy);
  }
  return { kind: 'tell', group: groupKeyOf(notification) };
}

/** A refused call as grave as this is told at once: to leave or end the organization, to take a role for emergencies. */
const REFUSED_AND_TOLD = 6;
/** From here on, nothing is held back: these must not be missed among others. */
const NEVER_CROWDED = 7;
/** The same for what comes in hundreds. */
const NEVER_CROWDED_IN_MASS = 9;
/** So many times the messages of one account: what the whole organization has, beyond the first of each account. */
const ACCOUNTS_AT_ONCE = 10;

/** It has a message whatever was told before, and takes none from the others. */
export function isBeyondBudget({
  severity,
  isRefused,
  isMass,
}: Pick<Notification, 'severity' | 'isRefused' | 'isMass'>) {
  return isRefused === true || severity >= (isMass ? NEVER_CROWDED_IN_MASS : NEVER_CROWDED);
}

/** What was told before. */
export interface Memory {
  /** False: something alike was told within the hours of a group. */
  readonly isFirst: boolean;
  /** Messages of this hour about its account, this one included; those beyond the budget are not counted. */
  readonly messages: number;
  /** The same about all accounts. */
  readonly ofAll: number;
}

export type Telling = 'tell' | 'tell-as-last' | Extract<DigestReason, 'repeated' | 'crowded'>;

export function decideByMemory(
  notification: Pick<Notification, 'severity' | 'isRefused' | 'isMass'>,
  { messagesPerHour, digest }: Policy,
  { isFirst, messages, ofAll }: Memory,
): Telling {
  if (!isFirst) return 'repeated';
  // Without a digest there is nowhere to put what is too much.
  if (isBeyondBudget(notification) || !digest) return 'tell';
  // However many accounts are loud, the first message of each is told.
  if (messages > 1 && ofAll > messagesPerHour * ACCOUNTS_AT_ONCE) return 'crowded';
  if (messages === messagesPerHour) return 'tell-as-last';
  return messages < messagesPerHour ? 'tell' : 'crowded';
}

function leave(reason: DigestReason, { digest }: Policy): Decision {
  return digest ? { kind: 'digest', reason } : { kind: 'ignore', why: 'there is no digest' };
}
