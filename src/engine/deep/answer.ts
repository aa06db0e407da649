import type { Remedy, Verdict } from '../observe/deep.ts';

export function well(name: string): Verdict {
  return { name, state: 'well', reason: null, remedy: null, isForPlan: false };
}

/** A plan that knows of it has a step for it, as far as CloudFormation can compare what is there with the template. */
export function fault(name: string, reason: string, remedy: Remedy): Verdict {
  return { name, state: 'fault', reason, remedy, isForPlan: true };
}

/** No step of a plan is about it. */
export function faultForPerson(name: string, reason: string, remedy: Remedy): Verdict {
  return { ...fault(name, reason, remedy), isForPlan: false };
}

export function unknown(name: string, reason: string): Verdict {
  return { name, state: 'unknown', reason, remedy: null, isForPlan: false };
}
