import type { SettingValues } from '../domain/setting.ts';
import type { Clients } from './clients.ts';

/** How AWS is asked for the values of a setting, and told them. Both by name; what is not named is left alone. */
export interface SettingAdapter {
  /** @param wanted the values of the names that are read, so that what AWS spells otherwise is told as it is wanted */
  read(access: AccountAccess, wanted: SettingValues, region: string): Promise<SettingValues>;
  /**
   * @param found what a look right before has shown. What cannot be made again goes only as far as it is there: empty when
   * all is given back, so that nothing of what came since goes.
   */
  put(access: AccountAccess, values: SettingValues, region: string, found: SettingValues): Promise<void>;
}

/** The ways into an account. None is taken before it is used. */
export interface AccountAccess {
  /** Of the account itself, through the bootstrap role in members. */
  readonly clients: Clients;
  /** For what only the management account can say or set. */
  readonly management: Clients;
  /** As the root user of a member, for one privileged task of IAM's: `IAMAuditRootUserCredentials`. */
  asRoot(task: string): Clients;
}
