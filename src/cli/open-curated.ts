import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CuratedFiles } from '../archive/compact/files.ts';
import type { CuratedPlace } from '../archive/compact/place.ts';
import type { TableBucket } from '../archive/compact/table-bucket.ts';
import { parseBucketAddress } from '../domain/bucket-address.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { ArchiveOptions, OpenArchive } from './open-archive.ts';
import { loadConfiguration, type Session } from './session.ts';

export interface CuratedOptions extends ArchiveOptions {
  /** A folder, or `s3://bucket/prefix`; false: log files only; absent: where it is expected. */
  readonly curated?: string | boolean;
}

/**
 * Where the curated table is: what is named, else in the folder of the archive, else what metsuke.yaml says of the archive
 * that it leads to. Undefined when there is none.
 */
export async function findCurated(session: Session, options: CuratedOptions): Promise<string | undefined> {
  const { archive, bucket, curated } = options;
  if (curated === false) return undefined;
  if (typeof curated === 'string') return curated;
  if (archive !== undefined || bucket !== undefined) return archive;
  try {
    return (await loadConfiguration(session)).config.reports.curated;
  } catch (error) {
    // Whoever opens the archive hears of it; without one there is no table either.
    if (error instanceof MetsukeError && error.code === 'config-not-found') return undefined;
    throw error;
  }
}

/** For whoever writes it, or asks what there is. */
export async function openCuratedPlace(
  session: Session,
  location: string,
  archive: OpenArchive,
): Promise<CuratedPlace> {
  const bucket = await openTable(location, archive);
  if (bucket !== undefined) {
    const { keepInBucket } = await import('../archive/compact/bucket-place.ts');
    return keepInBucket(bucket, () => session.clock.now());
  }
  const { keepInFolder } = await import('../archive/compact/folder-place.ts');
  return keepInFolder(location);
}

/** For queries. */
export async function openCuratedFiles(
  session: Session,
  location: string,
  archive: OpenArchive,
): Promise<CuratedFiles> {
  const bucket = await openTable(location, archive);
  if (bucket !== undefined) {
    const { mirrorBucket } = await import('../archive/compact/mirror.ts');
    const name = createHash('sha256').update(bucket.location).digest('hex').slice(0, 16);
    return mirrorBucket(bucket, cacheFolder(session, 'curated', name));
  }
  const { filesInFolder } = await import('../archive/compact/files.ts');
  return filesInFolder(location);
}

/** What was fetched once. */
export function cacheFolder({ environment }: Session, ...names: readonly string[]): string {
  return join(environment.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'metsuke', ...names);
}

/** As whom the archive is read. Undefined for a folder. */
async function openTable(location: string, { connection }: OpenArchive): Promise<TableBucket | undefined> {
  if (!/^s3:/i.test(location)) return undefined;
  const address = parseBucketAddress(location);
  if (address === undefined) {
    throw new MetsukeError('usage', say`${location} is no address of a bucket.`, {
      hint: say`Write s3://bucket or s3://bucket/prefix.`,
    });
  }
  const { openTableBucket } = await import('../aws/table-bucket.ts');
  return openTableBucket({ ...connection, ...address });
}
