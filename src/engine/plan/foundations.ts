import type { Blueprint } from '../../blueprints/blueprint.ts';
import type { PlanInput } from './input.ts';

/** The role that CloudFormation works with in each account. */
export function executionRoleOf({ blueprints }: Pick<PlanInput, 'blueprints'>): Blueprint {
  return foundationOf('execution-role', blueprints);
}

/** The stack set that tells which accounts have that role. */
export function executionRecordOf({ blueprints }: Pick<PlanInput, 'blueprints'>): Blueprint {
  return foundationOf('execution-record', blueprints);
}

function foundationOf(kind: NonNullable<Blueprint['foundation']>, blueprints: readonly Blueprint[]): Blueprint {
  const found = blueprints.find(({ foundation }) => foundation === kind);
  if (!found) throw new Error(`no blueprint is the foundation ${kind}`);
  return found;
}
