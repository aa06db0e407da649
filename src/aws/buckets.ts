import type { S3 } from '@aws-sdk/client-s3';
import type { BucketsPort } from '../engine/observe/ports.ts';
import type { BucketPresence } from '../engine/observe/snapshot.ts';
import type { Clients } from './clients.ts';
import { isBucketAbsent, isBucketElsewhere, isBucketRefused } from './quirks.ts';

export function makeBuckets(clients: Clients): BucketsPort {
  return {
    async readPresence(name, owner, region): Promise<BucketPresence> {
      const s3 = await clients('s3', region);
      try {
        await s3.headBucket({ Bucket: name, ExpectedBucketOwner: owner });
        return 'owned';
      } catch (error) {
        if (isBucketAbsent(error)) return 'absent';
        if (isBucketElsewhere(error)) return 'elsewhere';
        if (isBucketRefused(error)) return (await isListed(s3, name)) ? 'owned' : 'refused';
        throw error;
      }
    },
  };
}

/** A policy can close a bucket of one's own as well. The list of the account's buckets knows whose it is. */
async function isListed(s3: S3, name: string): Promise<boolean> {
  try {
    const { Buckets = [] } = await s3.listBuckets({ Prefix: name, MaxBuckets: 1_000 });
    return Buckets.some(({ Name }) => Name === name);
  } catch (error) {
    if (isBucketRefused(error)) return false;
    throw error;
  }
}
