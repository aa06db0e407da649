import { say } from '../../../domain/say.ts';
import { clauses, listed, listOrCount } from '../../../domain/text/phrases.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Description, NOWHERE } from '../description.ts';
import { nameOf, removable, showChange } from '../words.ts';
import type { GuardDutyStep } from './step.ts';

const CALLS_PER_REGION = 12;
const MEMBERS_PER_CALL = 50;
const SIGNS = { enable: '+', update: '~', disable: '-' } as const;

export const guardDutyDescription: Description<GuardDutyStep> = {
  ...NOWHERE,
  calls: ({ enroll, release }) =>
    CALLS_PER_REGION + 2 * Math.ceil(enroll.length / MEMBERS_PER_CALL) + 2 * release.length,
  title: ({ title, region, action }) => removable(`${title} ${region}`, action === 'disable'),
  sign: ({ action }) => SIGNS[action],
  row: (step, plan) => ({
    where: nameOf(step.administrator, plan),
    regions: step.region,
    why: whyOf(step, plan),
  }),
};

function whyOf({ action, settings, enroll, changes }: GuardDutyStep, plan: Plan): string {
  if (action === 'disable') return say`threat detection stopped, members released`;
  const names = enroll.map((id) => nameOf(id, plan));
  const members = names.length > 0 ? [say`members: ${listOrCount(names, 3, 'accounts')}`] : [];
  const features = settings.features.length > 0 ? listed(settings.features) : say`foundational sources`;
  if (action === 'enable') return clauses([say`administers threat detection (${features})`, ...members]);
  return clauses([...changes.map(showChange), ...members]);
}
