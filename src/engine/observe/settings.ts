import pLimit from 'p-limit';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { say } from '../../domain/say.ts';
import type { SettingValues } from '../../domain/setting.ts';
import type { Ports } from './ports.ts';
import type { ObservedSetting } from './snapshot.ts';
import { type Track, untracked } from './track.ts';

export interface SettingToRead {
  /** Of the blueprint. */
  readonly id: string;
  readonly account: AccountId;
  readonly region: string;
  readonly wanted: SettingValues;
  /** Name of the parameter there that remembers what was found. */
  readonly memory: string;
  /** The management account: no role leads into it, and none is needed. */
  readonly isOwn: boolean;
}

const PLACES_AT_ONCE = 24;

/** Asks where something is to be set, or may have been changed. What cannot be read is no error: the plan says so. */
export function readSettings(
  ports: Ports,
  places: readonly SettingToRead[],
  { role, track = untracked }: { readonly role: string; readonly track?: Track },
): Promise<readonly ObservedSetting[]> {
  const limit = pLimit(PLACES_AT_ONCE);
  const read = async ({ id, account, region, wanted, memory, isOwn }: SettingToRead): Promise<ObservedSetting> => {
    const { settings } = isOwn ? ports : ports.inAccount(account, role);
    try {
      const port = settings(id);
      const [values, remembered] = await Promise.all([port.read(wanted, region), port.recall(memory, region)]);
      return { id, account, region, values, remembered: remembered ?? {} };
    } catch (error) {
      if (!(error instanceof MetsukeError)) throw error;
      return { id, account, region, values: null, remembered: null, unseen: error.message };
    }
  };
  return Promise.all(
    places.map((place) =>
      track(
        say`what is set, account × region`,
        limit(() => read(place)),
      ),
    ),
  );
}
