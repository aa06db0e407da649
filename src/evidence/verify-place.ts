import type { ObjectStore } from '../archive/object-store.ts';
import { UnreadableObject } from '../archive/unreadable-object.ts';
import { MetsukeError } from '../domain/errors.ts';
import { note } from '../domain/say.ts';
import { type Chain, type Judgement, makeChain, type StoredDigest } from './chain.ts';
import type { ListedLog } from './digest.ts';
import type { Hasher } from './hasher.ts';
import type { KeyRing } from './key-ring.ts';
import { type Ledger, makeLedger } from './ledger.ts';
import { conclude } from './place-end.ts';
import { makeRecorder, makeTally, type PlaceResult, type Recorder, resultOf, type Tally } from './place-result.ts';
import type { Place } from './places.ts';
import { type Backlog, makeBacklog, mapInOrder, type Pool } from './pool.ts';
import { listDigests, readDigest } from './read-digest.ts';
import { isWithin, type Span } from './span.ts';
import { type DigestKey, parseLogKey } from './trail-keys.ts';

export interface PlaceContext {
  readonly store: ObjectStore;
  /** A folder: its objects may have lost their metadata, and which bucket they were in is not known. */
  readonly isCopy: boolean;
  /** Null in a folder. */
  readonly bucket: string | null;
  readonly keyRing: KeyRing;
  readonly hasher: Hasher;
  readonly span: Span;
  /** The moment of the run, ISO 8601, by which digests should be here. */
  readonly asOf: string;
  /** Objects older than this were removed by the bucket's lifecycle, ISO 8601; null when nobody knows. */
  readonly expiredBefore: string | null;
  /** Requests of all places together. */
  readonly pool: Pool;
  readonly onProgress: (done: Progress) => void;
}

export interface Progress {
  readonly digests: number;
  readonly logs: number;
  readonly bytes: number;
}

const DIGESTS_AHEAD = 48;
const LOGS_UNDER_WAY = 128;

/** One place at work. */
interface Work {
  readonly context: PlaceContext;
  readonly recorder: Recorder;
  readonly tally: Tally;
  readonly ledger: Ledger;
  readonly backlog: Backlog;
}

/** Verifies the digests and log files of one account × region below one prefix, oldest first, in bounded memory. */
export async function verifyPlace(place: Place, context: PlaceContext): Promise<PlaceResult> {
  const { store, span, pool } = context;
  const work: Work = {
    context,
    recorder: makeRecorder(place),
    tally: makeTally(),
    ledger: makeLedger(store, place, span),
    backlog: makeBacklog(LOGS_UNDER_WAY),
  };
  const chains = new Map<string, Chain>();
  const read = (key: DigestKey): Promise<StoredDigest> => pool.run(() => readDigest(key, context));
  for await (const stored of mapInOrder(listDigests(store, place, span), DIGESTS_AHEAD, read)) {
    await settle(chainOf(chains, stored.key).push(stored), work);
    // A file is listed in a digest of the day of its delivery or of the next; later only by a backfill.
    await work.ledger.settle(daysBefore(stored.key.time, 2));
  }
  for (const chain of chains.values()) await settle(chain.end(), work);
  await work.ledger.settle(null);
  await work.backlog.done();
  conclude(work);
  return resultOf(place, work);
}

function chainOf(chains: Map<string, Chain>, { trail, homeRegion, isBackfill }: DigestKey): Chain {
  const name = `${trail} ${homeRegion} ${isBackfill}`;
  const chain = chains.get(name) ?? makeChain();
  chains.set(name, chain);
  return chain;
}

function daysBefore(time: string, days: number): string {
  return new Date(Date.parse(time) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Writes down what is known of a digest, and checks the log files that it lists if it can be relied on. */
async function settle(judgement: Judgement | null, work: Work): Promise<void> {
  if (judgement === null) return;
  const { tally, context } = work;
  tally.judged(judgement);
  context.onProgress({ digests: 1, logs: 0, bytes: 0 });
  if (!judgement.isProven || judgement.stored.digest === null) return;
  for (const log of judgement.stored.digest.logFiles) {
    work.ledger.list(log.s3Object);
    if (isWithin(context.span, timeOf(log, judgement))) await work.backlog.add(() => checkLog(log, judgement, work));
  }
}

function timeOf(log: ListedLog, { stored }: Judgement): string {
  return parseLogKey(log.s3Object)?.time ?? stored.key.time;
}

async function checkLog(log: ListedLog, judgement: Judgement, work: Work): Promise<void> {
  const { context, tally, recorder } = work;
  const time = timeOf(log, judgement);
  const { hash, bytes, why } = await readHash(log, context);
  tally.logs += 1;
  tally.bytes += bytes;
  context.onProgress({ digests: 0, logs: 1, bytes });
  if (hash === log.hashValue.toLowerCase()) {
    tally.provenLogs += 1;
    return;
  }
  const listedBy = note`Listed by ${judgement.stored.key.key}`;
  if (hash !== 'missing') {
    const what =
      why ??
      (hash === 'damaged' ? note`its content cannot be inflated` : note`the SHA-256 of its content is another one`);
    recorder.find('log-changed', log.s3Object, time, `${listedBy}; ${what}.`);
  } else if (context.expiredBefore !== null && time < context.expiredBefore) {
    recorder.note(
      'expired',
      log.s3Object,
      note`Log files that are listed and older than the retention: the lifecycle removed them.`,
    );
  } else {
    recorder.find('log-missing', log.s3Object, time, note`${listedBy}; the archive does not have it.`);
  }
}

interface ReadHash {
  readonly hash: string;
  readonly bytes: number;
  readonly why?: string;
}

async function readHash(log: ListedLog, { store, pool, hasher }: PlaceContext): Promise<ReadHash> {
  return pool.run(async () => {
    try {
      const { body } = await store.get(log.s3Object);
      return { hash: (await hasher.hash(body)) ?? 'damaged', bytes: body.length };
    } catch (error) {
      if (error instanceof MetsukeError && error.code === 'not-found') return { hash: 'missing', bytes: 0 };
      if (error instanceof UnreadableObject) return { hash: 'unreadable', bytes: 0, why: note`it ${error.why}` };
      throw error;
    }
  });
}
