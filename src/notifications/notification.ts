/** Where an event comes from, as people name it. */
export type SourceName =
  | 'GuardDuty'
  | 'Config'
  | 'CloudTrail'
  | 'Root'
  | 'BreakGlass'
  | 'Health'
  | 'CloudWatch'
  | 'ImageBuilder'
  | 'AccessAnalyzer'
  | 'Other';

/** What happened, in the language of the reader. Who the account is comes later: names are looked up. */
export interface Notification {
  /** The same for an event that is delivered twice. */
  readonly id: string;
  readonly source: SourceName;
  /** What alike things have in common: a finding type, a Config rule, an API call. */
  readonly type: string;
  /** 0 to 10, as for GuardDuty. */
  readonly severity: number;
  readonly accountId: string;
  readonly region: string;
  /** ISO 8601. */
  readonly at: string;
  /** A few words for the subject of a mail: English and ASCII in every language. */
  readonly headline: string;
  /** One sentence. */
  readonly what: string;
  /** More sentences, some of them AWS's own words. */
  readonly details: readonly string[];
  readonly resource: { readonly type: string; readonly name: string } | null;
  readonly actor: string | null;
  /** To the console. */
  readonly link: string;
  /** What to do, in this order. */
  readonly next: readonly string[];
  /** `organization`: every account reports the same thing, which is told once. */
  readonly scope: 'account' | 'organization';
  /** The Config rule that is broken, for its exceptions. */
  readonly rule: string | null;
  /** Why nobody needs to know, if so. */
  readonly pointless: string | null;
  /** AWS did not do what was asked: nothing changed. */
  readonly isRefused?: true;
  /** One thing can make hundreds of these at once: a Config rule that is switched on, sample findings. */
  readonly isMass?: true;
}

export type Level = 'low' | 'medium' | 'high' | 'critical';

/** GuardDuty's own boundaries. Numbers between its levels (3.9 to 4.0) belong to the lower one, so that none is lost. */
export function levelOf(severity: number): Level {
  if (severity >= 9) return 'critical';
  if (severity >= 7) return 'high';
  return severity >= 4 ? 'medium' : 'low';
}

/**
 * What is alike: it is told once, the others are counted. A graver one is told again, and so is another resource, except
 * when the call was refused: a refused call may name anything.
 */
export function groupKeyOf(notification: Notification): string {
  const name = notification.isRefused ? '-' : (notification.resource?.name ?? '-');
  return `${kindKeyOf(notification)}|${name}`.slice(0, 1_000);
}

/** The same without the name of the resource: a line of the digest. Nobody makes many lines by making up names. */
export function kindKeyOf({ source, type, accountId, scope, resource, severity }: Notification): string {
  const where = scope === 'organization' ? 'organization' : accountId;
  return [source, type, where, resource?.type ?? '-', levelOf(severity)].join('|');
}
