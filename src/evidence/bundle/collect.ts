import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { METADATA_SUFFIX } from '../../archive/folder-store.ts';
import type { ObjectStore } from '../../archive/object-store.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { type Digest, parseDigest } from '../digest.ts';
import { inflate } from '../inflate.ts';
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
  const copies = mapInOrder(listWanted(options), OBJECTS_AHEAD, (wanted) => copy(wanted, options));
  for await (const { collected, publicKey } of copies) {
    objects.push(collected);
    if (publicKey) publicKeys.set(publicKey.fingerprint, publicKey);
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

async function copy({ key, time, place, digest }: Wanted, { store, folder, keyRing }: CollectOptions) {
  const { body, metadata } = await store.get(key);
  const file = join(folder, key);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, body);
  if (Object.keys(metadata).length > 0) {
    const sorted = Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)));
    await writeFile(`${file}${METADATA_SUFFIX}`, `${JSON.stringify(sorted)}\n`);
  }
  const content = await inflate(body);
  const collected: Collected = {
    key,
    kind: digest ? 'digest' : 'log',
    account: place.account,
    region: place.region,
    time,
    bytes: body.length,
    hash: createHash('sha256').update(body).digest('hex'),
    inflatedHash: content ? createHash('sha256').update(content).digest('hex') : '',
  };
  const parsed: Digest | null = digest && content && parseDigest(content);
  const publicKey = digest && parsed && (await publicKeyOf(digest, parsed, { keyRing, metadata }));
  return { collected, publicKey };
}
