import type { Blueprint } from '../../../blueprints/blueprint.ts';
import { note } from '../../../domain/say.ts';
import type { PlanInput } from '../../plan/input.ts';
import type { Placed } from '../placed.ts';
import type { ServiceAccessStep } from './step.ts';

/** The switch of CloudFormation's own trusted access is not the one of AWS Organizations. */
export const STACK_SETS_PRINCIPAL = 'member.org.stacksets.cloudformation.amazonaws.com';

/** Only ever turned on: somebody else may rely on one that is on already. */
export function planServiceAccess(
  blueprints: readonly Blueprint[],
  input: PlanInput,
): readonly Placed<ServiceAccessStep>[] {
  const { snapshot, config } = input;
  const wanted = new Set(
    blueprints
      .filter((blueprint) => blueprint.isEnabled(config))
      .flatMap((blueprint) => blueprint.serviceAccess ?? [])
      .map(({ principal }) => principal)
      .filter((principal) => !snapshot.serviceAccess.includes(principal)),
  );
  if (config.stackSets.permissionModel === 'SERVICE_MANAGED' && snapshot.stackSetsAccess === 'DISABLED') {
    wanted.add(STACK_SETS_PRINCIPAL);
  }
  return [...wanted].map((principal) => ({
    step: { kind: 'service-access' as const, id: serviceAccessId(principal), title: note`trusted access`, principal },
    after: [],
    before: [],
  }));
}

export function serviceAccessId(principal: string): string {
  return `service-access:${principal}`;
}
