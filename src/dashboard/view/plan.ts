import type { PlannedChange, PlannedPlace, PlannedStep } from '../posture/plan-schema.ts';
import type { Column } from './columns.ts';
import type { Directory } from './directory.ts';
import { compare, type Filter, isBelow, wordsOf } from './rows.ts';

/** Steps that a filter leaves, with their places that it leaves. A step without places is one of the organization itself. */
export function filterSteps(
  steps: readonly PlannedStep[],
  filter: Filter,
  directory: Directory,
): readonly PlannedStep[] {
  const { account, unit } = filter;
  const words = wordsOf(filter.q);
  const isHere = (place: { readonly account: string }): boolean =>
    (!account || place.account === account) && (!unit || isBelow(directory.unitOf(place.account), unit));
  return steps.flatMap((step) => {
    if (words.length > 0) {
      const text = textOf(step, directory);
      if (!words.every((word) => text.includes(word))) return [];
    }
    if (!account && !unit) return [step];
    const places = step.places.filter(isHere);
    if (places.length === 0) return [];
    const changes = step.changes
      .map((change) => ({ change, left: { ...change, places: change.places.filter(isHere) } }))
      .flatMap(({ change, left }) => (change.places.length > 0 && left.places.length === 0 ? [] : [left]));
    return [{ ...step, places, changes }];
  });
}

/** Whatever of a step is searched, in small letters. */
function textOf({ title, kind, where, why, places, changes, losses }: PlannedStep, directory: Directory): string {
  const accounts = [...new Set(places.map(({ account }) => account))];
  return [
    title,
    kind,
    where ?? '',
    why ?? '',
    ...losses,
    ...accounts.flatMap((account) => [account, directory.nameOf(account), directory.unitOf(account)]),
    ...new Set(places.map(({ region }) => region)),
    ...changes.flatMap(({ resource, type, values }) => [
      resource ?? '',
      type ?? '',
      ...values.flatMap(({ path, from, to }) => [path, from ?? '', to ?? '']),
    ]),
  ]
    .join(' ')
    .toLowerCase();
}

export interface Stage {
  readonly stage: number;
  readonly steps: readonly PlannedStep[];
}

export function stagesOf(steps: readonly PlannedStep[]): readonly Stage[] {
  const numbers = [...new Set(steps.map(({ stage }) => stage))].sort(compare);
  return numbers.map((stage) => ({ stage, steps: steps.filter((step) => step.stage === stage) }));
}

/** Of an account or a region: how many steps reach it, in how many places. */
export interface Reached {
  readonly key: string;
  readonly steps: number;
  readonly places: number;
}

/** What is reached by most steps first. */
export function reachOf(steps: readonly PlannedStep[], by: 'account' | 'region'): readonly Reached[] {
  const reached = new Map<string, { key: string; steps: number; places: number }>();
  for (const { places } of steps) {
    const seen = new Set<string>();
    for (const place of places) {
      const key = place[by];
      const one = reached.get(key) ?? { key, steps: 0, places: 0 };
      one.places += 1;
      if (!seen.has(key)) one.steps += 1;
      seen.add(key);
      reached.set(key, one);
    }
  }
  return [...reached.values()].sort((a, b) => b.steps - a.steps || b.places - a.places || compare(a.key, b.key));
}

/** Why a step comes to its places: once a reason, with what AWS said. */
export interface Because {
  readonly reason: PlannedPlace['reason'];
  readonly detail: string | null;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

export function becauseOf({ places }: Pick<PlannedStep, 'places'>): readonly Because[] {
  const groups = new Map<string, { reason: PlannedPlace['reason']; detail: string | null; all: PlannedPlace[] }>();
  for (const place of places) {
    const { reason, detail } = place;
    const key = `${reason} ${detail ?? ''}`;
    const group = groups.get(key) ?? { reason, detail, all: [] };
    group.all.push(place);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ reason, detail, all }) => ({
    reason,
    detail,
    accounts: [...new Set(all.map(({ account }) => account))],
    regions: [...new Set(all.map(({ region }) => region))],
  }));
}

/** One value that changes; of a step in which none is told, the step itself. */
export interface PlanRow {
  readonly step: PlannedStep;
  readonly change: PlannedChange | null;
  readonly value: PlannedChange['values'][number] | null;
}

export function planRows(steps: readonly PlannedStep[]): readonly PlanRow[] {
  return steps.flatMap((step): readonly PlanRow[] => {
    if (step.changes.length === 0) return [{ step, change: null, value: null }];
    return step.changes.flatMap((change): readonly PlanRow[] =>
      change.values.length === 0
        ? [{ step, change, value: null }]
        : change.values.map((value) => ({ step, change, value })),
    );
  });
}

const placesOf = ({ step, change }: PlanRow): readonly { readonly account: string; readonly region: string }[] =>
  change !== null && change.places.length > 0 ? change.places : step.places;

export const PLAN_COLUMNS: readonly Column<PlanRow>[] = [
  { id: 'stage', word: 'stage', value: ({ step }) => step.stage, width: 5 },
  { id: 'sign', word: 'state', value: ({ step }) => step.sign, width: 5 },
  { id: 'step', word: 'planStep', value: ({ step }) => step.title, width: 16 },
  { id: 'kind', word: 'type', value: ({ step }) => step.kind, width: 10 },
  { id: 'resource', word: 'resource', value: ({ change }) => change?.resource ?? '', width: 16 },
  { id: 'type', word: 'resourceType', value: ({ change }) => change?.type ?? '', width: 16 },
  { id: 'action', word: 'state', value: ({ change }) => change?.action ?? '', width: 8 },
  { id: 'property', word: 'property', value: ({ value }) => value?.path ?? '', width: 18 },
  { id: 'from', word: 'before', value: ({ value }) => value?.from ?? '', width: 18 },
  { id: 'to', word: 'afterwards', value: ({ value }) => value?.to ?? '', width: 18 },
  {
    id: 'accounts',
    word: 'account',
    value: (row) => [...new Set(placesOf(row).map(({ account }) => account))].join(' '),
    width: 12,
  },
  {
    id: 'regions',
    word: 'region',
    value: (row) => [...new Set(placesOf(row).map(({ region }) => region))].join(' '),
    width: 12,
  },
  { id: 'losses', word: 'losses', value: ({ step }) => step.losses.join(' | '), width: 18 },
];
