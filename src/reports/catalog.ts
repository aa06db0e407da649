import { accessKeyActivity } from './access-key-activity/report.ts';
import { accessKeysChanged } from './access-keys-changed/report.ts';
import { accessKeysCreated } from './access-keys-created/report.ts';
import { accessLogAnomalies } from './access-log-anomalies/report.ts';
import { accountSettings } from './account-settings/report.ts';
import { adminGroupAdditions } from './admin-group-additions/report.ts';
import { alarmsSilenced } from './alarms-silenced/report.ts';
import { backupPlansWeakened } from './backup-plans-weakened/report.ts';
import { backupsDeleted } from './backups-deleted/report.ts';
import { breakGlassUse } from './break-glass-use/report.ts';
import { bucketPolicyChanges } from './bucket-policy-changes/report.ts';
import { bucketProtectionRemoved } from './bucket-protection-removed/report.ts';
import { callerIdentityChecks } from './caller-identity-checks/report.ts';
import { changeLog } from './change-log/report.ts';
import { cloudtrailChanges } from './cloudtrail-changes/report.ts';
import { cloudtrailInsights } from './cloudtrail-insights/report.ts';
import { clusterAccess } from './cluster-access/report.ts';
import { commandsRun } from './commands-run/report.ts';
import { complianceByAccount } from './compliance-by-account/report.ts';
import { complianceByRule } from './compliance-by-rule/report.ts';
import { complianceByUnit } from './compliance-by-unit/report.ts';
import { complianceTrend } from './compliance-trend/report.ts';
import { configChanges } from './config-changes/report.ts';
import { consoleLoginFailures } from './console-login-failures/report.ts';
import { consoleLoginWithoutMfa } from './console-login-without-mfa/report.ts';
import { consoleLoginsWithoutFederation } from './console-logins-without-federation/report.ts';
import { consolePasswords } from './console-passwords/report.ts';
import { consoleWrites } from './console-writes/report.ts';
import { containerImages } from './container-images/report.ts';
import { crossAccountAccess } from './cross-account-access/report.ts';
import { databaseAccess } from './database-access/report.ts';
import { databaseInterruptions } from './database-interruptions/report.ts';
import { databasesCopied } from './databases-copied/report.ts';
import { databasesDeleted } from './databases-deleted/report.ts';
import { databasesMadePublic } from './databases-made-public/report.ts';
import { deletionProtectionRemoved } from './deletion-protection-removed/report.ts';
import { detectionDisturbed } from './detection-disturbed/report.ts';
import { detectionsHandled } from './detections-handled/report.ts';
import { disksCopied } from './disks-copied/report.ts';
import { dnsChanges } from './dns-changes/report.ts';
import { encryptionRemoved } from './encryption-removed/report.ts';
import { eventsBySourceIp } from './events-by-source-ip/report.ts';
import { findingsHidden } from './findings-hidden/report.ts';
import { firewallsRemoved } from './firewalls-removed/report.ts';
import { gatewayChanges } from './gateway-changes/report.ts';
import { governanceDisturbed } from './governance-disturbed/report.ts';
import { guarddutyByType } from './guardduty-by-type/report.ts';
import { guarddutyFindings } from './guardduty-findings/report.ts';
import { iamPolicyChanges } from './iam-policy-changes/report.ts';
import { iamUsersCreated } from './iam-users-created/report.ts';
import { identitiesRemoved } from './identities-removed/report.ts';
import { identityCenterChanges } from './identity-center-changes/report.ts';
import { identityCenterDenials } from './identity-center-denials/report.ts';
import { identityCenterSignIns } from './identity-center-sign-ins/report.ts';
import { identityProviders } from './identity-providers/report.ts';
import { instanceAccess } from './instance-access/report.ts';
import { instanceCredentialsElsewhere } from './instance-credentials-elsewhere/report.ts';
import { instancesLaunched } from './instances-launched/report.ts';
import { instancesStopped } from './instances-stopped/report.ts';
import { keysExposed } from './keys-exposed/report.ts';
import { kmsKeyAccess } from './kms-key-access/report.ts';
import { kmsKeyDeletion } from './kms-key-deletion/report.ts';
import { lambdaAccess } from './lambda-access/report.ts';
import { lambdaCode } from './lambda-code/report.ts';
import { limitsAndPurchases } from './limits-and-purchases/report.ts';
import { logGroupsChanged } from './log-groups-changed/report.ts';
import { mailSendingProbed } from './mail-sending-probed/report.ts';
import { massDeletions } from './mass-deletions/report.ts';
import { mfaDeviceRemoved } from './mfa-device-removed/report.ts';
import { mfaDevicesAdded } from './mfa-devices-added/report.ts';
import { modelSafeguards } from './model-safeguards/report.ts';
import { modelUse } from './model-use/report.ts';
import { networkAclChanges } from './network-acl-changes/report.ts';
import { networkConnections } from './network-connections/report.ts';
import { objectsDeleted } from './objects-deleted/report.ts';
import { objectsRewritten } from './objects-rewritten/report.ts';
import { oldTlsVersions } from './old-tls-versions/report.ts';
import { organizationChanges } from './organization-changes/report.ts';
import { outsideAllowedRegions } from './outside-allowed-regions/report.ts';
import { outsideOfficeHours } from './outside-office-hours/report.ts';
import { passwordPolicyChanges } from './password-policy-changes/report.ts';
import { patchCompliance } from './patch-compliance/report.ts';
import { permissionBoundaries } from './permission-boundaries/report.ts';
import { pipelinesChanged } from './pipelines-changed/report.ts';
import { publicAccessBlockChanges } from './public-access-block-changes/report.ts';
import { reconnaissance } from './reconnaissance/report.ts';
import type { Report } from './report.ts';
import { resourcesNotCompliant } from './resources-not-compliant/report.ts';
import { resourcesShared } from './resources-shared/report.ts';
import { rolesAnywhere } from './roles-anywhere/report.ts';
import { rolesAssumed } from './roles-assumed/report.ts';
import { rolesCreated } from './roles-created/report.ts';
import { rootSessions } from './root-sessions/report.ts';
import { rootUse } from './root-use/report.ts';
import { routeTableChanges } from './route-table-changes/report.ts';
import { secretsChanged } from './secrets-changed/report.ts';
import { secretsRead } from './secrets-read/report.ts';
import { securityGroupChanges } from './security-group-changes/report.ts';
import { securityGroupOpenToWorld } from './security-group-open-to-world/report.ts';
import { serviceLogsStopped } from './service-logs-stopped/report.ts';
import { sessionManagerSessions } from './session-manager-sessions/report.ts';
import { sessionSettings } from './session-settings/report.ts';
import { snapshotOrImageShared } from './snapshot-or-image-shared/report.ts';
import { softwareInventory } from './software-inventory/report.ts';
import { stacksChanged } from './stacks-changed/report.ts';
import { temporaryCredentialsMade } from './temporary-credentials-made/report.ts';
import { topErrors } from './top-errors/report.ts';
import { trafficMirroring } from './traffic-mirroring/report.ts';
import { unauthorizedCalls } from './unauthorized-calls/report.ts';
import { userData } from './user-data/report.ts';
import { vpcChanges } from './vpc-changes/report.ts';
import { vpcEndpointActivity } from './vpc-endpoint-activity/report.ts';
import { windowsPasswordsRead } from './windows-passwords-read/report.ts';

/** Every report, in the order of `REPORT_IDS`. */
export const REPORTS: readonly Report[] = [
  unauthorizedCalls,
  consoleLoginWithoutMfa,
  rootUse,
  iamPolicyChanges,
  cloudtrailChanges,
  consoleLoginFailures,
  kmsKeyDeletion,
  bucketPolicyChanges,
  configChanges,
  securityGroupChanges,
  networkAclChanges,
  gatewayChanges,
  routeTableChanges,
  vpcChanges,
  organizationChanges,
  outsideAllowedRegions,
  accessKeyActivity,
  crossAccountAccess,
  eventsBySourceIp,
  topErrors,
  securityGroupOpenToWorld,
  publicAccessBlockChanges,
  adminGroupAdditions,
  iamUsersCreated,
  accessKeysCreated,
  mfaDeviceRemoved,
  detectionDisturbed,
  snapshotOrImageShared,
  sessionManagerSessions,
  oldTlsVersions,
  identityCenterDenials,
  consoleWrites,
  breakGlassUse,
  outsideOfficeHours,
  rootSessions,
  temporaryCredentialsMade,
  passwordPolicyChanges,
  consolePasswords,
  identitiesRemoved,
  accessKeysChanged,
  keysExposed,
  identityProviders,
  rolesAnywhere,
  identityCenterChanges,
  consoleLoginsWithoutFederation,
  mfaDevicesAdded,
  rolesCreated,
  permissionBoundaries,
  lambdaAccess,
  clusterAccess,
  rolesAssumed,
  instanceCredentialsElsewhere,
  callerIdentityChecks,
  identityCenterSignIns,
  secretsChanged,
  kmsKeyAccess,
  backupsDeleted,
  backupPlansWeakened,
  databasesDeleted,
  deletionProtectionRemoved,
  databasesMadePublic,
  databasesCopied,
  databaseAccess,
  bucketProtectionRemoved,
  encryptionRemoved,
  objectsRewritten,
  disksCopied,
  resourcesShared,
  secretsRead,
  windowsPasswordsRead,
  objectsDeleted,
  logGroupsChanged,
  serviceLogsStopped,
  alarmsSilenced,
  findingsHidden,
  sessionSettings,
  modelSafeguards,
  governanceDisturbed,
  trafficMirroring,
  firewallsRemoved,
  dnsChanges,
  networkConnections,
  vpcEndpointActivity,
  accountSettings,
  databaseInterruptions,
  commandsRun,
  userData,
  instancesLaunched,
  instancesStopped,
  instanceAccess,
  lambdaCode,
  containerImages,
  pipelinesChanged,
  stacksChanged,
  limitsAndPurchases,
  modelUse,
  mailSendingProbed,
  reconnaissance,
  massDeletions,
  changeLog,
  cloudtrailInsights,
  resourcesNotCompliant,
  complianceByRule,
  complianceByAccount,
  complianceByUnit,
  complianceTrend,
  guarddutyFindings,
  guarddutyByType,
  detectionsHandled,
  softwareInventory,
  patchCompliance,
  accessLogAnomalies,
];

export function reportById(id: string): Report | undefined {
  return REPORTS.find((report) => report.id === id);
}
