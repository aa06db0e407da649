import { createHash } from 'node:crypto';
import type { ObjectStore } from '../archive/object-store.ts';
import { rootsOf } from '../archive/tables/aws-logs.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import { type AccessRow, makeRow } from './row.ts';

/** Reviews in the archive; see `archive/tables/access-reviews.ts`. */
const FOLDER = 'access-reviews/';

interface ConfirmedLine {
  readonly row: AccessRow;
  readonly decision: string;
  readonly remark: string;
}

/** What the owner of an account has confirmed, as it is kept. */
export interface Confirmed {
  readonly account: AccountId;
  /** Id of the snapshot. */
  readonly snapshot: string;
  /** ISO 8601: when the sheet was imported. A signature of SSH has no time in it. */
  readonly reviewedAt: string;
  readonly reviewer: string;
  /** `SHA256:…` of a key of SSH, or the ARN of a key of AWS KMS. */
  readonly signingKey: string;
  readonly sheetSha256: string;
  readonly lines: readonly ConfirmedLine[];
}

export function confirmedKey({ account, snapshot }: Pick<Confirmed, 'account' | 'snapshot'>): string {
  return `${FOLDER}confirmed/${account}/${snapshot}.json`;
}

/** The sheet and its signature, byte by byte, by which anybody can verify what was confirmed. */
export function sheetKeys({ account, snapshot, sheetSha256 }: Omit<Confirmed, 'lines'>) {
  const name = `${FOLDER}signed/${account}/${snapshot}-${sheetSha256.slice(0, 16)}.csv`;
  return { sheet: name, signature: `${name}.sig`, publicKey: `${name}.pem` };
}

export function hashOfSheet(sheet: Uint8Array): string {
  return createHash('sha256').update(sheet).digest('hex');
}

/** Fields of a row that a review keeps: all but the account, which is in the key, and what a snapshot says of itself. */
const KEPT = [
  ...(['kind', 'holder', 'holderid', 'via', 'access', 'condition', 'password', 'mfa', 'accesskeys'] as const),
  ...(['lastuse', 'state'] as const),
];

/** One JSON object a line, as the table reads it. */
export function serializeConfirmed({ lines, ...review }: Confirmed): string {
  const about = {
    reviewtime: review.reviewedAt,
    snapshot: review.snapshot,
    reviewer: review.reviewer,
    signingkey: review.signingKey,
    sheetsha256: review.sheetSha256,
  };
  return lines
    .map(({ row, decision, remark }) => {
      const fields = Object.fromEntries(KEPT.map((field) => [field, row[field]]));
      return `${JSON.stringify({ ...about, decision, remark, ...fields })}\n`;
    })
    .join('');
}

/** Every review of an account, in the order of their snapshots. */
export async function readConfirmed(archive: ObjectStore, account: AccountId): Promise<readonly Confirmed[]> {
  const found: Confirmed[] = [];
  for (const root of await rootsOf(archive, FOLDER)) {
    for await (const { key } of archive.list(`${root}${FOLDER}confirmed/${account}/`)) {
      if (key.endsWith('.json')) found.push(parseConfirmed(account, key, (await archive.get(key)).body));
    }
  }
  return found.sort((a, b) => (a.snapshot < b.snapshot ? -1 : 1));
}

function parseConfirmed(account: AccountId, key: string, body: Uint8Array): Confirmed {
  const lines = Buffer.from(body)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => fieldsOf(line, key));
  const [first] = lines;
  if (first === undefined) throw noReview(key);
  const text = (fields: Readonly<Record<string, unknown>>, name: string): string => String(fields[name] ?? '');
  return {
    account,
    snapshot: text(first, 'snapshot'),
    reviewedAt: text(first, 'reviewtime'),
    reviewer: text(first, 'reviewer'),
    signingKey: text(first, 'signingkey'),
    sheetSha256: text(first, 'sheetsha256'),
    lines: lines.map((fields) => ({
      row: makeRow({
        account,
        ...(Object.fromEntries(KEPT.map((field) => [field, text(fields, field)])) as Pick<AccessRow, 'kind'>),
      }),
      decision: text(fields, 'decision'),
      remark: text(fields, 'remark'),
    })),
  };
}

function fieldsOf(line: string, key: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    throw noReview(key);
  }
}

function noReview(key: string): MetsukeError {
  return new MetsukeError('aws-error', say`${key} is no review of access.`, {
    hint: say`Metsuke writes such objects and never changes them: ask who did.`,
  });
}
