import pLimit from 'p-limit';
import type { Lead } from '../../domain/disturbance.ts';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { say } from '../../domain/say.ts';
import type { AccountPorts, Ports } from './ports.ts';
import type { ObservedRecording } from './snapshot.ts';
import { type Track, untracked } from './track.ts';

/** One trail or recorder of ours to ask about. */
export interface RecordingToAsk {
  readonly part: 'trail' | 'recorder';
  readonly account: AccountId;
  readonly region: string;
  /** Of ours. */
  readonly name: string;
  /** Who disturbed it, if an event told. */
  readonly entry: Lead | null;
  /** The management account: no role leads into it, and none is needed. */
  readonly isOwn: boolean;
}

const PLACES_AT_ONCE = 24;

/** Asks each of them whether it records. A place that lets nobody in is unknown, never well. */
export function readRecordings(
  ports: Ports,
  asked: readonly RecordingToAsk[],
  { role, track = untracked }: { readonly role: string; readonly track?: Track },
): Promise<readonly ObservedRecording[]> {
  const limit = pLimit(PLACES_AT_ONCE);
  const reads = asked.map((one) => limit(() => readOne(one.isOwn ? ports : ports.inAccount(one.account, role), one)));
  return Promise.all(reads.map((read) => track(say`what records, account × region`, read)));
}

async function readOne(
  { recordings }: Pick<AccountPorts, 'recordings'>,
  { part, account, region, name, entry }: RecordingToAsk,
): Promise<ObservedRecording> {
  const place = { part, account, region, name, entry };
  try {
    const { state, error } = await recordings.readState(part, name, region);
    return { ...place, state, ...(error !== null && { error }) };
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return { ...place, state: 'unknown', unseen: error.message };
  }
}
