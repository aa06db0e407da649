import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CuratedFiles } from '../archive/compact/files.ts';
import type { CuratedPlace } from '../archive/compact/place.ts';
import type { TableBucket } from '../archive/compact/table-bucket.ts';
import { parseBucketAddress } from '../domain/bucket-address.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import { type ArchiveOptions, type OpenArchive, parseOwner } from './open-archive.ts';
import { loadConfiguration, type Session } from './session.ts';

export interface CuratedOptions extends ArchiveOptions {
  /** A folder, or `s3://bucket/prefix`; false: log files only; absent: where it is expected. */
  readonly curated?: string | boolean;
  /** The account that this bucket must belong to. */
  readonly curatedOwner?: string;
}

/** A folder, or a bucket with the account that it must belong to; without one: the account that reads the archive. */
export interface CuratedLocation {
  readonly location: string;
  readonly owner?: AccountId;
}

/**
 * Where the curated table is: what is named, else in the folder of the archive, else what metsuke.yaml says of the archive
 * that it leads to. Undefined when there is none.
 */
export async function findCurated(session: Session, options: CuratedOptions): Promise<CuratedLocation | undefined> {
  const { curatedOwner } = options;
  const found = await findPlace(session, options);
  if (curatedOwner === undefined) return found;
  if (found === undefined || !isBucket(found.location)) {
    throw new MetsukeError('usage', say`--curated-owner says whose a bucket must be, and no bucket is named.`, {
      hint: say`Name it as s3://bucket/prefix, or leave --curated-owner out.`,
    });
  }
  return { ...found, owner: parseOwner('--curated-owner', curatedOwner) };
}

async function findPlace(
  session: Session,
  { archive, bucket, curated }: CuratedOptions,
): Promise<CuratedLocation | undefined> {
  if (curated === false) return undefined;
  if (typeof curated === 'string') return { location: curated };
  if (archive !== undefined) return { location: archive };
  if (bucket !== undefined) return undefined;
  try {
    const { curated: location, curatedOwner } = (await loadConfiguration(session)).config.reports;
    if (location === undefined) return undefined;
    return { location, ...(curatedOwner && { owner: curatedOwner as AccountId }) };
  } catch (error) {
    // Whoever opens the archive hears of it; without one there is no table either.
    if (error instanceof MetsukeError && error.code === 'config-not-found') return undefined;
    throw error;
  }
}

/** For whoever writes it, or asks what there is. */
export async function openCuratedPlace(
  session: Session,
  place: CuratedLocation,
  archive: OpenArchive,
): Promise<CuratedPlace> {
  const bucket = await openTable(place, archive);
  if (bucket !== undefined) {
    const { keepInBucket } = await import('../archive/compact/bucket-place.ts');
    return keepInBucket(bucket, () => session.clock.now());
  }
  const { keepInFolder } = await import('../archive/compact/folder-place.ts');
  return keepInFolder(place.location);
}

/** For queries. */
export async function openCuratedFiles(
  session: Session,
  place: CuratedLocation,
  archive: OpenArchive,
): Promise<CuratedFiles> {
  const bucket = await openTable(place, archive);
  if (bucket !== undefined) {
    const { mirrorBucket } = await import('../archive/compact/mirror.ts');
    const name = createHash('sha256').update(bucket.location).digest('hex').slice(0, 16);
    return mirrorBucket(bucket, cacheFolder(session, 'curated', name));
  }
  const { filesInFolder } = await import('../archive/compact/files.ts');
  return filesInFolder(place.location);
}

/** What was fetched once. */
export function cacheFolder({ environment }: Session, ...names: readonly string[]): string {
  return join(environment.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'metsuke', ...names);
}

/** As whom the archive is read. Undefined for a folder. */
async function openTable(
  { location, owner }: CuratedLocation,
  { connection, account }: OpenArchive,
): Promise<TableBucket | undefined> {
  if (!isBucket(location)) return undefined;
  const address = parseBucketAddress(location);
  if (address === undefined) {
    throw new MetsukeError('usage', say`${location} is no address of a bucket.`, {
      hint: say`Write s3://bucket or s3://bucket/prefix.`,
    });
  }
  const { openTableBucket } = await import('../aws/table-bucket.ts');
  return openTableBucket({ ...connection, ...address, owner: owner ?? (await account()) });
}

function isBucket(location: string): boolean {
  return /^s3:/i.test(location);
}
