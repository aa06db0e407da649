import { makeAccessLog } from './access-log.ts';
import { makeConfigRecords } from './config-records.ts';
import { makeFindingRecords } from './findings.ts';
import { makeFleetRecords } from './fleet.ts';
import { makeInsightRecords } from './insights.ts';
import { DAY_MS } from './place.ts';
import type { Scene } from './plant.ts';
import type { PlantedRecords, Records } from './record.ts';

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
    planted: all.map(({ planted }) => planted).reduce(addRows),
  };
}

/** A report may show what several services left. */
function addRows(all: PlantedRecords, more: PlantedRecords): PlantedRecords {
  const added = Object.entries(more).map(([report, rows]) => [report, [...(all[report] ?? []), ...rows]]);
  return { ...all, ...Object.fromEntries(added) };
}
