import { note } from '../../../domain/say.ts';
import { type Guardrail, isGuardrailEnabled } from '../../../guardrails/guardrail.ts';
import type { PlanInput } from '../../plan/input.ts';
import type { Placed } from '../placed.ts';
import type { PolicyTypeStep } from './step.ts';

/** Switches of the organization. They are only ever turned on: somebody else may rely on one that is on already. */
export function planPolicyTypes(guardrails: readonly Guardrail[], input: PlanInput): readonly Placed<PolicyTypeStep>[] {
  const wanted = new Set(
    guardrails.filter((guardrail) => isGuardrailEnabled(guardrail, input.config)).map(({ type }) => type),
  );
  return [...wanted]
    .filter((type) => !input.snapshot.organization.enabledPolicyTypes.includes(type))
    .map((type) => ({
      step: { kind: 'policy-type' as const, id: `policy-type:${type}`, title: note`policy type`, policyType: type },
      after: [],
      before: [],
    }));
}
