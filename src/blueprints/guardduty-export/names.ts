import type { Config } from '../../config/schema.ts';

/** The stack set; what it puts into a region is what GuardDuty exports to there. */
export const GUARD_DUTY_EXPORT = 'AWSOrganizations-GuardDutyExport';

/** GuardDuty demands that key and bucket are in the region of the detector. */
export function exportBucketName(config: Config, logAccount: string, region: string): string {
  return `${config.resourcePrefix}-guardduty-${logAccount}-${region}`;
}
