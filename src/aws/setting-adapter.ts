import type { SettingValues } from '../domain/setting.ts';
import type { Clients } from './clients.ts';

/** How AWS is asked for the values of a setting, and told them. Both by name; what is not named is left alone. */
export interface SettingAdapter {
  read(clients: Clients, names: readonly string[], region: string): Promise<SettingValues>;
  put(clients: Clients, values: SettingValues, region: string): Promise<void>;
}
