import { say } from '../../../domain/say.ts';
import { listed } from '../../../domain/text/phrases.ts';
import { type Description, NOWHERE } from '../description.ts';
import { regionsOf, removable, whereOf } from '../words.ts';
import type { SessionDefaultsStep } from './step.ts';

const CALLS_PER_PLACE = 5;

export const sessionDefaultsDescription: Description<SessionDefaultsStep> = {
  ...NOWHERE,
  instances: ({ targets }) => targets,
  calls: ({ targets }) => targets.length * CALLS_PER_PLACE,
  title: (step) => removable(say`defaults of sessions`, isRestored(step)),
  sign: (step) => (isRestored(step) ? '-' : '~'),
  row: (step, plan) => ({
    where: whereOf(step.targets, plan),
    regions: regionsOf(step.targets),
    why: whyOf(step),
  }),
};

function isRestored({ id }: SessionDefaultsStep): boolean {
  return id === 'session-defaults:restore';
}

function whyOf(step: SessionDefaultsStep): string {
  if (isRestored(step)) return say`the settings before Metsuke come back`;
  const { preferences, hostManagementRole } = step.defaults;
  return listed([
    preferences === null ? say`preferences are left to others` : say`preferences of sessions`,
    hostManagementRole === null ? say`no default host management` : say`default host management`,
  ]);
}
