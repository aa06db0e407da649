import type { Finding } from '../domain/finding.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Step } from './steps/step.ts';

/** Everything the engine says. Renderers turn it into text; nothing else prints. */
export type EngineEvent =
  | { readonly type: 'waiting'; readonly what: string }
  | { readonly type: 'run-started'; readonly steps: readonly Step[] }
  | { readonly type: 'step-started'; readonly step: string }
  | { readonly type: 'step-progress'; readonly step: string; readonly progress: Progress }
  | { readonly type: 'step-note'; readonly step: string; readonly finding: Finding }
  | { readonly type: 'target-failed'; readonly step: string; readonly failure: Failure }
  | { readonly type: 'step-finished'; readonly step: string; readonly outcome: StepOutcome }
  | { readonly type: 'interrupting' };

/** In account × region pairs. */
export interface Progress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Of which AWS was not asked, because of failures elsewhere. */
  readonly notTried?: number;
}

export interface Failure {
  /** Null: the step as a whole. */
  readonly account: AccountId | null;
  readonly region: string | null;
  /** AWS's own words. */
  readonly reason: string;
  /** What to do, a sentence. */
  readonly advice: string;
  /** What to run for it, to be copied. */
  readonly command?: string;
  /** AWS was not asked, because of another failure: nothing is wrong here. */
  readonly notTried?: true;
}

export type StepStatus = 'done' | 'failed' | 'skipped' | 'interrupted';

export interface StepOutcome {
  readonly status: StepStatus;
  readonly failures: readonly Failure[];
  /** Accounts in which later steps cannot work because this one failed there. */
  readonly unusableAccounts: readonly AccountId[];
  /** Accounts that got a role in this run: AWS needs a moment until all of it sees one. */
  readonly newRoles: readonly AccountId[];
  /** Accounts that let nobody in to look whether their role is there, and what to say should it turn out not to be. */
  readonly unconfirmed: readonly Failure[];
}

export type Emit = (event: EngineEvent) => void;
