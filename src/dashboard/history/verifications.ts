import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import * as z from 'zod';
import { say } from '../../domain/say.ts';
import type { Verified } from '../posture/schema.ts';
import { type KeptPlace, Unusable } from './kept-place.ts';

const count = z.int().min(0);
const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)));

/** What is kept of one run of `metsuke evidence verify` over all accounts and regions of an archive. */
const verificationSchema = z.strictObject({
  format: z.literal('metsuke-verification/1'),
  /** `s3://bucket`, or the whole path of a folder. */
  location: z.string(),
  at: z.iso.datetime(),
  /** Log files delivered from then until then were asked for; null: from the first, until it ran. */
  span: z.strictObject({ from: time.nullable(), to: time.nullable() }),
  keySource: z.string(),
  findings: count,
  digests: count,
  provenDigests: count,
  logs: count,
  provenLogs: count,
});
export type VerificationResult = z.infer<typeof verificationSchema>;

/** The newest result of an archive takes the place of the one before. */
export async function keepVerification(place: KeptPlace, result: VerificationResult): Promise<string | undefined> {
  const refused = whyNot(place, result.location);
  if (refused !== undefined) return refused;
  const name = nameOf(result.location);
  const isKept = await place.write(name, `${JSON.stringify(result, null, 2)}\n`);
  return isKept ? undefined : say`${name} was written by another run at the same time`;
}

export interface Found {
  /** Null: none is kept, or what is kept does not reach back to the first day. */
  readonly verified: Verified | null;
  /** Why a file that is there was left out. */
  readonly problem: string | null;
}

interface Asked {
  readonly location: string;
  readonly firstDay: string;
  /** ISO 8601. */
  readonly now: string;
}

/** The result that is kept of an archive, if it covers all that was delivered since the first day. */
export async function findVerification(place: KeptPlace, asked: Asked): Promise<Found> {
  const refused = whyNot(place, asked.location);
  if (refused !== undefined) return { verified: null, problem: refused };
  const name = nameOf(asked.location);
  const leftOut = (reason: string): Found => ({ verified: null, problem: `${name} ${reason}` });
  try {
    const body = await place.read(name);
    if (body === undefined) return { verified: null, problem: null };
    const parsed = verificationSchema.safeParse(JSON.parse(Buffer.from(body).toString()));
    if (!parsed.success) return leftOut(say`is no result of a verification`);
    if (parsed.data.location !== asked.location) return leftOut(say`is of another archive`);
    if (Date.parse(parsed.data.at) > Date.parse(asked.now)) return leftOut(say`is of a day that has not come yet`);
    return { verified: covering(parsed.data, place, asked.firstDay), problem: null };
  } catch (error) {
    if (error instanceof Unusable) return leftOut(error.message);
    if (error instanceof SyntaxError) return leftOut(say`is no JSON`);
    throw error;
  }
}

/** Null where it begins too late or ended too early, or where no digest listed a log file: then no finding is no good news. */
function covering(
  { at, span, keySource, findings, digests, provenDigests, logs, provenLogs }: VerificationResult,
  { location: keptIn }: KeptPlace,
  firstDay: string,
): Verified | null {
  const until = span.to !== null && Date.parse(span.to) < Date.parse(at) ? span.to : at;
  const isTooLate = span.from !== null && Date.parse(span.from) > Date.parse(firstDay);
  if (isTooLate || Date.parse(until) < Date.parse(firstDay) || (findings === 0 && provenLogs === 0)) return null;
  return { at, from: span.from, until, keySource, keptIn, findings, digests, provenDigests, logs, provenLogs };
}

/** Who hands out an archive could say in it that all is proven: what is kept within it proves nothing. */
function whyNot(place: KeptPlace, location: string): string | undefined {
  const isBucket = location.startsWith('s3://');
  const below = (whole: string, part: string): boolean =>
    part === whole || part.startsWith(whole + (isBucket ? '/' : sep));
  if (!below(location, place.location) && !below(place.location, location)) return undefined;
  return say`lies in the archive itself: what it says of a verification counts for nothing there`;
}

/** One of each archive; of what it is called, nothing becomes a name. */
function nameOf(location: string): string {
  return `verified-${createHash('sha256').update(location).digest('hex').slice(0, 16)}.json`;
}
