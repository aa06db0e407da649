import type { SettingValues } from '../domain/setting.ts';
import type { Clients } from './clients.ts';

/** How AWS is asked for the values of a setting, and told them. Both by name; what is not named is left alone. */
export interface SettingAdapter {
  /** @param wanted the values of the names that are read, so that what AWS spells otherwise is told as it is wanted */
  read(clients: Clients, wanted: SettingValues, region: string): Promise<SettingValues>;
  put(clients: Clients, values: SettingValues, region: string): Promise<void>;
}
