import type { ObjectStore } from '../archive/object-store.ts';
import type { Checkpoint } from './checkpoint.ts';
import { makeHasher } from './hasher.ts';
import { makeKeyRing } from './key-ring.ts';
import type { PlaceResult } from './place-result.ts';
import { findPlaces, type PlaceFilter } from './places.ts';
import { makePool, mapInOrder } from './pool.ts';
import type { PublicKeys } from './public-keys.ts';
import type { Span } from './span.ts';
import { type Progress, verifyPlace } from './verify-place.ts';

export interface VerifyOptions extends PlaceFilter {
  readonly store: ObjectStore;
  readonly publicKeys: PublicKeys;
  readonly span: Span;
  /** ISO 8601. */
  readonly asOf: string;
  /** Days after which the lifecycle of the bucket removes objects; absent: nobody knows. */
  readonly retentionDays?: number | undefined;
  readonly checkpoint?: Checkpoint | undefined;
  readonly onEvent?: (event: VerifyEvent) => void;
}

export type VerifyEvent =
  | ({ readonly type: 'progress' } & Progress)
  | { readonly type: 'place-done'; readonly result: PlaceResult; readonly fromCheckpoint: boolean };

export interface Verification {
  readonly location: string;
  readonly keySource: string;
  readonly asOf: string;
  readonly span: Span;
  readonly places: readonly PlaceResult[];
  readonly findingCount: number;
}

/** S3 answers thousands a second; more at once than this gains nothing on one machine, and costs memory. */
const REQUESTS = 48;
const PLACES_AT_ONCE = 6;

/** Every account, region and chain of the archive in one run. */
export async function verifyArchive(options: VerifyOptions): Promise<Verification> {
  const { store, span, asOf, checkpoint, onEvent = () => {} } = options;
  const context = {
    store,
    isCopy: bucketOf(store) === null,
    bucket: bucketOf(store),
    keyRing: makeKeyRing(options.publicKeys),
    hasher: makeHasher(),
    span,
    asOf,
    expiredBefore: expiryOf(options),
    pool: makePool(REQUESTS),
    onProgress: (progress: Progress) => onEvent({ type: 'progress', ...progress }),
  };
  const verified = mapInOrder(findPlaces(store, options), PLACES_AT_ONCE, async (place) => {
    const known = checkpoint?.find(place);
    const result = known ?? (await verifyPlace(place, context));
    if (!known) await checkpoint?.add(result);
    onEvent({ type: 'place-done', result, fromCheckpoint: known !== undefined });
    return result;
  });
  const places: PlaceResult[] = [];
  try {
    for await (const result of verified) places.push(result);
  } finally {
    await context.hasher.close();
  }
  const findingCount = places.reduce((sum, place) => sum + place.findingCount, 0);
  return { location: store.location, keySource: options.publicKeys.source, asOf, span, places, findingCount };
}

function bucketOf({ location }: ObjectStore): string | null {
  return /^s3:\/\/([^/]+)/.exec(location)?.[1] ?? null;
}

/** A lifecycle works once a day, and on whole days. */
function expiryOf({ retentionDays, asOf }: VerifyOptions): string | null {
  if (retentionDays === undefined) return null;
  return new Date(Date.parse(asOf) - (retentionDays - 1) * 86_400_000).toISOString();
}
