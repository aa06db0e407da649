import type { Plan } from '../plan/plan.ts';
import type { InstanceChange, ResourceChange } from './change.ts';

/** `+` something new, `~` a change, `-` something goes, `!` something is replaced or its data is lost. */
export type Sign = '+' | '~' | '-' | '!';

/** What is told of a step of one kind: to a person who reads a plan, and to one who waits for its end. */
export interface Description<S> {
  /** Every account × region pair that it touches. */
  instances(step: S): readonly InstanceChange[];
  resources(step: S): readonly ResourceChange[];
  /** Of the AWS API, to apply it, with a few polls for each operation. */
  calls(step: S): number;
  /** While it is applied. */
  title(step: S): string;
  /** Of its line, unless something dangerous makes it `!`. */
  sign(step: S): Sign;
  /** What its line says after sign and title. */
  row(step: S, plan: Plan): Row;
  /** What stands below its line. */
  details(step: S, plan: Plan): readonly Detail[];
}

export interface Row {
  readonly where: string;
  readonly regions: string;
  readonly why: string;
}

export interface Detail {
  readonly text: string;
  /** 2: it belongs to the line above. */
  readonly depth: 1 | 2;
  /** Its colour is the one of the sign; `aside` is dimmed. */
  readonly tone: Sign | 'aside' | 'plain';
}

/** Of a step that is no change of resources in accounts and regions. */
export const NOWHERE = { instances: () => [], resources: () => [], details: () => [] } as const;
