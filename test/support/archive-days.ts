import type { S3 } from '@aws-sdk/client-s3';
import { awsOf } from './aws.ts';
import { LOG } from './rehearsal.ts';
import type { TestSandbox } from './sandbox.ts';

const BUCKET = `aws-organizations-logs-${LOG}-ap-northeast-1`;
/** Of a log file or a digest of CloudTrail: account, what it is, region, day. */
const KEY = /\/(\d{12})\/(CloudTrail|CloudTrail-Digest)\/[^/]+\/(\d{4})\/(\d{2})\/(\d{2})\//;

/** By another way than Metsuke: on how many days, from the first, the bucket has log files of each account. */
export async function readDays(sandbox: TestSandbox, firstDay: string): Promise<Readonly<Record<string, number>>> {
  const days = new Map<string, Set<string>>();
  for (const { account, kind, day } of await listKeys(awsOf(sandbox, LOG).s3)) {
    const known = days.get(account) ?? new Set();
    days.set(account, known);
    if (kind === 'CloudTrail' && day >= firstDay) known.add(day);
  }
  return Object.fromEntries([...days].map(([account, each]) => [account, each.size]));
}

async function listKeys(s3: S3) {
  const keys: ReturnType<typeof parseKey>[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.listObjectsV2({ Bucket: BUCKET, ContinuationToken });
    keys.push(...(page.Contents ?? []).map(({ Key = '' }) => parseKey(Key)).filter(({ account }) => account !== ''));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return keys;
}

function parseKey(key: string) {
  const [, account = '', kind = '', year, month, date] = KEY.exec(key) ?? [];
  return { account, kind, day: `${year}-${month}-${date}` };
}
