import { type DriftContext, readDrift } from '../drift.ts';
import type { ObservedDeep } from '../observe/deep.ts';
import type { PlanInput } from '../plan/input.ts';
import { lookDeep } from './deep-look.ts';

/** Every account and region is asked what works, and CloudFormation what was changed by hand: for a plan that relies on no event. */
export async function lookEverywhere(input: PlanInput, context: DriftContext): Promise<ObservedDeep> {
  const { ports, track } = context;
  const [look, { drifts, failures }] = await Promise.all([
    lookDeep(ports, input, track && { track }),
    readDrift(input, context),
  ]);
  return { ...look, drifts, failures };
}
