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
  // Events of its changes are told by rules that know of them.
  dependsOn: ['stackset-execution', 'account-baseline', 'notification-routes'],
  sensitiveParameters: [],
  lostWithIt: note`every account starts with less: EBS encryption, IMDSv2 and blocked public sharing go back to what was found`,
  setting: accountDefaultsSetting,
  isEnabled: ({ accountDefaults }) => accountDefaults.enabled,
  template: () => makeSettingRecord(ID),
  parameters: ({ config }) => ({
    ManagedResourcePrefix: config.resourcePrefix,
    ...settingRecordParameters(valuesOf(config)),
  }),
};
