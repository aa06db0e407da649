import { say } from '../../../domain/say.ts';
import { type Description, NOWHERE } from '../description.ts';
import { whereOf } from '../words.ts';
import type { ServiceLinkedRoleStep } from './step.ts';

const CALLS_PER_ROLE = 2;

export const serviceLinkedRoleDescription: Description<ServiceLinkedRoleStep> = {
  ...NOWHERE,
  instances: ({ targets }) => targets,
  calls: ({ targets }) => targets.length * CALLS_PER_ROLE,
  title: ({ principal }) => say`service-linked role of ${principal}`,
  sign: () => '+',
  row: ({ targets, roleName }, plan) => ({
    where: whereOf(targets, plan),
    regions: '',
    why: say`${roleName}, unless it is there`,
  }),
};
