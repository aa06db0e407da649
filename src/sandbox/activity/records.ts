import { makeAccessLog } from './access-log.ts';
import { makeConfigRecords } from './config-records.ts';
import { makeFindingRecords } from './findings.ts';
import { makeFleetRecords } from './fleet.ts';
import { makeInsightRecords } from './insights.ts';
import { DAY_MS } from './place.ts';
import type { Scene } from './plant.ts';
import type { Records } from './record.ts';

export function makeRecords(scene: Scene): Records {
  const { plan } = scene;
  const days: number[] = [];
  for (let day = plan.from.getTime(); day + DAY_MS <= plan.until.getTime(); day += DAY_MS) days.push(day);
  const all = [
    makeConfigRecords(plan, days),
    makeFindingRecords(plan, days),
    makeFleetRecords(plan),
    makeAccessLog(scene, days),
    makeInsightRecords(scene),
  ];
  return {
    objects: all.flatMap(({ objects }) => objects),
    planted: Object.assign({}, ...all.map(({ planted }) => planted)),
  };
}
