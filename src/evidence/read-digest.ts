import { createHash } from 'node:crypto';
import type { ObjectContent, ObjectStore } from '../archive/object-store.ts';
import { UnreadableObject } from '../archive/unreadable-object.ts';
import type { StoredDigest } from './chain.ts';
import { type Digest, parseDigest } from './digest.ts';
import { inflate } from './inflate.ts';
import type { KeyRing } from './key-ring.ts';
import type { Place } from './places.ts';
import type { PublicKey } from './public-keys.ts';
import { isWithin, type Span, startOfDay } from './span.ts';
import { type DigestKey, parseDigestKey } from './trail-keys.ts';

/** The digest after the span lists files delivered at its end, and repeats the signature of the one before it. */
const HOURS_BEYOND = 2;

/** Digest files of a place, oldest day first; of one trail in the order of their time. */
export async function* listDigests(store: ObjectStore, place: Place, span: Span): AsyncGenerator<DigestKey> {
  const prefix = `${place.base}CloudTrail-Digest/${place.region}/`;
  const wanted: Span = { from: span.from, to: span.to && later(span.to, HOURS_BEYOND) };
  for await (const { key } of store.list(prefix, startOfDay(prefix, span.from))) {
    const parsed = parseDigestKey(key);
    if (parsed && wanted.to !== null && parsed.time.slice(0, 10) > wanted.to.slice(0, 10)) return;
    if (parsed && isWithin(wanted, parsed.time)) yield parsed;
  }
}

export interface DigestContext {
  readonly store: ObjectStore;
  /** A folder: its objects may have lost their metadata. */
  readonly isCopy: boolean;
  readonly keyRing: KeyRing;
}

export async function readDigest(key: DigestKey, context: DigestContext): Promise<StoredDigest> {
  try {
    return await readStored(key, context);
  } catch (error) {
    if (!(error instanceof UnreadableObject)) throw error;
    const nothing = { digest: null, hash: '', signature: null, mayLackSignature: false, publicKey: null };
    return { key, ...nothing, unreadable: error.why };
  }
}

async function readStored(key: DigestKey, { store, isCopy, keyRing }: DigestContext): Promise<StoredDigest> {
  const { body, metadata } = await store.get(key.key);
  const content = await inflate(body);
  const digest = content && parseDigest(content);
  return {
    key,
    digest,
    hash: content ? createHash('sha256').update(content).digest('hex') : '',
    signature: metadataOf(metadata, 'signature') ?? null,
    mayLackSignature: isCopy && Object.keys(metadata).length === 0,
    publicKey: digest && (await publicKeyOf(key, digest, { keyRing, metadata })),
  };
}

type Metadata = ObjectContent['metadata'];

/** Of the region where the events happened; the region of the trail is asked when that one does not know it. */
export function publicKeyOf(
  key: DigestKey,
  digest: Digest,
  from: { readonly keyRing: KeyRing; readonly metadata: Metadata },
): Promise<PublicKey | null> {
  // A backfill is signed when it is made, long after the hour that it is about.
  const generated = key.isBackfill ? metadataOf(from.metadata, 'backfill-generation-timestamp') : undefined;
  const regions = [key.region, key.homeRegion];
  return from.keyRing.find(digest.digestPublicKeyFingerprint, generated ?? digest.digestEndTime, regions);
}

function metadataOf(metadata: Metadata, name: string): string | undefined {
  return Object.entries(metadata).find(([each]) => each.toLowerCase() === name)?.[1];
}

function later(time: string, hours: number): string {
  return new Date(Date.parse(time) + hours * 3_600_000).toISOString();
}
