import type { AccountGap } from '../archive/gaps.ts';
import { DAYS_LATE, MOST_DAYS_LATE, type Scope } from '../archive/tables/scope.ts';
import type { TableName } from '../archive/tables/table.ts';
import type { EngineName, Problem, QueryResult } from '../query/engine.ts';
import type { Period } from './period.ts';
import type { OptionalEvents } from './report.ts';

/** What an answer over the archive was made of, and what it did not see. Whoever shows the answer shows this too. */
export interface Basis {
  readonly period: Period;
  /** Until when there could be logs, where the period is not over yet; null when it is. */
  readonly notOverAt: string | null;
  /** That were asked about; null: all. */
  readonly accounts: readonly string[] | null;
  readonly regions: readonly string[] | null;
  readonly engine: EngineName;
  readonly tables: readonly TableBasis[];
  /** Days of accounts without logs of CloudTrail; null: not looked for. Absent where CloudTrail was not asked. */
  readonly gaps?: readonly AccountGap[] | null;
  /** What CloudTrail delivered after the period. Absent where CloudTrail was not asked. */
  readonly late?: LateBasis;
  /** The report asks about these events, and there is not one in the logs. */
  readonly unrecorded?: OptionalEvents;
  /** What the last verification of the archive found; null: none is known that covers the period. Absent where CloudTrail was not asked. */
  readonly verified?: ChainVerification | null;
  /** Objects that are in none of the rows. */
  readonly skipped: readonly Problem[];
}

/** What `metsuke evidence verify` found over all accounts and regions of an archive, as it was kept. */
export interface ChainVerification {
  /** When it ran. */
  readonly at: string;
  /** Log files that were delivered later were not looked at. */
  readonly until: string;
  /** Who may write there could have written it. */
  readonly keptIn: string;
  readonly findings: number;
  /** Log files that the digests list, and how many of them are as CloudTrail signed them. */
  readonly logs: number;
  readonly provenLogs: number;
}

export interface TableBasis {
  readonly table: TableName;
  /** Log objects that were read; null when the engine does not tell. */
  readonly objects: number | null;
  /** Rows in them, each once; null when nobody counts them. */
  readonly events: number | null;
  /** Rows that were delivered more than once, as often as they were left out; null when nobody counts them. */
  readonly copies: number | null;
  /** Of a table that holds states: when the oldest and the newest of them were captured; null without one. */
  readonly captured?: Captured | null;
}

export interface Captured {
  readonly oldest: string;
  readonly newest: string;
}

export interface LateBasis {
  /** Until so many days after the period it was looked for. */
  readonly days: number;
  /** Events that came more than two days after it; null when the engine does not tell. */
  readonly events: number | null;
  /** Later ones may lie in the archive, and were not looked for. */
  readonly isUnread: boolean;
  /** Until this day there may come some, since CloudTrail tries for 30 days; null when that is over. */
  readonly mayComeUntil: string | null;
}

export interface BasisOptions {
  readonly scope: Scope;
  readonly engine: EngineName;
  /** ISO 8601. */
  readonly now: string;
  readonly verified?: ChainVerification | null | undefined;
}

export async function makeBasis(
  { read, problems }: Pick<QueryResult, 'read' | 'problems'>,
  { scope, engine, now, verified = null }: BasisOptions,
): Promise<Basis> {
  const looked = await Promise.all(read.map(async ({ table, look }) => ({ table, ...(await look(now)) })));
  const logs = looked.find(({ table }) => table === 'cloudtrail');
  return {
    ...begin(scope, engine, now),
    tables: looked.map(({ table, objects, events, copies }) => ({ table, objects, events, copies })),
    ...(logs === undefined ? {} : { gaps: logs.gaps, late: lateOf(logs.late, { scope, engine, now }), verified }),
    skipped: [...new Map(problems.map((problem) => [problem.key, problem])).values()],
  };
}

/** Days after which CloudTrail gives up. */
const TRIES_FOR = 30;

function lateOf(events: number | null, { scope, engine, now }: BasisOptions): LateBasis {
  const days = scope.lateDays ?? (engine === 'duckdb' ? MOST_DAYS_LATE : DAYS_LATE);
  const after = (count: number): string => new Date(Date.parse(scope.to) + count * 86_400_000).toISOString();
  const mayComeUntil = now < after(TRIES_FOR) ? after(TRIES_FOR).slice(0, 10) : null;
  return { days, events, isUnread: days < TRIES_FOR && now > after(days), mayComeUntil };
}

function begin({ from, to, accounts, regions }: Scope, engine: EngineName, now: string) {
  const moment = `${new Date(now).toISOString().slice(0, 19)}Z`;
  return {
    period: { from, to },
    notOverAt: moment < to ? moment : null,
    accounts: accounts ?? null,
    regions: regions ?? null,
    engine,
  };
}

/** Not one object of any table that was asked. */
export function isNothingRead({ tables }: Basis): boolean {
  return tables.length > 0 && tables.every(({ objects, captured }) => objects === 0 || captured === null);
}

/** Nothing is known to be missing or changed. */
export function isComplete({ gaps = [], late, verified, skipped, unrecorded }: Basis): boolean {
  const isAllRead = gaps !== null && gaps.length === 0 && skipped.length === 0 && late?.isUnread !== true;
  const isDoubtful = verified !== undefined && verified !== null && verified.findings > 0;
  return isAllRead && unrecorded === undefined && !isDoubtful;
}

/** Complete, of a period that is over: what it counts is all that there is. */
export function isWhole(basis: Basis): boolean {
  return isComplete(basis) && basis.notOverAt === null;
}

/** Of several answers over one archive: what the logs hold is all that they have in common. */
export function joinBases(bases: readonly Basis[]): Basis | undefined {
  const [first] = bases;
  if (first === undefined) return undefined;
  const tables = new Map(bases.flatMap(({ tables: each }) => each.map((one) => [one.table, one] as const)));
  const skipped = new Map(bases.flatMap((each) => each.skipped.map((one) => [one.key, one] as const)));
  const withLogs = bases.find(({ gaps }) => gaps !== undefined);
  const { gaps: _gaps, late: _late, unrecorded: _unrecorded, verified: _verified, ...rest } = first;
  return {
    ...rest,
    tables: [...tables.values()],
    ...(withLogs?.gaps === undefined ? {} : { gaps: withLogs.gaps }),
    ...(withLogs?.late === undefined ? {} : { late: withLogs.late }),
    ...(withLogs?.verified === undefined ? {} : { verified: withLogs.verified }),
    skipped: [...skipped.values()],
  };
}
