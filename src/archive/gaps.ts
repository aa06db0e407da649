import { addDays } from './compact/days.ts';
import type { ObjectStore } from './object-store.ts';
import { listOwners } from './owners.ts';

/** Days of an account without anything from CloudTrail: neither a log file nor a digest, from all regions together. */
export interface AccountGap {
  readonly account: string;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  /**
   * `before`: the archive has nothing older, so the account may be new, or what was older is gone. `after`: nothing came
   * since. `all`: there is nothing of the account at all.
   */
  readonly kind: 'before' | 'between' | 'after' | 'all';
}

/** Account → days of delivery with a sign of life. */
export type SeenDays = ReadonlyMap<string, ReadonlySet<string>>;

export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** Signs of life that cost more to find than log files do: they are looked for where log files are missing. */
export interface OtherSigns {
  /** Days with a digest, which CloudTrail writes every hour, whether or not something happened. */
  readonly digestDays: SeenDays;
  /** Accounts of which something was delivered before. */
  readonly older: ReadonlySet<string>;
}

export interface GapOptions {
  readonly seen: SeenDays;
  /** Accounts of which logs are expected, beside those that have some. */
  readonly expected: readonly string[];
  readonly firstDay: string;
  /** The last day that is over: of a later one nothing can be missing yet. */
  readonly lastDay: string;
  readonly look: (accounts: readonly string[]) => Promise<OtherSigns>;
}

/** CloudTrail began on 2013-11-13. */
const FIRST_DAY = '2013-11-13';

/** What is not there of the accounts that are expected and of those that have logs. */
export async function findGaps(options: GapOptions): Promise<readonly AccountGap[]> {
  const { seen, expected, lastDay } = options;
  const firstDay = options.firstDay < FIRST_DAY ? FIRST_DAY : options.firstDay;
  const accounts = [...new Set([...expected, ...seen.keys()])].sort();
  const spansOf = (days: ReadonlySet<string>) => daysWithout(days, firstDay, lastDay);
  const suspect = accounts.filter((account) => spansOf(seen.get(account) ?? NONE).length > 0);
  if (suspect.length === 0) return [];
  const { digestDays, older } = await options.look(suspect);
  return suspect.flatMap((account) => {
    const days = new Set([...(seen.get(account) ?? []), ...(digestDays.get(account) ?? [])]);
    return spansOf(days).map(({ from, to }): AccountGap => {
      const [isFirst, isLast] = [from === firstDay && !older.has(account), to === lastDay];
      const kind = isFirst && isLast ? 'all' : isFirst ? 'before' : isLast ? 'after' : 'between';
      return { account, from, to, kind };
    });
  });
}

const NONE: ReadonlySet<string> = new Set();

/** Days that are not among those seen, those that follow each other together. */
export function daysWithout(seen: ReadonlySet<string>, firstDay: string, lastDay: string): readonly DaySpan[] {
  const spans: { from: string; to: string }[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    const last = spans.at(-1);
    if (seen.has(day)) continue;
    if (last !== undefined && addDays(last.to, 1) === day) last.to = day;
    else spans.push({ from: day, to: day });
  }
  return spans;
}

export interface SignsOptions {
  readonly firstDay: string;
  readonly lastDay: string;
  /** Absent: all. What another region tells is no sign of one that is asked about. */
  readonly regions?: readonly string[];
}

/** In an archive whose objects can be listed. */
export async function readOtherSigns(
  store: ObjectStore,
  accounts: readonly string[],
  { firstDay, lastDay, regions }: SignsOptions,
): Promise<OtherSigns> {
  const digestDays = new Map<string, Set<string>>();
  const older = new Set<string>();
  for await (const { prefix, account } of listOwners(store)) {
    if (!accounts.includes(account)) continue;
    const logs = await placesBelow(store, `${prefix}CloudTrail/`, regions);
    const digests = await placesBelow(store, `${prefix}CloudTrail-Digest/`, regions);
    if (await anyEarlier(store, [...logs, ...digests], firstDay)) older.add(account);
    const days = digestDays.get(account) ?? new Set<string>();
    digestDays.set(account, days);
    for (const place of digests) for (const day of await daysBelow(store, place, firstDay, lastDay)) days.add(day);
  }
  return { digestDays, older };
}

async function placesBelow(store: ObjectStore, folder: string, regions: SignsOptions['regions']) {
  const found = await store.listFolders(folder);
  const wanted = found.filter((region) => regions?.includes(region.slice(0, -1)) ?? true);
  return wanted.map((region) => `${folder}${region}`);
}

async function anyEarlier(store: ObjectStore, places: readonly string[], day: string): Promise<boolean> {
  for (const place of places) if (await hasEarlier(store, place, day.split('-'))) return true;
  return false;
}

/** Folders are enough: one call a month instead of one for a thousand digests. */
export async function daysBelow(
  store: ObjectStore,
  prefix: string,
  firstDay: string,
  lastDay: string,
): Promise<readonly string[]> {
  const days: string[] = [];
  for (let month = firstDay.slice(0, 7); month <= lastDay.slice(0, 7); month = nextMonth(month)) {
    for (const folder of await store.listFolders(`${prefix}${month.replace('-', '/')}/`)) {
      const day = `${month}-${folder.slice(0, -1)}`;
      if (day >= firstDay && day <= lastDay) days.push(day);
    }
  }
  return days;
}

/** Years, then months, then days: three calls at most. */
export async function hasEarlier(store: ObjectStore, prefix: string, day: readonly string[]): Promise<boolean> {
  const [first, ...rest] = day;
  if (first === undefined) return false;
  const names = (await store.listFolders(prefix)).map((folder) => folder.slice(0, -1));
  return names.some((name) => name < first) || hasEarlier(store, `${prefix}${first}/`, rest);
}

function nextMonth(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7);
}
