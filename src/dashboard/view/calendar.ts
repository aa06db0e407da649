import type { Evidence } from '../posture/schema.ts';
import type { Directory } from './directory.ts';
import { compare, type Row } from './rows.ts';

/** `quiet`: no log file and no gap either: nothing happened, or the account was not there yet. */
export type DayState = 'logs' | 'gap' | 'quiet';

export interface CalendarRow extends Row {
  readonly states: readonly DayState[];
  readonly daysWithLogs: number;
  readonly gaps: Evidence['accounts'][number]['gaps'];
}

export function daysOf({ firstDay, lastDay }: Evidence): readonly string[] {
  const days: string[] = [];
  for (let day = firstDay; day <= lastDay; day = nextDay(day)) days.push(day);
  return days;
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** Accounts with gaps first. */
export function calendarRows(evidence: Evidence, directory: Directory): readonly CalendarRow[] {
  const all = daysOf(evidence);
  const nothing = evidence.withoutLogs.map((account) => {
    const gaps = [{ from: evidence.firstDay, to: evidence.lastDay, isOpen: true }];
    return { account, days: [], gaps };
  });
  const known = evidence.accounts.filter(({ account }) => !evidence.withoutLogs.includes(account));
  return [...known, ...nothing]
    .map(({ account, days, gaps }): CalendarRow => {
      const withLogs = new Set(days);
      const stateOf = (day: string): DayState => {
        if (withLogs.has(day)) return 'logs';
        return gaps.some(({ from, to }) => day >= from && day <= to) ? 'gap' : 'quiet';
      };
      const [name, unit] = [directory.nameOf(account), directory.unitOf(account)];
      const text = `${account} ${name} ${unit}`.toLowerCase();
      return { account, name, unit, region: '', text, states: all.map(stateOf), daysWithLogs: days.length, gaps };
    })
    .sort((a, b) => b.gaps.length - a.gaps.length || compare(a.name, b.name));
}
