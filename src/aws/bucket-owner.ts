import type { S3 } from '@aws-sdk/client-s3';

/** Signed like every header; S3 answers 403 where the bucket belongs to another account. */
export const OWNER_HEADER = 'x-amz-expected-bucket-owner';

/**
 * Every request of this client says to whom its bucket must belong. Names of buckets are guessable and global: without it, a
 * bucket of that name in a stranger's account is read, or written to, as readily as ours.
 */
export function requireOwner(s3: S3, owner: string): S3 {
  s3.middlewareStack.add(
    (next) => (call) => next({ ...call, input: { ...call.input, ExpectedBucketOwner: owner } as typeof call.input }),
    { step: 'initialize', name: 'requireBucketOwner', override: true },
  );
  return s3;
}
