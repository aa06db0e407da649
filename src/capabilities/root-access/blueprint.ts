import type { Blueprint } from '../../blueprints/blueprint.ts';
import { makeSettingRecord, settingRecordParameters } from '../../blueprints/setting-record.ts';
import { note } from '../../domain/say.ts';
import { credentialsSetting, NO_CREDENTIALS } from './credentials.ts';
import { featuresOf, featuresSetting } from './features.ts';
import { PRINCIPAL } from './names.ts';

const FEATURES_ID = 'root-access';
const CREDENTIALS_ID = 'root-credentials';

/** The audit account administers it, so the record of it is there. */
export const rootAccessBlueprint: Blueprint = {
  id: FEATURES_ID,
  title: note`Centralized root access of IAM, administered by the audit account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-RootAccess',
  destination: 'audit',
  regions: 'home',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline', 'notification-routes'],
  sensitiveParameters: [],
  serviceAccess: [{ principal: PRINCIPAL, delegated: true }],
  lostWithIt: note`root users of members are managed by nobody centrally, as far as that was so before`,
  setting: featuresSetting,
  isEnabled: ({ rootAccess }) => rootAccess.enabled,
  template: () => makeSettingRecord(FEATURES_ID),
  parameters: ({ config }) => ({
    ManagedResourcePrefix: config.resourcePrefix,
    ...settingRecordParameters(featuresOf(config)),
  }),
};

/** An account whose root user has no credentials has a stack that says so. */
export const rootCredentialsBlueprint: Blueprint = {
  id: CREDENTIALS_ID,
  title: note`No credentials of root users, in every governed member account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-RootCredentials',
  destination: 'members',
  regions: 'home',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline', 'notification-routes', FEATURES_ID],
  sensitiveParameters: [],
  lostWithIt: note`root users of members whose password was deleted may recover it`,
  setting: credentialsSetting,
  isEnabled: ({ rootAccess }) => rootAccess.enabled && rootAccess.removeCredentials,
  template: () => makeSettingRecord(CREDENTIALS_ID),
  parameters: ({ config }) => ({
    ManagedResourcePrefix: config.resourcePrefix,
    ...settingRecordParameters(NO_CREDENTIALS),
  }),
};
