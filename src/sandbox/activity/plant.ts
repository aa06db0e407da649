import type { TrailEvent } from './event.ts';
import { type ActiveAccount, type ActivityPlan, DAY_MS, HOUR_MS, isoOf, isWeekend, TOKYO_MS } from './place.ts';
import { makeRandom, type Random } from './random.ts';

/** Something wrong that is done on purpose, with the reports that must find it. */
export interface Planted {
  readonly event: TrailEvent;
  /** Names of reports: `root-use`. */
  readonly reports: readonly string[];
}

/** Where and when wrong things happen. */
export interface Scene {
  readonly plan: ActivityPlan;
  /** By name; a small organization plays several parts with one account. */
  account(name: string): ActiveAccount;
  /** In office hours of a working day so many days before the end: `at(3, 14, 5)` is 14:05 in Tokyo. */
  at(daysBefore: number, hour: number, minute?: number): string;
  /** A Sunday, three in the morning. */
  atNight(weeksBefore: number, minute?: number): string;
  readonly random: Random;
}

export function makeScene(plan: ActivityPlan): Scene {
  const days = Math.round((plan.until.getTime() - plan.from.getTime()) / DAY_MS);
  const lastDay = Math.floor(plan.until.getTime() / DAY_MS) * DAY_MS - DAY_MS;
  return {
    plan,
    random: makeRandom(plan.seed, 'planted'),
    account(name) {
      const found = plan.accounts.find((each) => each.name === name) ?? plan.accounts.at(-1);
      if (found === undefined) throw new Error('An organization has at least one account.');
      return found;
    },
    at(daysBefore, hour, minute = 0) {
      // In a short stretch of activity it happens all the same, on the days that there are.
      const back = days <= 3 ? 0 : daysBefore % (days - 3);
      let day = lastDay - back * DAY_MS;
      while (isWeekend(day) && day > plan.from.getTime() + DAY_MS) day -= DAY_MS;
      return isoOf(day + (hour * 60 + minute) * 60_000 - TOKYO_MS);
    },
    atNight(weeksBefore, minute = 0) {
      let day = lastDay;
      while (new Date(day).getUTCDay() !== 0 && day > plan.from.getTime() + DAY_MS) day -= DAY_MS;
      const back = Math.min(weeksBefore, Math.max(0, Math.floor((day - plan.from.getTime()) / (7 * DAY_MS)) - 1));
      return isoOf(day - back * 7 * DAY_MS + 3 * HOUR_MS - TOKYO_MS + minute * 60_000);
    },
  };
}
