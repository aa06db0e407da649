import type { Setting } from '../../blueprints/blueprint.ts';
import type { Config } from '../../config/schema.ts';
import type { SettingValues } from '../../domain/setting.ts';
import { DEFAULTS } from './names.ts';

/** In AWS's own values, so that what is found can be compared and put back. */
export const accountDefaultsSetting: Setting = {
  services: ['ec2', 'ssm'],
  wanted: ({ config }) => valuesOf(config),
};

export function valuesOf({ accountDefaults: wanted }: Pick<Config, 'accountDefaults'>): SettingValues {
  return {
    ...(wanted.ebsEncryption && { [DEFAULTS.ebsEncryption]: true }),
    ...(wanted.imdsV2 && { [DEFAULTS.imds]: 'required' }),
    ...(wanted.blockPublicSnapshots && { [DEFAULTS.snapshots]: 'block-all-sharing' }),
    ...(wanted.blockPublicImages && { [DEFAULTS.images]: 'block-new-sharing' }),
    ...(wanted.blockPublicDocuments && { [DEFAULTS.documents]: 'Disable' }),
  };
}
