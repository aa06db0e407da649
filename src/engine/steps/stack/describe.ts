import type { Description } from '../description.ts';
import { definitionDetails, whyOf } from '../stack-words.ts';
import { regionsOf, removable, whereOf } from '../words.ts';
import type { StackStep } from './step.ts';

const CALLS_PER_STACK = 5;
const SIGNS = { create: '+', update: '~', delete: '-' } as const;

export const stackDescription: Description<StackStep> = {
  instances: ({ targets }) => targets,
  resources: ({ changes }) => changes.resources,
  calls: ({ targets }) => targets.length * CALLS_PER_STACK,
  title: ({ title, action }) => removable(title, action === 'delete'),
  sign: ({ action }) => SIGNS[action],
  row: ({ targets, changes }, plan) => ({
    where: whereOf(targets, plan),
    regions: regionsOf(targets),
    why: whyOf(changes, targets, plan),
  }),
  details: ({ action, changes }) => (action === 'create' ? [] : definitionDetails(changes)),
};
