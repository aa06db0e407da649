import { dirname, resolve } from 'node:path';
import type { ObjectStore } from '../archive/object-store.ts';
import type { KeptPlace } from '../dashboard/history/kept-place.ts';
import { parseBucketAddress } from '../domain/bucket-address.ts';
import type { AccountId } from '../domain/ids.ts';
import { realPath } from '../files/real-path.ts';
import { findLogAccount, throughRole } from './open-archive.ts';
import { connectOptions, loadConfiguration, type Session } from './session.ts';

/** Where metsuke.yaml lets days and verifications be kept; undefined when it names no place. */
export async function openHistory(session: Session): Promise<KeptPlace | undefined> {
  const { config } = await loadConfiguration(session);
  const { history, historyOwner } = config.dashboard;
  if (history === undefined) return undefined;
  const address = parseBucketAddress(history);
  if (address === undefined) {
    const { keepInFolder } = await import('../dashboard/history/folder-place.ts');
    return keepInFolder(realPath(resolve(dirname(session.options.config), history)));
  }
  const [{ openTableBucket }, { keepInBucket }] = await Promise.all([
    import('../aws/table-bucket.ts'),
    import('../dashboard/history/bucket-place.ts'),
  ]);
  const log = await findLogAccount(session);
  const owner = (historyOwner as AccountId | undefined) ?? log.account;
  const connection = { ...connectOptions(session, config.homeRegion), ...throughRole(log, config.stackSets) };
  return keepInBucket(openTableBucket({ ...connection, ...address, owner }));
}

/** By which a verification is found again: a bucket, or the whole path of a folder, to which no link leads from elsewhere. */
export function verifiedLocation({ folder, location }: ObjectStore): string {
  return folder === undefined ? location : realPath(folder);
}
