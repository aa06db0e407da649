import type { AccountId } from '../domain/ids.ts';
import { type LogScope, listLogsOf, listPlaces } from './cloudtrail/list.ts';
import { addDays } from './compact/days.ts';
import type { CuratedPlace } from './compact/place.ts';
import { daysBelow, daysWithout, hasEarlier } from './gaps.ts';
import type { ObjectStore } from './object-store.ts';

/** What the archive has of the days asked for. */
export interface Coverage {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly accounts: readonly AccountCoverage[];
  /** Keys where log files are expected that are none. */
  readonly foreign: readonly string[];
  /** Days with log files, and how many of them the curated table has as they are now. */
  readonly compacted: { readonly days: number; readonly current: number };
}

export interface AccountCoverage {
  readonly account: AccountId;
  readonly regions: readonly RegionCoverage[];
  /** Days without anything from CloudTrail: neither a log file nor a digest, from all regions together. */
  readonly gaps: readonly Gap[];
}

export interface RegionCoverage {
  readonly region: string;
  readonly days: readonly DayCoverage[];
}

export interface DayCoverage {
  readonly day: string;
  readonly files: number;
  readonly bytes: number;
}

export interface Gap {
  readonly from: string;
  readonly to: string;
  /** Nothing came after it: the logs of the account have stopped. */
  readonly isOpen: boolean;
}

export interface CoverageOptions extends LogScope {
  readonly store: ObjectStore;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Where the curated table would be; absent when nobody knows. */
  readonly curated?: Pick<CuratedPlace, 'readManifest'>;
}

interface Listed {
  readonly days: Map<string, Map<string, { files: number; bytes: number }>>;
  /** Days with a digest file: CloudTrail writes one every hour, whether or not something happened. */
  readonly alive: Set<string>;
  /** Whether something was delivered before the days that are asked for. */
  isOlder: boolean;
}

export async function readCoverage(options: CoverageOptions): Promise<Coverage> {
  const { store, firstDay, lastDay } = options;
  const accounts = new Map<AccountId, Listed>();
  const foreign: string[] = [];
  const keysOfDays = new Map<string, Map<string, string>>();
  for await (const place of listPlaces(store, options)) {
    const listed = accounts.get(place.account) ?? { days: new Map(), alive: new Set(), isOlder: false };
    accounts.set(place.account, listed);
    for await (const { key, etag, size, day } of listLogsOf(store, place, options, (each) => foreign.push(each))) {
      addFile(listed, place.region, day, size);
      if (options.curated !== undefined) etagsOf(keysOfDays, day).set(key, etag);
    }
    listed.isOlder ||= await hasEarlier(store, place.prefix, firstDay.split('-'));
    const digests = place.prefix.replace(/CloudTrail\/([^/]+)\/$/, 'CloudTrail-Digest/$1/');
    for (const day of await daysBelow(store, digests, firstDay, lastDay)) listed.alive.add(day);
  }
  return {
    firstDay,
    lastDay,
    accounts: [...accounts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([account, listed]) => ({
        account,
        regions: regionsOf(listed),
        gaps: gapsOf(listed, options),
      })),
    foreign,
    compacted: { days: keysOfDays.size, current: await currentDays(options.curated, keysOfDays) },
  };
}

function addFile({ days }: Listed, region: string, day: string, bytes: number): void {
  const ofRegion = days.get(region) ?? new Map<string, { files: number; bytes: number }>();
  days.set(region, ofRegion);
  const before = ofRegion.get(day) ?? { files: 0, bytes: 0 };
  ofRegion.set(day, { files: before.files + 1, bytes: before.bytes + bytes });
}

function etagsOf(days: Map<string, Map<string, string>>, day: string): Map<string, string> {
  const etags = days.get(day) ?? new Map<string, string>();
  days.set(day, etags);
  return etags;
}

function regionsOf({ days }: Listed): readonly RegionCoverage[] {
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([region, each]) => ({
      region,
      days: [...each].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, counts]) => ({ day, ...counts })),
    }));
}

/**
 * Days without a sign of life between others that have one, and after the last. Before the first of all there may have
 * been no account. The last day that is asked for may have only begun: what is missing of it is no gap yet.
 */
function gapsOf({ days, alive, isOlder }: Listed, { firstDay, lastDay }: CoverageOptions): readonly Gap[] {
  const seen = new Set([...alive, ...[...days.values()].flatMap((each) => [...each.keys()])]);
  const spans = daysWithout(seen, firstDay, addDays(lastDay, -1));
  return spans
    .filter(({ from }) => isOlder || from !== firstDay)
    .map(({ from, to }) => ({ from, to, isOpen: addDays(to, 1) === lastDay && !seen.has(lastDay) }));
}

/** Both included. */
export function dayRange(firstDay: string, lastDay: string): readonly string[] {
  const days: string[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) days.push(day);
  return days;
}

async function currentDays(
  curated: CoverageOptions['curated'],
  days: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Promise<number> {
  if (curated === undefined) return 0;
  let current = 0;
  for (const [day, etags] of days) {
    const sources = (await curated.readManifest(day))?.sources ?? [];
    const known = new Map(sources.map(({ key, etag }) => [key, etag]));
    if ([...etags].every(([key, etag]) => known.get(key) === etag)) current += 1;
  }
  return current;
}
