import type { Posture } from '../posture/schema.ts';
import type { Advice } from './advice.ts';
import type { Directory } from './directory.ts';
import { compare } from './rows.ts';

/** `good`: nothing was found, and all live sources were read. `left`: Metsuke leaves it alone. */
export type Health = 'bad' | 'unknown' | 'good' | 'left';

export interface AccountHealth {
  readonly id: string;
  readonly name: string;
  readonly health: Health;
  readonly problems: number;
  readonly why: string | null;
}

export interface UnitHealth {
  /** Empty for the root. */
  readonly path: string;
  readonly name: string;
  readonly health: Health;
  readonly problems: number;
  /** With those of units below. */
  readonly accountCount: number;
  readonly units: readonly UnitHealth[];
  readonly accounts: readonly AccountHealth[];
}

/** Of every unit and account; a unit is as its worst account. */
export function healthTree(posture: Posture, advice: readonly Advice[], directory: Directory): UnitHealth {
  const bad = advice.filter(({ urgency }) => urgency === 'bad');
  const problems = problemsOf(bad);
  const unknown = advice.filter(({ urgency }) => urgency === 'unknown');
  const unseen = new Set(unknown.flatMap((one) => one.accounts));
  // What was not read of the organization was not read of any account. The archive tells of other days than today.
  const isAllRead = unknown.every((one) => one.accounts.length > 0 || one.link === 'evidence' || one.link === 'fleet');
  const accounts = posture.accounts.map(({ id, name, notGoverned }) => {
    const count = problems.get(id)?.length ?? 0;
    const quiet = isAllRead && !unseen.has(id) ? 'good' : 'unknown';
    const health: Health = count > 0 ? 'bad' : notGoverned === null ? quiet : 'left';
    return { id, name, health, problems: count, why: notGoverned, unit: directory.unitOf(id) };
  });
  const make = (path: string, name: string, id: string): UnitHealth => {
    const units = posture.units
      .filter(({ parent }) => parent === id)
      .map((unit) => make(unit.path, unit.name, unit.id))
      .sort((a, b) => compare(a.name, b.name));
    const own = accounts.filter(({ unit }) => unit === path).sort((a, b) => compare(a.name, b.name));
    return {
      path,
      name,
      units,
      accounts: own,
      health: worst([...units, ...own].map(({ health }) => health)),
      // A problem of several accounts is one, however many of them are here.
      problems:
        path === ''
          ? bad.length
          : new Set(membersOf({ units, accounts: own }).flatMap((one) => problems.get(one) ?? [])).size,
      accountCount: own.length + units.reduce((sum, { accountCount }) => sum + accountCount, 0),
    };
  };
  return make('', '', posture.organization.root);
}

function problemsOf(bad: readonly Advice[]): ReadonlyMap<string, readonly Advice[]> {
  const problems = new Map<string, Advice[]>();
  for (const one of bad) {
    for (const account of one.accounts) problems.set(account, [...(problems.get(account) ?? []), one]);
  }
  return problems;
}

function membersOf({ units, accounts }: Pick<UnitHealth, 'units' | 'accounts'>): readonly string[] {
  return [...accounts.map(({ id }) => id), ...units.flatMap(membersOf)];
}

function worst(all: readonly Health[]): Health {
  return (['bad', 'unknown', 'good'] as const).find((health) => all.includes(health)) ?? 'left';
}
