import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { METADATA_SUFFIX } from '../../archive/folder-store.ts';
import type { ObjectContent, ObjectStore } from '../../archive/object-store.ts';
import { UnreadableObject } from '../../archive/unreadable-object.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { type Inside, openInside } from '../../files/inside.ts';
import { makeRefusals, type Refusal } from '../../files/refusals.ts';
import { type Digest, parseDigest } from '../digest.ts';
import { hashInPieces, inflate } from '../inflate.ts';
import type { KeyRing } from '../key-ring.ts';
import { listFiles } from '../ledger.ts';
import { findPlaces, type Place, type PlaceFilter } from '../places.ts';
import { mapInOrder } from '../pool.ts';
import type { PublicKey } from '../public-keys.ts';
import { listDigests, publicKeyOf } from '../read-digest.ts';
import type { Span } from '../span.ts';
import type { DigestKey } from '../trail-keys.ts';

/** An object that went into the bundle. */
export interface Collected {
  readonly key: string;
  readonly kind: 'log' | 'digest';
  readonly account: string;
  readonly region: string;
  /** ISO 8601: delivery of a log file, end of a digest's hour. */
  readonly time: string;
  readonly bytes: number;
  /** Hex SHA-256 as stored, and inflated, which is what a digest lists; '' when it cannot be inflated. */
  readonly hash: string;
  readonly inflatedHash: string;
}

export interface Collection {
  /** By key. */
  readonly objects: readonly Collected[];
  readonly publicKeys: readonly PublicKey[];
  /** Left out, since no file can have their names or since they cannot be read; one for each reason. */
  readonly refused: readonly Refusal[];
}

export interface CollectOptions extends PlaceFilter {
  readonly store: ObjectStore;
  readonly keyRing: KeyRing;
  readonly span: Span;
  /** The objects go below it, by their keys. */
  readonly folder: string;
  readonly onProgress: (objects: number) => void;
}

const OBJECTS_AHEAD = 48;

interface Wanted {
  readonly key: string;
  readonly time: string;
  readonly place: Place;
  readonly digest: DigestKey | null;
}

/** Copies what was delivered in the span, byte for byte, with the digests that prove it and the keys that prove them. */
export async function collect(options: CollectOptions): Promise<Collection> {
  const objects: Collected[] = [];
  const publicKeys = new Map<string, PublicKey>();
  const refusals = makeRefusals();
  // The bundle is read on other machines, whose disks may not tell `A` from `a`.
  const inside = openInside(options.folder, { folds: true });
  const copies = mapInOrder(listWanted(options), OBJECTS_AHEAD, (wanted) => copy(wanted, options, inside));
  for await (const copied of copies) {
    if ('refused' in copied) {
      refusals.add(copied.key, copied.refused);
      continue;
    }
    objects.push(copied.collected);
    if (copied.publicKey) publicKeys.set(copied.publicKey.fingerprint, copied.publicKey);
    options.onProgress(1);
  }
  if (objects.length === 0) {
    throw new MetsukeError('not-found', say`Nothing was delivered for these accounts in this time.`, {
      hint: say`Times are UTC. metsuke evidence verify shows which accounts and days the archive has.`,
    });
  }
  const inOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return {
    objects: objects.sort((a, b) => inOrder(a.key, b.key)),
    publicKeys: [...publicKeys.values()].sort((a, b) => inOrder(a.fingerprint, b.fingerprint)),
    refused: refusals.list(),
  };
}

async function* listWanted(options: CollectOptions): AsyncGenerator<Wanted> {
  const { store, span } = options;
  for await (const place of findPlaces(store, options)) {
    for await (const digest of listDigests(store, place, span)) {
      yield { key: digest.key, time: digest.time, place, digest };
    }
    for await (const { key, time, hasLogName } of listFiles(store, place, span)) {
      if (hasLogName) yield { key, time, place, digest: null };
    }
  }
}

type Copied =
  | { readonly collected: Collected; readonly publicKey: PublicKey | null }
  | { readonly key: string; readonly refused: string };

async function copy(wanted: Wanted, { store, keyRing }: CollectOptions, inside: Inside): Promise<Copied> {
  const { key, time, place, digest } = wanted;
  const placed = inside.toWrite(key);
  if ('refused' in placed) return { key, refused: placed.refused };
  const found = await readOrReason(store, key);
  if ('refused' in found) return { key, refused: found.refused };
  const { body, metadata } = found;
  const file = placed.path;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, body);
  if (Object.keys(metadata).length > 0) {
    const sorted = Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)));
    await writeFile(`${file}${METADATA_SUFFIX}`, `${JSON.stringify(sorted)}\n`);
  }
  const content = digest && (await inflate(body));
  const collected: Collected = {
    key,
    kind: digest ? 'digest' : 'log',
    account: place.account,
    region: place.region,
    time,
    bytes: body.length,
    hash: createHash('sha256').update(body).digest('hex'),
    inflatedHash: (await hashInPieces(body)) ?? '',
  };
  const parsed: Digest | null = digest && content && parseDigest(content);
  const publicKey = digest && parsed && (await publicKeyOf(digest, parsed, { keyRing, metadata }));
  return { collected, publicKey };
}

/** One that is there and cannot be read is left out, with the reason; the others are still copied. */
async function readOrReason(store: ObjectStore, key: string): Promise<ObjectContent | { readonly refused: string }> {
  try {
    return await store.get(key);
  } catch (error) {
    if (error instanceof UnreadableObject) return { refused: error.why };
    throw error;
  }
}
