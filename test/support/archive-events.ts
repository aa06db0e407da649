import { gunzipSync } from 'node:zlib';
import { awsOf } from './aws.ts';
import { LOG } from './rehearsal.ts';
import type { TestSandbox } from './sandbox.ts';

const BUCKET = `aws-organizations-logs-${LOG}-ap-northeast-1`;
const LOG_FILE = /\/CloudTrail\/[^/]+\/(\d{4})\/(\d{2})\/(\d{2})\/[^/]+\.json\.gz$/;

interface Recorded {
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventName: string;
  readonly eventType: string;
  readonly recipientAccountId: string;
  readonly readOnly?: boolean;
  readonly userIdentity?: { readonly type?: string; readonly invokedBy?: string };
}

/** By another way than Metsuke: how often each call that changes something was made in each account, since a day. */
export async function countChanges(sandbox: TestSandbox, firstDay: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const event of (await readEvents(sandbox, firstDay)).values()) {
    if (event.eventTime < firstDay || !isChange(event)) continue;
    const key = `${event.recipientAccountId} ${event.eventName}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function isChange({ eventType, readOnly, userIdentity }: Recorded): boolean {
  const isOfService = eventType === 'AwsServiceEvent' || userIdentity?.type === 'AWSService';
  return readOnly === false && !isOfService && userIdentity?.invokedBy === undefined;
}

/** Each event once, by its id. */
async function readEvents(sandbox: TestSandbox, firstDay: string): Promise<ReadonlyMap<string, Recorded>> {
  const { s3 } = awsOf(sandbox, LOG);
  const events = new Map<string, Recorded>();
  const read = async (Key: string): Promise<void> => {
    const { Body } = await s3.getObject({ Bucket: BUCKET, Key });
    const text = gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array()).toString();
    for (const event of (JSON.parse(text) as { Records: Recorded[] }).Records) events.set(event.eventID, event);
  };
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.listObjectsV2({ Bucket: BUCKET, ContinuationToken });
    const keys = (page.Contents ?? []).map(({ Key = '' }) => Key);
    await Promise.all(keys.filter((key) => dayOf(key) >= firstDay).map(read));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return events;
}

/** Of a log file of CloudTrail; of anything else, empty. */
function dayOf(key: string): string {
  return LOG_FILE.exec(key)?.slice(1).join('-') ?? '';
}
