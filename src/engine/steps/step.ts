import type { DelegatedAdministratorStep } from './delegated-administrator/step.ts';
import type { GuardDutyStep } from './guard-duty/step.ts';
import type { PolicyStep } from './policy/step.ts';
import type { PolicyTypeStep } from './policy-type/step.ts';
import type { RepairStep } from './repair/step.ts';
import type { ServiceAccessStep } from './service-access/step.ts';
import type { ServiceLinkedRoleStep } from './service-linked-role/step.ts';
import type { SessionDefaultsStep } from './session-defaults/step.ts';
import type { SettingStep } from './setting/step.ts';
import type { StackStep } from './stack/step.ts';
import type { StackSetStep } from './stack-set/step.ts';

export type Step =
  | PolicyTypeStep
  | ServiceAccessStep
  | DelegatedAdministratorStep
  | ServiceLinkedRoleStep
  | SessionDefaultsStep
  | SettingStep
  | StackStep
  | StackSetStep
  | PolicyStep
  | GuardDutyStep
  | RepairStep;

export type StepOf<K extends Step['kind']> = Extract<Step, { readonly kind: K }>;
