import type { AccountId } from '../../domain/ids.ts';

/** What one part of ours does in one account and region, as the service itself says. */
export interface DeepAnswer extends Verdict {
  readonly account: AccountId;
  readonly region: string;
  /** A type of CloudFormation, or what stands for one: `AWS::Events::Rule`. */
  readonly part: string;
}

export interface Verdict {
  readonly name: string;
  readonly state: 'well' | 'fault' | 'unknown';
  /** What is wrong, or why nobody knows; null: it is well. */
  readonly reason: string | null;
  readonly remedy: Remedy | null;
}

export interface Remedy {
  /** A sentence. */
  readonly hint: string;
  /** To be copied; the hint leads to it. */
  readonly command?: string;
}

export function well(name: string): Verdict {
  return { name, state: 'well', reason: null, remedy: null };
}

export function fault(name: string, reason: string, remedy: Remedy): Verdict {
  return { name, state: 'fault', reason, remedy };
}

export function unknown(name: string, reason: string): Verdict {
  return { name, state: 'unknown', reason, remedy: null };
}
