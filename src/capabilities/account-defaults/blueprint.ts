import type { Blueprint } from '../../blueprints/blueprint.ts';
import { makeSettingRecord, settingRecordParameters } from '../../blueprints/setting-record.ts';
import { note } from '../../domain/say.ts';
import { accountDefaultsSetting, valuesOf } from './setting.ts';

const ID = 'account-defaults';

/** What every account starts with, set by a step; the stacks stand for it. */
export const accountDefaultsBlueprint: Blueprint = {
  id: ID,
  title: note`Defaults of EC2 and Systems Manager, in every governed account and region`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-AccountDefaults',
  destination: 'governed',
  regions: 'governed',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline'],
  sensitiveParameters: [],
  setting: accountDefaultsSetting,
  isEnabled: ({ accountDefaults }) => accountDefaults.enabled,
  template: () => makeSettingRecord(ID),
  parameters: ({ config }) => ({
    ManagedResourcePrefix: config.resourcePrefix,
    ...settingRecordParameters(valuesOf(config)),
  }),
};
