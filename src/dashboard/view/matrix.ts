import type { Posture } from '../posture/schema.ts';
import type { Directory } from './directory.ts';
import type { Filter, ViolationRow } from './rows.ts';
import { compare, filterRows, isBelow } from './rows.ts';

export type CellState = 'violated' | 'excepted' | 'compliant' | 'silent';

/** What rules say of accounts, grouped by unit; only rules that something breaks have a column. */
export interface Matrix {
  readonly rules: readonly { readonly name: string; readonly severity: number }[];
  readonly groups: readonly MatrixGroup[];
}

export interface MatrixGroup {
  readonly unit: string;
  readonly cells: ReadonlyMap<string, MatrixCell>;
  readonly accounts: readonly MatrixAccount[];
}

export interface MatrixAccount {
  readonly account: string;
  readonly name: string;
  readonly cells: ReadonlyMap<string, MatrixCell>;
}

export interface MatrixCell {
  readonly state: CellState;
  readonly count: number;
  /** There are more, since AWS does not count them to the end. */
  readonly isAtLeast?: true;
}

/** By account and rule, over all regions: what is worst decides. */
export type BaseStates = ReadonlyMap<string, ReadonlyMap<string, CellState>>;

const WORST: readonly CellState[] = ['violated', 'excepted', 'compliant', 'silent'];

/** Once for a posture; a filter does not change it. */
export function baseStates({ compliance }: Posture): BaseStates {
  const states = new Map<string, Map<string, CellState>>();
  if (compliance.state === 'not-read') return states;
  for (const { rule, account, state } of compliance.cells) {
    const ofAccount = states.get(account) ?? new Map<string, CellState>();
    states.set(account, ofAccount);
    const found = state === 'non-compliant' ? 'violated' : state;
    const known = ofAccount.get(rule);
    if (known === undefined || isWorse(found, known)) ofAccount.set(rule, found);
  }
  return states;
}

function isWorse(one: CellState, other: CellState): boolean {
  return WORST.indexOf(one) < WORST.indexOf(other);
}

/** @param rows all violations; the filter's account and rule choose a cell and leave the matrix whole */
export function makeMatrix(
  posture: Posture,
  directory: Directory,
  { rows, filter, base }: { rows: readonly ViolationRow[]; filter: Filter; base: BaseStates },
): Matrix {
  const { unit, severity, q } = filter;
  const shown = filterRows(rows, { unit, severity, q });
  const counts = countsOf(shown);
  const rules = [...severitiesOf(shown)]
    .map(([name, of]) => ({ name, severity: of }))
    .sort((a, b) => b.severity - a.severity || compare(a.name, b.name));
  const accounts = posture.accounts
    .filter(({ id, notGoverned }) => counts.has(id) || (notGoverned === null && !q))
    .map(({ id, name }) => ({ account: id, name, unit: directory.unitOf(id) }))
    .filter((one) => !unit || isBelow(one.unit, unit));
  const groups = new Map<string, MatrixAccount[]>();
  for (const { account, name, unit: path } of accounts) {
    const member = { account, name, cells: cellsOf(rules, counts.get(account), base.get(account)) };
    const group = groups.get(path);
    if (group) group.push(member);
    else groups.set(path, [member]);
  }
  return {
    rules,
    groups: [...groups]
      .sort(([a], [b]) => compare(a, b))
      .map(([path, members]) => ({
        unit: path,
        accounts: members.sort((a, b) => compare(a.name, b.name)),
        cells: sumOf(members),
      })),
  };
}

function severitiesOf(rows: readonly ViolationRow[]): ReadonlyMap<string, number> {
  const severities = new Map<string, number>();
  for (const { rule, severity } of rows) if (!severities.has(rule)) severities.set(rule, severity);
  return severities;
}

interface Count {
  violated: number;
  excepted: number;
  isAtLeast?: true;
}

type Counts = ReadonlyMap<string, Count>;

function countsOf(rows: readonly ViolationRow[]): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Map<string, Count>>();
  for (const { account, rule, state, count, isAtLeast } of rows) {
    const ofAccount = counts.get(account) ?? new Map<string, Count>();
    counts.set(account, ofAccount);
    const known: Count = ofAccount.get(rule) ?? { violated: 0, excepted: 0 };
    ofAccount.set(rule, known);
    if (state === 'excepted') known.excepted += count;
    else known.violated += count;
    if (isAtLeast) known.isAtLeast = true;
  }
  return counts;
}

function cellsOf(
  rules: Matrix['rules'],
  counts: Counts | undefined,
  base: ReadonlyMap<string, CellState> | undefined,
): ReadonlyMap<string, MatrixCell> {
  const cells = new Map<string, MatrixCell>();
  for (const { name } of rules) {
    const cell = cellOf(counts?.get(name), base?.get(name));
    if (cell) cells.set(name, cell);
  }
  return cells;
}

function cellOf(found: Count | undefined, state: CellState | undefined): MatrixCell | undefined {
  const more = found?.isAtLeast ? { isAtLeast: true as const } : {};
  if (found && found.violated > 0) return { state: 'violated', count: found.violated, ...more };
  if (found) return { state: 'excepted', count: found.excepted, ...more };
  // What is violated and does not fit the filter is not called compliant.
  return state === 'compliant' || state === 'silent' ? { state, count: 0 } : undefined;
}

function sumOf(members: readonly MatrixAccount[]): ReadonlyMap<string, MatrixCell> {
  const sums = new Map<string, MatrixCell>();
  for (const { cells } of members) {
    for (const [rule, cell] of cells) {
      const known = sums.get(rule);
      const sum = known === undefined ? cell : together(known, cell);
      if (sum !== known) sums.set(rule, sum);
    }
  }
  return sums;
}

function together(known: MatrixCell, cell: MatrixCell): MatrixCell {
  if (known.state !== cell.state) return isWorse(cell.state, known.state) ? cell : known;
  if (cell.count === 0) return known;
  const more = known.isAtLeast || cell.isAtLeast ? { isAtLeast: true as const } : {};
  return { state: cell.state, count: known.count + cell.count, ...more };
}
