import type { TrailEvent } from './event.ts';
import { searchesOf } from './fleet.ts';
import type { LogFile } from './log-files.ts';
import type { ActivityPlan } from './place.ts';
import type { Planted } from './plant.ts';
import type { PlantedRecords, PlantedRow } from './record.ts';
import { isChange, routineReports } from './routine.ts';

/** What was made up, and what every report must find in it: `planted.json`. */
export interface PlantedList {
  readonly version: 1;
  readonly seed: string;
  readonly organizationId: string;
  readonly from: string;
  readonly until: string;
  /** Of all log files. */
  readonly events: number;
  /** By the name of the report: exactly these events. */
  readonly reports: Readonly<Record<string, readonly PlantedEvent[]>>;
  /** Of reports over what other services delivered: exactly these rows. */
  readonly records: PlantedRecords;
  /** Of reports whose rows depend on more than the archive, or are too many: what they count in all. */
  readonly counts: Readonly<Record<'top-errors' | 'events-by-source-ip' | 'change-log' | 'compliance-by-unit', number>>;
  /** What `metsuke inventory search` is asked, with every instance that it must find. */
  readonly searches: Readonly<Record<string, readonly PlantedRow[]>>;
}

export interface PlantedEvent {
  readonly eventId: string;
  readonly account: string;
  readonly region: string;
  readonly time: string;
  readonly event: string;
  /** Of the log file. */
  readonly key: string;
}

/** Gathers what is written, file by file. */
export interface Ledger {
  add(files: readonly LogFile[]): void;
  list(plan: ActivityPlan, records: PlantedRecords): PlantedList;
}

export function makeLedger(planted: readonly Planted[]): Ledger {
  const reportsOf = new Map(planted.map(({ event, reports }) => [event.eventID, reports]));
  const reports = new Map<string, PlantedEvent[]>();
  const counts = { events: 0, errors: 0, addresses: 0, changes: 0 };
  const addEvent = (event: TrailEvent, key: string): void => {
    counts.events += 1;
    if (event.errorCode !== undefined) counts.errors += 1;
    if (isChange(event)) counts.changes += 1;
    if (!event.sourceIPAddress.endsWith('.amazonaws.com')) counts.addresses += 1;
    for (const report of new Set([...(reportsOf.get(event.eventID) ?? []), ...routineReports(event)])) {
      reports.set(report, [...(reports.get(report) ?? []), describe(event, key)]);
    }
  };
  return {
    add(files) {
      for (const { events, object } of files) for (const event of events) addEvent(event, object.key);
    },
    list: (plan, records) => ({
      version: 1,
      seed: plan.seed,
      organizationId: plan.organizationId,
      from: plan.from.toISOString(),
      until: plan.until.toISOString(),
      events: counts.events,
      reports: Object.fromEntries([...reports].sort().map(([report, events]) => [report, [...events].sort(byTime)])),
      records,
      counts: {
        'top-errors': counts.errors,
        'events-by-source-ip': counts.addresses,
        'change-log': counts.changes,
        'compliance-by-unit': (records['compliance-by-account'] ?? []).reduce(
          (sum, { noncompliant }) => sum + Number(noncompliant),
          0,
        ),
      },
      searches: searchesOf(plan),
    }),
  };
}

function describe(event: TrailEvent, key: string): PlantedEvent {
  const { eventID: eventId, recipientAccountId: account, awsRegion: region, eventTime: time, eventName } = event;
  return { eventId, account, region, time, event: eventName, key };
}

function byTime(a: PlantedEvent, b: PlantedEvent): number {
  const [left, right] = [`${a.time} ${a.eventId}`, `${b.time} ${b.eventId}`];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
