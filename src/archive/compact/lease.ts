import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { isDead } from './lock.ts';
import type { TableBucket } from './table-bucket.ts';

/** The right to write a table, which ends by itself when its holder gives no sign of life. */
export interface Lease {
  /** Holds it for longer. Rejects when it ended meanwhile and somebody else has it. */
  stay(): Promise<void>;
  giveBack(): Promise<void>;
}

export interface LeaseOptions {
  readonly bucket: TableBucket;
  readonly key: string;
  /** For people: `A compaction into s3://example-curated`. */
  readonly what: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** So long nobody else begins after a sign of life. */
const LEASE = 10 * 60_000;
/** A sign of life is given when the last one is so old. */
const SILENCE = 60_000;

interface Holder {
  readonly host: string;
  readonly process: number;
  /** ISO 8601. */
  readonly since: string;
  /** ISO 8601. Past: nobody holds it. */
  readonly until: string;
  /** Of this one time that it is held. */
  readonly id: string;
}

/**
 * One object that is only ever replaced by whoever knows what is in it, so that one of two gets it. Clocks that differ
 * may let two begin: then the first object that either replaces tells the other.
 */
export async function takeLease(options: LeaseOptions): Promise<Lease> {
  const { bucket, key, now } = options;
  const mine = { host: hostname(), process: process.pid, since: isoTime(now()), id: randomUUID() };
  const found = await bucket.read(key);
  const holder = found === undefined ? undefined : parseHolder(found.body);
  if (holder !== undefined && !isFree(holder, now())) throw inUse(options, holder);
  let signOfLife = now();
  let etag = await put(found?.etag ?? null);
  // Somebody else was quicker.
  if (etag === null) throw inUse(options, await readHolder(options));
  return {
    async stay() {
      if (now() - signOfLife < SILENCE) return;
      const time = now();
      etag = await put(etag);
      if (etag === null) throw taken(options, await readHolder(options));
      signOfLife = time;
    },
    async giveBack() {
      if (etag === null) return;
      // What was done is done: if nobody hears of it, the turn ends by itself.
      await bucket.write(key, encode({ ...mine, until: isoTime(now()) }), etag).catch(() => null);
    },
  };

  function put(expected: string | null): Promise<string | null> {
    return bucket.write(key, encode({ ...mine, until: isoTime(now() + LEASE) }), expected);
  }
}

function encode(holder: Holder): Uint8Array {
  return Buffer.from(`${JSON.stringify(holder)}\n`);
}

/** What is no lease is nobody's. */
function parseHolder(body: Uint8Array): Holder | undefined {
  try {
    const {
      host = '',
      process: id = 0,
      since = '',
      until = '',
      id: turn = '',
    } = JSON.parse(Buffer.from(body).toString()) as Partial<Holder>;
    return { host, process: id, since, until, id: turn };
  } catch {
    return undefined;
  }
}

async function readHolder({ bucket, key }: LeaseOptions): Promise<Holder | undefined> {
  const found = await bucket.read(key);
  return found === undefined ? undefined : parseHolder(found.body);
}

function isFree(holder: Holder, now: number): boolean {
  return !(Date.parse(holder.until) > now) || isDead(holder);
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function inUse({ what, bucket, key }: LeaseOptions, holder: Holder | undefined): MetsukeError {
  const until = holder === undefined ? say`in ten minutes` : say`at ${holder.until.slice(0, 19)}Z`;
  return new MetsukeError('archive-in-use', say`${what} is already running: ${describe(holder)}.`, {
    hint: say`Wait until it has ended. If it was killed, its turn ends ${until} (${bucket.location}/${key}).`,
  });
}

function taken({ what }: LeaseOptions, holder: Holder | undefined): MetsukeError {
  return new MetsukeError('archive-in-use', say`${what} was taken over by ${describe(holder)}.`, {
    hint: say`This one gave no sign of life for ten minutes. What it has finished is kept; repeat it when the other has ended.`,
  });
}

function describe(holder: Holder | undefined): string {
  if (holder === undefined) return say`another process`;
  return say`process ${holder.process} on ${holder.host} since ${holder.since.slice(0, 19)}Z`;
}
