import { say } from '../domain/say.ts';
import { isGuardrailEnabled } from '../guardrails/guardrail.ts';
import { checkPolicySize } from '../guardrails/size.ts';
import type { CheckedItem } from './checked-item.ts';
import { readAttachedPolicies } from './observe/binding.ts';
import type { Ports } from './observe/ports.ts';
import { fullTargets, loadsOf, stoppedRoles, unreadStackSets } from './plan/binding.ts';
import { organizationFactsOf, type PlanInput } from './plan/input.ts';

/**
 * Sizes of our policies, how many each of their targets would carry, and whom a new one would stop. Costs a call for each
 * type and target.
 */
export async function checkPolicies(ports: Ports, input: PlanInput): Promise<CheckedItem> {
  const { config, snapshot } = input;
  const enabled = input.guardrails.filter((guardrail) => isGuardrailEnabled(guardrail, config));
  const loads = loadsOf(enabled, input);
  const attached = await readAttachedPolicies(ports, loads, snapshot.organization);
  const looked = { ...input, snapshot: { ...snapshot, attached } };
  const fullest = Math.max(
    0,
    ...loads.map(({ names, target, type }) => {
      const on = attached.find((one) => one.target === target && one.type === type)?.names ?? [];
      return new Set([...on, ...names]).size;
    }),
  );
  return {
    what: 'policies',
    found: say`${enabled.length} of Metsuke; at most ${fullest} of a type on one target`,
    findings: [
      ...enabled.flatMap((guardrail) => checkPolicySize(guardrail, config, organizationFactsOf(input))),
      ...fullTargets(looked),
      ...stoppedRoles(looked),
      ...unreadStackSets(looked),
    ],
  };
}
