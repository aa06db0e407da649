import type { Outcome } from '../answer.ts';
import type { NamedPeriod } from '../calendar.ts';
import type { RowCount } from '../compare.ts';
import type { ReportId } from '../ids.ts';
import type { Reader } from '../render/reader.ts';

/** What a pack is made of. */
export interface PackInput {
  readonly outcomes: readonly Outcome[];
  readonly period: NamedPeriod;
  /** What the reports found in the period before; null: not asked. */
  readonly before: ReadonlyMap<ReportId, RowCount> | null;
  readonly scope: PackScope;
  readonly reader: Reader;
  /** ISO 8601. */
  readonly madeAt: string;
  /** `o-8m3k2xq1zz`, or where the logs are. */
  readonly source: string;
  readonly version: string;
}

/** Of whom, as a person named them. */
export interface PackScope {
  readonly units: readonly string[];
  /** Ids; null: all. */
  readonly accounts: readonly string[] | null;
}

/** What is told of a report beside one of the period before. */
export const UNKNOWN: RowCount = { rows: null, isInPart: false };
