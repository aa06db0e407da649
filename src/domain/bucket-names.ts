import { NAMES } from './names.ts';

/** Of one bucket: `<prefix>-logs-<account>-<region>`. */
export interface BucketPlace {
  readonly prefix: string;
  readonly account: string;
  readonly region: string;
}

/** Kinds of buckets with files of the archive; results of Athena are not among them. */
export const ARCHIVE_BUCKETS = [NAMES.bucket.guardDuty, NAMES.bucket.logs, NAMES.bucket.accessLogs, NAMES.bucket.trail];

export type BucketKind = (typeof NAMES.bucket)[keyof typeof NAMES.bucket];

export function bucketName(kind: BucketKind, { prefix, account, region }: BucketPlace): string {
  return `${prefix}-${kind}-${account}-${region}`;
}

/** `<prefix>-trail-…` or `<prefix>-logs-…`: where the trail delivers. Only a bucket of its own can have Object Lock. */
export function trailBucketKind({ cloudTrail }: TrailSettings): 'logs' | 'trail' {
  return cloudTrail.mode !== 'OFF' && cloudTrail.objectLock.enabled ? NAMES.bucket.trail : NAMES.bucket.logs;
}

interface TrailSettings {
  readonly cloudTrail: { readonly mode: string; readonly objectLock: { readonly enabled: boolean } };
}
