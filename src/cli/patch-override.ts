import { createHash } from 'node:crypto';
import type { Config } from '../config/schema.ts';
import { bucketName } from '../domain/bucket-names.ts';
import { NAMES } from '../domain/names.ts';
import type { BaselineOverride } from '../patching/override.ts';
import { findLogAccount, throughRole } from './open-archive.ts';
import { connectOptions, connectTo, type Session } from './session.ts';

/** Into the log bucket, where it stays as a record of what was installed out of turn. */
export async function publishOverride(
  session: Session,
  { homeRegion, resourcePrefix, stackSets, logs, organizationId }: Config,
  override: readonly BaselineOverride[],
): Promise<() => Promise<string>> {
  const { putOverride } = await import('../aws/patch-override.ts');
  const log = await findLogAccount(session);
  const prefix = logs.keyPrefix ?? organizationId ?? (await readOrganizationId(session, homeRegion));
  const body = `${JSON.stringify(override, null, 2)}\n`;
  const time = new Date(session.clock.now()).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return putOverride(
    {
      ...connectOptions(session, homeRegion),
      ...throughRole(log, stackSets),
      bucket: bucketName(NAMES.bucket.logs, { prefix: resourcePrefix, account: log.account, region: homeRegion }),
      owner: log.account,
    },
    { key: `${prefix}/patch-overrides/${time}-${digest}.json`, body },
  );
}

async function readOrganizationId(session: Session, homeRegion: string): Promise<string> {
  const { organizations } = await connectTo(session, homeRegion);
  return (await organizations.readOrganization()).id;
}
