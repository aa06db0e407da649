import { accessKeyActivity } from './access-key-activity/report.ts';
import { accessKeysCreated } from './access-keys-created/report.ts';
import { accessLogAnomalies } from './access-log-anomalies/report.ts';
import { adminGroupAdditions } from './admin-group-additions/report.ts';
import { breakGlassUse } from './break-glass-use/report.ts';
import { bucketPolicyChanges } from './bucket-policy-changes/report.ts';
import { cloudtrailChanges } from './cloudtrail-changes/report.ts';
import { complianceByAccount } from './compliance-by-account/report.ts';
import { complianceByRule } from './compliance-by-rule/report.ts';
import { complianceByUnit } from './compliance-by-unit/report.ts';
import { complianceTrend } from './compliance-trend/report.ts';
import { configChanges } from './config-changes/report.ts';
import { consoleLoginFailures } from './console-login-failures/report.ts';
import { consoleLoginWithoutMfa } from './console-login-without-mfa/report.ts';
import { consoleWrites } from './console-writes/report.ts';
import { crossAccountAccess } from './cross-account-access/report.ts';
import { detectionDisturbed } from './detection-disturbed/report.ts';
import { eventsBySourceIp } from './events-by-source-ip/report.ts';
import { gatewayChanges } from './gateway-changes/report.ts';
import { guarddutyByType } from './guardduty-by-type/report.ts';
import { guarddutyFindings } from './guardduty-findings/report.ts';
import { iamPolicyChanges } from './iam-policy-changes/report.ts';
import { iamUsersCreated } from './iam-users-created/report.ts';
import { identityCenterDenials } from './identity-center-denials/report.ts';
import { kmsKeyDeletion } from './kms-key-deletion/report.ts';
import { mfaDeviceRemoved } from './mfa-device-removed/report.ts';
import { networkAclChanges } from './network-acl-changes/report.ts';
import { oldTlsVersions } from './old-tls-versions/report.ts';
import { organizationChanges } from './organization-changes/report.ts';
import { outsideAllowedRegions } from './outside-allowed-regions/report.ts';
import { outsideOfficeHours } from './outside-office-hours/report.ts';
import { patchCompliance } from './patch-compliance/report.ts';
import { publicAccessBlockChanges } from './public-access-block-changes/report.ts';
import type { Report } from './report.ts';
import { rootUse } from './root-use/report.ts';
import { routeTableChanges } from './route-table-changes/report.ts';
import { securityGroupChanges } from './security-group-changes/report.ts';
import { securityGroupOpenToWorld } from './security-group-open-to-world/report.ts';
import { sessionManagerSessions } from './session-manager-sessions/report.ts';
import { snapshotOrImageShared } from './snapshot-or-image-shared/report.ts';
import { softwareInventory } from './software-inventory/report.ts';
import { topErrors } from './top-errors/report.ts';
import { unauthorizedCalls } from './unauthorized-calls/report.ts';
import { vpcChanges } from './vpc-changes/report.ts';

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
  complianceByRule,
  complianceByAccount,
  complianceByUnit,
  complianceTrend,
  guarddutyFindings,
  guarddutyByType,
  softwareInventory,
  patchCompliance,
  accessLogAnomalies,
];

export function reportById(id: string): Report | undefined {
  return REPORTS.find((report) => report.id === id);
}
