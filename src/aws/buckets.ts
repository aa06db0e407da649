import type { BucketPresence, BucketsPort } from '../engine/observe/ports.ts';
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
        if (isBucketRefused(error)) return 'refused';
        throw error;
      }
    },
  };
}
