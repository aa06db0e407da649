import type { TrailEvent } from './event.ts';
import type { LogFile } from './log-files.ts';
import type { ActivityPlan } from './place.ts';
import type { Planted } from './plant.ts';
import type { PlantedRecords } from './records.ts';

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
  /** Of reports over AWS Config and GuardDuty: exactly these rows. */
  readonly records: PlantedRecords;
  /** Of reports that count everything: how many events they count. */
  readonly counts: Readonly<Record<'top-errors' | 'events-by-source-ip', number>>;
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
  const counts = { events: 0, errors: 0, addresses: 0 };
  const addEvent = (event: TrailEvent, key: string): void => {
    counts.events += 1;
    if (event.errorCode !== undefined) counts.errors += 1;
    if (!event.sourceIPAddress.endsWith('.amazonaws.com')) counts.addresses += 1;
    for (const report of reportsOf.get(event.eventID) ?? []) {
      reports.set(report, [...(reports.get(report) ?? []), describe(event, key)]);
    }
  };
  return {
    add(files) {
      for (const { events, object } of files) for (const event of events) addEvent(event, object.key);
    },
    list: ({ seed, organizationId, from, until }, records) => ({
      version: 1,
      seed,
      organizationId,
      from: from.toISOString(),
      until: until.toISOString(),
      events: counts.events,
      reports: Object.fromEntries([...reports].sort().map(([report, events]) => [report, [...events].sort(byTime)])),
      records,
      counts: { 'top-errors': counts.errors, 'events-by-source-ip': counts.addresses },
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
