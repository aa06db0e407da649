import type { BucketsPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { isBucketAbsent, isBucketOfOthers } from './quirks.ts';

export function makeBuckets(clients: Clients, region: string): BucketsPort {
  return {
    async exists(name) {
      const s3 = await clients('s3', region);
      try {
        await s3.headBucket({ Bucket: name });
        return true;
      } catch (error) {
        if (isBucketAbsent(error)) return false;
        if (isBucketOfOthers(error)) return true;
        throw error;
      }
    },
  };
}
