import type { Posture } from '../posture/schema.ts';
import type { Directory } from './directory.ts';
import type { Filter, ViolationRow } from './rows.ts';
import { compare, filterRows } from './rows.ts';

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
}

/** The state of each account and rule over all regions: what is worst decides. */
export type BaseStates = ReadonlyMap<string, CellState>;

const WORST: readonly CellState[] = ['violated', 'excepted', 'compliant', 'silent'];

/** Once for a posture; a filter does not change it. */
export function baseStates({ compliance }: Posture): BaseStates {
  const states = new Map<string, CellState>();
  if (compliance.state === 'not-read') return states;
  for (const { rule, account, state } of compliance.cells) {
    const key = `${account} ${rule}`;
    const found = state === 'non-compliant' ? 'violated' : state;
    const known = states.get(key);
    if (known === undefined || WORST.indexOf(found) < WORST.indexOf(known)) states.set(key, found);
  }
  return states;
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
  const severities = new Map(shown.map((row) => [row.rule, row.severity]));
  const rules = [...severities]
    .map(([name, of]) => ({ name, severity: of }))
    .sort((a, b) => b.severity - a.severity || compare(a.name, b.name));
  const withRows = new Set(shown.map(({ account }) => account));
  const accounts = posture.accounts
    .filter(({ id, notGoverned }) => withRows.has(id) || (notGoverned === null && !q))
    .map(({ id, name }) => ({ account: id, name, unit: directory.unitOf(id) }))
    .filter((one) => !unit || one.unit === unit || one.unit.startsWith(`${unit}/`));
  const groups = new Map<string, MatrixAccount[]>();
  for (const { account, name, unit: path } of accounts) {
    const cells = new Map<string, MatrixCell>();
    for (const rule of rules) {
      const cell = cellOf(account, rule.name, { counts, base });
      if (cell) cells.set(rule.name, cell);
    }
    const group = groups.get(path);
    if (group) group.push({ account, name, cells });
    else groups.set(path, [{ account, name, cells }]);
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

interface Count {
  violated: number;
  excepted: number;
}

function countsOf(rows: readonly ViolationRow[]): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  for (const { account, rule, state } of rows) {
    const key = `${account} ${rule}`;
    const known = counts.get(key) ?? { violated: 0, excepted: 0 };
    counts.set(key, known);
    if (state === 'excepted') known.excepted += 1;
    else known.violated += 1;
  }
  return counts;
}

function cellOf(
  account: string,
  rule: string,
  { counts, base }: { counts: ReadonlyMap<string, Count>; base: BaseStates },
): MatrixCell | undefined {
  const key = `${account} ${rule}`;
  const found = counts.get(key);
  if (found && found.violated > 0) return { state: 'violated', count: found.violated };
  if (found) return { state: 'excepted', count: found.excepted };
  const state = base.get(key);
  // What is violated and does not fit the filter is not called compliant.
  return state === 'compliant' || state === 'silent' ? { state, count: 0 } : undefined;
}

function sumOf(members: readonly MatrixAccount[]): ReadonlyMap<string, MatrixCell> {
  const sums = new Map<string, MatrixCell>();
  for (const { cells } of members) {
    for (const [rule, cell] of cells) {
      const known = sums.get(rule);
      if (known === undefined) sums.set(rule, cell);
      else if (known.state === cell.state) sums.set(rule, { state: cell.state, count: known.count + cell.count });
      else if (WORST.indexOf(cell.state) < WORST.indexOf(known.state)) sums.set(rule, cell);
    }
  }
  return sums;
}
