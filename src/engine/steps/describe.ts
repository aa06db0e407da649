import type { InstanceChange, ResourceChange } from './change.ts';
import { delegatedAdministratorDescription } from './delegated-administrator/describe.ts';
import type { Description, Sign } from './description.ts';
import { guardDutyDescription } from './guard-duty/describe.ts';
import { policyDescription } from './policy/describe.ts';
import { policyTypeDescription } from './policy-type/describe.ts';
import { repairDescription } from './repair/describe.ts';
import { serviceAccessDescription } from './service-access/describe.ts';
import { serviceLinkedRoleDescription } from './service-linked-role/describe.ts';
import { sessionDefaultsDescription } from './session-defaults/describe.ts';
import { settingDescription } from './setting/describe.ts';
import { stackDescription } from './stack/describe.ts';
import { stackSetDescription } from './stack-set/describe.ts';
import type { Step, StepOf } from './step.ts';
import { isDangerous } from './words.ts';

/** A kind of step without a description does not compile. */
const DESCRIPTIONS: { readonly [K in Step['kind']]: Description<StepOf<K>> } = {
  'policy-type': policyTypeDescription,
  'service-access': serviceAccessDescription,
  'delegated-administrator': delegatedAdministratorDescription,
  'service-linked-role': serviceLinkedRoleDescription,
  'session-defaults': sessionDefaultsDescription,
  setting: settingDescription,
  stack: stackDescription,
  'stack-set': stackSetDescription,
  policy: policyDescription,
  'guard-duty': guardDutyDescription,
  repair: repairDescription,
};

export function descriptionOf<K extends Step['kind']>(step: StepOf<K>): Description<StepOf<K>> {
  return DESCRIPTIONS[step.kind as K];
}

/** All account × region pairs that a step touches. */
export function instanceChangesOf(step: Step): readonly InstanceChange[] {
  return descriptionOf(step).instances(step);
}

export function resourceChangesOf(step: Step): readonly ResourceChange[] {
  return descriptionOf(step).resources(step);
}

export function signOf(step: Step): Sign {
  if (step.losses || resourceChangesOf(step).some(isDangerous)) return '!';
  return descriptionOf(step).sign(step);
}
