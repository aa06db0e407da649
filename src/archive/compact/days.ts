import type { LogPlace, LogScope } from '../cloudtrail/list.ts';
import type { ObjectStore } from '../object-store.ts';

/** Both included. */
export interface DayRange {
  readonly firstDay: string;
  readonly lastDay: string;
}

/** From the first month in which anything was delivered to the last, as far as the scope wants it. */
export async function daysOf(
  store: ObjectStore,
  places: readonly LogPlace[],
  scope: LogScope,
): Promise<DayRange | undefined> {
  const months = (await Promise.all(places.map(({ prefix }) => firstAndLastMonth(store, prefix)))).flat();
  months.sort();
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const firstDay = latest(`${first.slice(0, 7).replace('/', '-')}-01`, scope.firstDay);
  const lastDay = earliest(lastDayOf(last.slice(0, 7).replace('/', '-')), scope.lastDay);
  return firstDay > lastDay ? undefined : { firstDay, lastDay };
}

/** `2026/09/` and `2026/11/` */
async function firstAndLastMonth(store: ObjectStore, prefix: string): Promise<readonly string[]> {
  const years = (await store.listFolders(prefix)).filter((name) => /^\d{4}\/$/.test(name)).sort();
  const ends = [...new Set([years[0] ?? '', years.at(-1) ?? ''])].filter((year) => year !== '');
  const months = await Promise.all(
    ends.map(async (year) => {
      const names = (await store.listFolders(`${prefix}${year}`)).filter((name) => /^\d\d\/$/.test(name)).sort();
      return [names[0] ?? '', names.at(-1) ?? ''].filter((month) => month !== '').map((month) => `${year}${month}`);
    }),
  );
  return months.flat();
}

/** Keys of so many days and places are held at once. Days that are many make windows that are short. */
const PLACES_AND_DAYS = 20_000;
const LONGEST_WINDOW = 31;

export function windowsOf(range: DayRange | undefined, places: number): readonly DayRange[] {
  if (range === undefined) return [];
  const length = Math.max(1, Math.min(LONGEST_WINDOW, Math.floor(PLACES_AND_DAYS / Math.max(1, places))));
  const windows: DayRange[] = [];
  for (let firstDay = range.firstDay; firstDay <= range.lastDay; ) {
    const lastDay = earliest(addDays(firstDay, length - 1), range.lastDay);
    windows.push({ firstDay, lastDay });
    firstDay = addDays(lastDay, 1);
  }
  return windows;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function latest(a: string, b: string | undefined): string {
  return b !== undefined && b > a ? b : a;
}

function earliest(a: string, b: string | undefined): string {
  return b !== undefined && b < a ? b : a;
}
