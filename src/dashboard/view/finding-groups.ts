import type { FindingRow } from './rows.ts';

/** Findings of one kind, in however many accounts. */
export interface FindingGroup {
  readonly source: FindingRow['source'];
  readonly type: string;
  readonly severity: number;
  readonly count: number;
  readonly accounts: number;
  /** Days since the first of them was seen; null: not known. */
  readonly oldest: number | null;
}

/** The severest first, then the oldest. */
export function groupFindings(rows: readonly FindingRow[]): readonly FindingGroup[] {
  const groups = new Map<string, FindingRow[]>();
  for (const row of rows) {
    const key = `${row.source} ${row.type}`;
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].flatMap(makeGroup).sort(inOrder);
}

function makeGroup(rows: readonly FindingRow[]): readonly FindingGroup[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { source, type } = first;
  let [severity, oldest]: [number, number | null] = [0, null];
  for (const row of rows) {
    severity = Math.max(severity, row.severity);
    if (row.age !== null) oldest = Math.max(oldest ?? 0, row.age);
  }
  const accounts = new Set(rows.map(({ account }) => account)).size;
  return [{ source, type, severity, count: rows.length, accounts, oldest }];
}

function inOrder(a: FindingGroup, b: FindingGroup): number {
  return b.severity - a.severity || (b.oldest ?? -1) - (a.oldest ?? -1) || b.count - a.count;
}
