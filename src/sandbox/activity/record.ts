import type { ArchiveObject } from './archive-object.ts';
import type { ActivityPlan } from './place.ts';

/** What other services than CloudTrail left in the archive, with what is wrong in it. */
export interface Records {
  readonly objects: readonly ArchiveObject[];
  readonly planted: PlantedRecords;
}

/** By the name of the report: exactly these rows, of which some columns are told. */
export type PlantedRecords = Readonly<Record<string, readonly PlantedRow[]>>;
export type PlantedRow = Readonly<Record<string, string | number>>;

/** Below which services deliver: `o-8m3k2x/AWSLogs/`. */
export function awsLogs(plan: ActivityPlan): string {
  return `${keyPrefix(plan)}AWSLogs/`;
}

/** `o-8m3k2x/`, or nothing. */
export function keyPrefix({ prefix }: ActivityPlan): string {
  return prefix === '' ? '' : `${prefix}/`;
}
