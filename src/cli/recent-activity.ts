import { readEvents } from '../archive/cloudtrail/events.ts';
import { openFolder } from '../archive/folder-store.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { Clock } from '../engine/clock.ts';
import type { RecentActivity } from '../guardrails/preview/would-have-denied.ts';

const DAY_MS = 86_400_000;

/** The last days of a copy of the archive. Log files that cannot be read are told, not passed over silently. */
export function readRecentActivity(
  folder: string,
  days: number,
  { clock, onUnreadable }: { readonly clock: Clock; readonly onUnreadable: (key: string) => void },
): RecentActivity {
  const firstDay = new Date(clock.now() - days * DAY_MS).toISOString().slice(0, 10);
  return {
    days,
    description: say`the last ${days} days of ${folder}`,
    events: () => readEvents(openFolder(folder), { firstDay }, onUnreadable),
  };
}

export function parseDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days > 0) return days;
  throw new MetsukeError('usage', say`--days ${text}: it must be a number of days, such as 30.`);
}
