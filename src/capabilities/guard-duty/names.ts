import type { Config } from '../../config/schema.ts';
import { bucketName } from '../../domain/bucket-names.ts';
import { NAMES } from '../../domain/names.ts';

/** The stack set; what it puts into a region is what GuardDuty exports to there. */
export const GUARD_DUTY_EXPORT = 'AWSOrganizations-GuardDutyExport';

/** GuardDuty demands that key and bucket are in the region of the detector. */
export function exportBucketName(config: Config, logAccount: string, region: string): string {
  return bucketName(NAMES.bucket.guardDuty, { prefix: config.resourcePrefix, account: logAccount, region });
}
