import { say } from '../../../domain/say.ts';
import { type Description, NOWHERE } from '../description.ts';
import type { PolicyTypeStep } from './step.ts';

export const policyTypeDescription: Description<PolicyTypeStep> = {
  ...NOWHERE,
  calls: () => 1,
  title: ({ policyType }) => say`policy type ${policyType}`,
  sign: () => '+',
  row: ({ policyType }) => ({ where: policyType, regions: '', why: say`enabled` }),
};
