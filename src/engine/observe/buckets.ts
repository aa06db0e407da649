import pLimit from 'p-limit';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { say } from '../../domain/say.ts';
import type { AccountPorts, BucketsPort, Ports } from './ports.ts';
import type { ObservedBucket } from './snapshot.ts';
import { isDeployed } from './stack-status.ts';
import { type Track, untracked } from './track.ts';

/** A name of ours, and where the bucket of that name shall be. */
export interface BucketToLookAt {
  readonly name: string;
  readonly blueprint: string;
  readonly account: AccountId;
  readonly region: string;
  /** The management account: no role leads into it, and none is needed. */
  readonly isOwn: boolean;
  /** Of the stack instance that failed, or that CloudFormation leaves out; null: there is none. */
  readonly stackId: string | null;
  /** A stack of ours made it. Buckets are deleted and their names taken while the stack stays as it was. */
  readonly isMade: boolean;
}

const BUCKETS_AT_ONCE = 24;

/** A call for each name, one more where a bucket is there and a stack too. */
export function readBuckets(
  ports: Ports,
  buckets: readonly BucketToLookAt[],
  { role, track = untracked }: { readonly role: string; readonly track?: Track },
): Promise<readonly ObservedBucket[]> {
  const limit = pLimit(BUCKETS_AT_ONCE);
  const looks = buckets.map((bucket) =>
    limit(() => look(bucket.isOwn ? ports : ports.inAccount(bucket.account, role), bucket)),
  );
  return Promise.all(looks.map((found) => track(say`owners of buckets`, found)));
}

type Looked = { readonly buckets: BucketsPort } & Pick<AccountPorts, 'stacks'>;

async function look({ buckets, stacks }: Looked, bucket: BucketToLookAt): Promise<ObservedBucket> {
  const { name, blueprint, account, region, stackId, isMade } = bucket;
  const seen = { name, blueprint, account, region };
  try {
    const presence = await buckets.readPresence(name, account, region);
    if (isMade) return { ...seen, presence: AFTERWARDS[presence] };
    const stack = presence === 'owned' && stackId !== null ? await stacks.read(stackName(stackId), region) : null;
    return { ...seen, presence: stack !== null && isDeployed(stack) ? 'deployed' : presence };
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return { ...seen, presence: 'unseen', unseen: error.message };
  }
}

/** What is found where a stack of ours made a bucket. */
const AFTERWARDS = { owned: 'deployed', absent: 'gone', refused: 'lost', elsewhere: 'lost' } as const;

function stackName(stackId: string): string {
  return stackId.split('/')[1] ?? stackId;
}
