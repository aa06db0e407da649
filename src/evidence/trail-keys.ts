import { parseKey } from '../archive/layout.ts';

/** What the name of a digest file of CloudTrail says. */
export interface DigestKey {
  readonly key: string;
  readonly account: string;
  /** Where the events happened. */
  readonly region: string;
  readonly trail: string;
  /** Where the trail was made. */
  readonly homeRegion: string;
  /** End of the hour it covers, ISO 8601. */
  readonly time: string;
  /** Delivered later, for log files that were late; a chain of its own. */
  readonly isBackfill: boolean;
}

/** What the name of a log file of CloudTrail says. */
export interface LogKey {
  readonly key: string;
  /** Minute of its delivery, ISO 8601. */
  readonly time: string;
}

/** Null for anything that is no digest file. */
export function parseDigestKey(key: string): DigestKey | null {
  const parsed = parseKey(key);
  if (parsed?.kind !== 'cloudtrail-digest') return null;
  const { account, region, trail, trailRegion, endedAt, isBackfill } = parsed;
  return { key, account, region, trail, homeRegion: trailRegion, time: endedAt, isBackfill };
}

/** Null for anything that is no log file. */
export function parseLogKey(key: string): LogKey | null {
  const parsed = parseKey(key);
  if (parsed?.kind !== 'cloudtrail') return null;
  return { key, time: parsed.deliveredAt.replace('Z', ':00Z') };
}
