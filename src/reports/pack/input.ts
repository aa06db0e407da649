import type { Outcome } from '../answer.ts';
import type { NamedPeriod } from '../calendar.ts';
import type { RowCount } from '../compare.ts';
import type { Framework } from '../frameworks/framework.ts';
import type { ReportId } from '../ids.ts';
import type { Reader } from '../render/reader.ts';
import type { RuleStates } from './rule-states.ts';

/** What a pack is made of. */
export interface PackInput {
  readonly outcomes: readonly Outcome[];
  readonly period: NamedPeriod;
  /** What the reports found in the period before; null: not asked. */
  readonly before: ReadonlyMap<ReportId, RowCount> | null;
  readonly scope: PackScope;
  readonly reader: Reader;
  /** By which requirements of frameworks are shown; null: not asked for. */
  readonly controls: PackControls | null;
  /** What does not count, and what is left alone; null: no configuration says it. */
  readonly exceptions: readonly PackException[] | null;
  /** ISO 8601. */
  readonly madeAt: string;
  /** `o-8m3k2xq1zz`, or where the logs are. */
  readonly source: string;
  readonly version: string;
}

export interface PackControls {
  readonly frameworks: readonly Framework[];
  /** Null: what AWS Config recorded could not be read. */
  readonly states: RuleStates | null;
}

/** As it is written in metsuke.yaml. */
export interface PackException {
  /** Null: Metsuke leaves the accounts alone. */
  readonly rule: string | null;
  /** Accounts and units as they are written there. */
  readonly where: readonly string[];
  readonly owner: string | null;
  readonly reason: string | null;
  /** The last day. */
  readonly expires: string | null;
}

/** Of whom, as a person named them. */
export interface PackScope {
  readonly units: readonly string[];
  /** Ids; null: all. */
  readonly accounts: readonly string[] | null;
}

/** What is told of a report beside one of the period before. */
export const UNKNOWN: RowCount = { rows: null, isInPart: false };
