/** An account of the organization that works. */
export interface ActiveAccount {
  readonly id: string;
  readonly name: string;
}

/** For whom, where and when activity is made up. */
export interface ActivityPlan {
  readonly seed: string;
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly accounts: readonly ActiveAccount[];
  readonly homeRegion: string;
  readonly bucket: string;
  /** The trail's key prefix, '' without one. */
  readonly prefix: string;
  readonly trail: string;
  /** Midnight UTC. */
  readonly from: Date;
  readonly until: Date;
}

/** IAM, sign-in to global services and the organization itself report from there. */
export const GLOBAL_REGION = 'us-east-1';

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
/** Tokyo has no summer time. */
export const TOKYO_MS = 9 * HOUR_MS;

/** Without milliseconds, as CloudTrail writes it. */
export function isoOf(milliseconds: number): string {
  return `${new Date(Math.floor(milliseconds / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
}

/** Saturday or Sunday in Tokyo. */
export function isWeekend(milliseconds: number): boolean {
  const weekday = new Date(milliseconds + TOKYO_MS).getUTCDay();
  return weekday === 0 || weekday === 6;
}
