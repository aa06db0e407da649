import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AccessStore } from '../access/store.ts';
import { logKeyPrefix } from '../blueprints/log-bucket.ts';
import { bucketName } from '../domain/bucket-names.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { OrganizationId } from '../domain/ids.ts';
import { NAMES } from '../domain/names.ts';
import { openInside } from '../files/inside.ts';
import { writeWhole } from '../files/write-whole.ts';
import { findLogAccount, openArchive, throughRole } from './open-archive.ts';
import { connectOptions, connectTo, loadConfiguration, type Session } from './session.ts';

export interface AccessStoreOptions {
  /** A copy of the archive in a folder, or a folder in which one begins. */
  readonly archive?: string;
}

/** The archive, to read snapshots and reviews from and to put new ones beside them. */
export async function openAccessStore(session: Session, { archive }: AccessStoreOptions): Promise<AccessStore> {
  if (archive !== undefined) {
    const { store } = await openArchive(session, { archive });
    return { archive: store, put: (key, body) => putIntoFolder(archive, key, body) };
  }
  const { store } = await openArchive(session, {});
  let bucket: ReturnType<typeof openLogBucket> | undefined;
  return {
    archive: store,
    async put(key, body) {
      bucket ??= openLogBucket(session);
      return (await (await bucket).write(key, Buffer.from(body), null)) !== null;
    },
  };
}

async function putIntoFolder(folder: string, key: string, body: string | Uint8Array): Promise<boolean> {
  const placed = openInside(folder).toWrite(key);
  if ('refused' in placed) throw new MetsukeError('file-failed', `${join(folder, key)} ${placed.refused}.`);
  await mkdir(dirname(placed.path), { recursive: true });
  try {
    await writeWhole(placed.path, body, { isNew: true });
    return true;
  } catch (error) {
    if (isThere(error)) return false;
    throw error;
  }
}

function isThere(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  return cause?.code === 'EEXIST';
}

/** Below the prefix of what services deliver, where Athena and Trino look. */
async function openLogBucket(session: Session) {
  const { config } = await loadConfiguration(session);
  const { homeRegion, resourcePrefix, stackSets } = config;
  const [{ openTableBucket }, log, organizationId] = await Promise.all([
    import('../aws/table-bucket.ts'),
    findLogAccount(session),
    organizationOf(session),
  ]);
  const bucket = bucketName(NAMES.bucket.logs, { prefix: resourcePrefix, account: log.account, region: homeRegion });
  return openTableBucket({
    ...connectOptions(session, homeRegion),
    ...throughRole(log, stackSets),
    bucket,
    owner: log.account,
    prefix: `${logKeyPrefix(config, organizationId)}/`,
  });
}

async function organizationOf(session: Session): Promise<OrganizationId> {
  const { config } = await loadConfiguration(session);
  if (config.organizationId !== undefined) return config.organizationId as OrganizationId;
  return (await (await connectTo(session, config.homeRegion)).organizations.readOrganization()).id;
}
