import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ArchiveObject } from './archive-object.ts';
import type { SigningKey } from './signing-key.ts';

/** Where CloudTrail delivers the log of one account × region. */
export interface Delivery {
  readonly bucket: string;
  /** `AWSLogs/o-8m3k2x/111111111111/` */
  readonly base: string;
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  readonly homeRegion: string;
}

/** A log file that was delivered. */
export interface DeliveredLog {
  readonly key: string;
  /** Hex SHA-256 of the inflated content. */
  readonly hash: string;
  /** ISO 8601, of the events in it. */
  readonly oldest: string;
  readonly newest: string;
}

/** What the next digest of the chain repeats. */
export interface PreviousDigest {
  readonly key: string;
  readonly hash: string;
  readonly signature: string;
}

export interface DigestInput {
  readonly delivery: Delivery;
  readonly signingKey: SigningKey;
  /** Without milliseconds: `2026-01-31T10:12:45Z`. */
  readonly start: string;
  readonly end: string;
  readonly logs: readonly DeliveredLog[];
  /** Null: the first of its chain. */
  readonly previous: PreviousDigest | null;
  /** When it was made, if it is a backfill. */
  readonly backfilledAt?: string;
}

/** A digest file as CloudTrail writes and signs it. */
export function makeDigest(input: DigestInput): { readonly object: ArchiveObject; readonly link: PreviousDigest } {
  const { delivery, signingKey, previous } = input;
  const key = digestKey(delivery, input.end, input.backfilledAt !== undefined);
  const content = JSON.stringify(contentOf(input, key));
  const hash = createHash('sha256').update(content).digest('hex');
  const text = [input.end, `${delivery.bucket}/${key}`, hash, previous?.signature ?? 'null'].join('\n');
  const signature = signingKey.sign(text);
  const metadata = {
    signature,
    'signature-algorithm': 'SHA256withRSA',
    ...(input.backfilledAt === undefined ? {} : { 'backfill-generation-timestamp': input.backfilledAt }),
  };
  return { object: { key, body: gzipSync(content), metadata }, link: { key, hash, signature } };
}

function contentOf({ delivery, signingKey, start, end, logs, previous }: DigestInput, key: string) {
  const times = logs.flatMap(({ oldest, newest }) => [oldest, newest]).sort();
  return {
    awsAccountId: delivery.account,
    digestStartTime: start,
    digestEndTime: end,
    digestS3Bucket: delivery.bucket,
    digestS3Object: key,
    digestPublicKeyFingerprint: signingKey.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: times.at(-1) ?? null,
    oldestEventTime: times[0] ?? null,
    previousDigestS3Bucket: previous ? delivery.bucket : null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.hash ?? null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: logs.map((log) => ({
      s3Bucket: delivery.bucket,
      s3Object: log.key,
      hashValue: log.hash,
      hashAlgorithm: 'SHA-256',
      newestEventTime: log.newest,
      oldestEventTime: log.oldest,
    })),
  };
}

function digestKey({ base, account, region, trail, homeRegion }: Delivery, end: string, isBackfill: boolean): string {
  const name = `${account}_CloudTrail-Digest_${region}_${trail}_${homeRegion}_${stampOf(end)}`;
  return `${base}CloudTrail-Digest/${region}/${folderOf(end)}/${name}${isBackfill ? '_backfill' : ''}.json.gz`;
}

/** `2026-01-31T10:12:45Z` → `20260131T101245Z` */
export function stampOf(time: string): string {
  return time.replaceAll(/[-:]/g, '');
}

/** `2026/01/31` */
export function folderOf(time: string): string {
  return time.slice(0, 10).replaceAll('-', '/');
}
