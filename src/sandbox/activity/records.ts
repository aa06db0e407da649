import { makeAccessLog } from './access-log.ts';
import type { ArchiveObject } from './archive-object.ts';
import { makeConfigRecords } from './config-records.ts';
import { makeFindingRecords } from './findings.ts';
import { makeFleetRecords } from './fleet.ts';
import { type ActivityPlan, DAY_MS } from './place.ts';
import type { Scene } from './plant.ts';

/** What other services than CloudTrail left in the archive, with what is wrong in it. */
export interface Records {
  readonly objects: readonly ArchiveObject[];
  readonly planted: PlantedRecords;
}

/** By the name of the report: exactly these rows, of which some columns are told. */
export type PlantedRecords = Readonly<Record<string, readonly PlantedRow[]>>;
export type PlantedRow = Readonly<Record<string, string | number>>;

export function makeRecords(scene: Scene): Records {
  const { plan } = scene;
  const days: number[] = [];
  for (let day = plan.from.getTime(); day + DAY_MS <= plan.until.getTime(); day += DAY_MS) days.push(day);
  const all = [
    makeConfigRecords(plan, days),
    makeFindingRecords(plan, days),
    makeFleetRecords(plan),
    makeAccessLog(scene, days),
  ];
  return {
    objects: all.flatMap(({ objects }) => objects),
    planted: Object.assign({}, ...all.map(({ planted }) => planted)),
  };
}

/** Below which services deliver: `o-8m3k2x/AWSLogs/`. */
export function awsLogs(plan: ActivityPlan): string {
  return `${keyPrefix(plan)}AWSLogs/`;
}

/** `o-8m3k2x/`, or nothing. */
export function keyPrefix({ prefix }: ActivityPlan): string {
  return prefix === '' ? '' : `${prefix}/`;
}
