import type { EngineName, Problem, Row, Statistics } from '../query/engine.ts';
import type { Period } from './period.ts';
import type { Report } from './report.ts';

/** A report that was run: what every form of output is made of. */
export interface Answer {
  readonly report: Report;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** There were more rows than are here. */
  readonly isCut: boolean;
  readonly period: Period;
  readonly engine: EngineName;
  readonly problems: readonly Problem[];
  readonly statistics: Statistics;
}
