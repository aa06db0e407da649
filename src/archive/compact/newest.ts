import { makeNewestLogs, type NewestLogs } from '../../domain/newest-logs.ts';
import type { LogObject, LogPlace } from '../cloudtrail/list.ts';
import { daysBelow } from '../gaps.ts';
import type { ObjectStore } from '../object-store.ts';
import type { DayRange } from './days.ts';

/** What a compaction sees of each account while it lists the days that it compacts. */
export class NewestSeen {
  private readonly days = new Map<string, string>();
  private readonly places: readonly LogPlace[];

  constructor(places: readonly LogPlace[]) {
    this.places = places;
  }

  see(files: readonly LogObject[]): void {
    for (const { account, day } of files) if (day > (this.days.get(account) ?? '')) this.days.set(account, day);
  }

  /** Of an account without log files of the newest day, digests may tell that its trail is alive: CloudTrail writes one every hour. */
  async result(store: ObjectStore, { firstDay }: DayRange): Promise<NewestLogs | null> {
    const [lastDay] = [...this.days.values()].sort().reverse();
    if (lastDay === undefined) return null;
    const newest = new Map<string, string | null>();
    for (const { account } of this.places) newest.set(account, this.days.get(account) ?? null);
    for (const { account, prefix } of this.places) {
      const known = newest.get(account) ?? null;
      if (known === lastDay) continue;
      const digests = prefix.replace(/CloudTrail\/([^/]+)\/$/, 'CloudTrail-Digest/$1/');
      const [latest] = [...(await daysBelow(store, digests, known ?? firstDay, lastDay))].sort().reverse();
      if (latest !== undefined && latest > (known ?? '')) newest.set(account, latest);
    }
    return makeNewestLogs(newest);
  }
}
