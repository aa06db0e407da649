import { say } from '../../../domain/say.ts';
import { type Description, NOWHERE } from '../description.ts';
import type { ServiceAccessStep } from './step.ts';

export const serviceAccessDescription: Description<ServiceAccessStep> = {
  ...NOWHERE,
  calls: () => 1,
  title: ({ principal }) => say`trusted access of ${principal}`,
  sign: () => '+',
  row: ({ principal }) => ({ where: principal, regions: '', why: say`enabled` }),
};
