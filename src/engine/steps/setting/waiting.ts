import type { Blueprint } from '../../../blueprints/blueprint.ts';
import type { PlanInput } from '../../plan/input.ts';
import { keyOf, type Target } from '../../plan/targets.ts';

/** Nobody could look there, and nothing goes that no plan has shown: neither is it set, nor does a stack say that it was. */
export function waitsForLook(
  { id, setting }: Pick<Blueprint, 'id' | 'setting'>,
  place: Target,
  { snapshot }: Pick<PlanInput, 'snapshot'>,
): boolean {
  if (!setting?.onlyAsShown) return false;
  return (snapshot.settings ?? []).some((one) => one.id === id && one.values === null && keyOf(one) === keyOf(place));
}
