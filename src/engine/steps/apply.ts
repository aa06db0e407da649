import type { ApplyContext } from '../apply/context.ts';
import type { StepOutcome } from '../events.ts';
import { applyDelegatedAdministrator } from './delegated-administrator/apply.ts';
import { applyGuardDuty } from './guard-duty/apply.ts';
import { applyPolicy } from './policy/apply.ts';
import { applyPolicyType } from './policy-type/apply.ts';
import { applyRepair } from './repair/apply.ts';
import { applyServiceAccess } from './service-access/apply.ts';
import { applyServiceLinkedRole } from './service-linked-role/apply.ts';
import { applySessionDefaults } from './session-defaults/apply.ts';
import { applySetting } from './setting/apply.ts';
import { applyStack } from './stack/apply.ts';
import { applyStackSet } from './stack-set/apply.ts';
import type { Step, StepOf } from './step.ts';

type Apply<S> = (step: S, context: ApplyContext) => Promise<StepOutcome>;

/** Each is safe to repeat: the next run finishes what this one does not. A kind of step that is missing does not compile. */
const APPLY: { readonly [K in Step['kind']]: Apply<StepOf<K>> } = {
  'policy-type': applyPolicyType,
  'service-access': applyServiceAccess,
  'delegated-administrator': applyDelegatedAdministrator,
  'service-linked-role': applyServiceLinkedRole,
  'session-defaults': applySessionDefaults,
  setting: applySetting,
  stack: applyStack,
  'stack-set': applyStackSet,
  policy: applyPolicy,
  'guard-duty': applyGuardDuty,
  repair: applyRepair,
};

export function applyStep<K extends Step['kind']>(step: StepOf<K>, context: ApplyContext): Promise<StepOutcome> {
  return APPLY[step.kind as K](step, context);
}
