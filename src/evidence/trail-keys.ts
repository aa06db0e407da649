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
  readonly account: string;
  readonly region: string;
  /** Minute of its delivery, ISO 8601. */
  readonly time: string;
}

const DIGEST =
  /(?:^|\/)AWSLogs\/(?:o-[0-9a-z]+\/)?(\d{12})\/CloudTrail-Digest\/([a-z0-9-]+)\/\d{4}\/\d{2}\/\d{2}\/\1_CloudTrail-Digest_\2_(.+)_([a-z0-9-]+)_(\d{8}T\d{6}Z)(_backfill)?\.json\.gz$/;
const LOG =
  /(?:^|\/)AWSLogs\/(?:o-[0-9a-z]+\/)?(\d{12})\/CloudTrail[\w-]*\/([a-z0-9-]+)\/\d{4}\/\d{2}\/\d{2}\/\1_CloudTrail[\w-]*_\2_(\d{8}T\d{4}Z)_\w+\.json\.gz$/;

/** Null for anything that is no digest file. */
export function parseDigestKey(key: string): DigestKey | null {
  const [, account, region, trail, homeRegion, stamp, backfill] = DIGEST.exec(key) ?? [];
  if (!account || !region || !trail || !homeRegion || !stamp) return null;
  return { key, account, region, trail, homeRegion, time: timeOf(stamp), isBackfill: backfill !== undefined };
}

/** Null for anything that is no log file. */
export function parseLogKey(key: string): LogKey | null {
  const [, account, region, stamp] = LOG.exec(key) ?? [];
  if (!account || !region || !stamp) return null;
  return { key, account, region, time: timeOf(stamp) };
}

/** `20260131T2355Z` and `20260131T235501Z` → `2026-01-31T23:55:00Z`, `2026-01-31T23:55:01Z` */
function timeOf(stamp: string): string {
  const [, year, month, day, hour, minute, second = '00'] =
    /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?Z$/.exec(stamp) ?? [];
  return `${year}-${month}-${day}T${hour}:${minute}:${second || '00'}Z`;
}
