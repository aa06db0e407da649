import type { Lead } from '../../domain/disturbance.ts';
import { repairFindings } from '../steps/repair/findings.ts';
import type { PlanInput } from './input.ts';
import { entriesOfActive } from './suspects.ts';

/** Entries about what nobody could look at, about what a person has to repair, and of accounts that sleep. */
export function unansweredEntries(input: PlanInput): readonly Lead[] {
  const { disturbances, suspects = [], recordings = [] } = input.snapshot;
  const members = new Set<string>(input.snapshot.accounts.map(({ id }) => id));
  const awake = new Set(entriesOfActive(input));
  const asleep = (disturbances?.entries ?? []).filter((entry) => members.has(entry.account) && !awake.has(entry));
  const ofStacks = suspects.filter((suspect) => isOpen({ ...input.snapshot, suspects: [suspect] }, input));
  const ofRecordings = recordings.filter(({ state }) => state === 'unknown' || state === 'missing');
  return [
    ...asleep,
    ...ofStacks.flatMap(({ entries }) => entries),
    ...ofRecordings.flatMap(({ entry }) => (entry === null ? [] : [entry])),
  ];
}

function isOpen(snapshot: PlanInput['snapshot'], input: PlanInput): boolean {
  return repairFindings({ ...input, snapshot }).length > 0;
}
