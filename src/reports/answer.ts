import type { EngineName, Problem, Row, Statistics } from '../query/engine.ts';
import { type Basis, isComplete, isNothingRead } from './basis.ts';
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
  readonly basis: Basis;
}

/** A report that could not be evaluated: nothing is known of what it asks. */
export interface Unanswered {
  readonly report: Report;
  readonly period: Period;
  readonly reason: string;
}

/** What becomes of a report that is run beside others. */
export type Outcome = Answer | Unanswered;

export function isAnswered(outcome: Outcome): outcome is Answer {
  return 'rows' in outcome;
}

/** Of no logs nothing can be said: `nothing` is claimed only where all was read, `incomplete` where something is missing. */
export const RESULTS = ['found', 'nothing', 'incomplete', 'no-logs', 'not-evaluated'] as const;
export type Result = (typeof RESULTS)[number];

export function resultOf(outcome: Outcome): Result {
  if (!isAnswered(outcome)) return 'not-evaluated';
  if (outcome.rows.length > 0) return 'found';
  if (isNothingRead(outcome.basis)) return 'no-logs';
  return isComplete(outcome.basis) ? 'nothing' : 'incomplete';
}
