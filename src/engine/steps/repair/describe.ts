import { retell, say } from '../../../domain/say.ts';
import { listOrCount } from '../../../domain/text/phrases.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Description, Detail } from '../description.ts';
import { nameOf, regionsOf, resourceDetails, whereOf } from '../words.ts';
import type { RepairStep, RepairTarget } from './step.ts';

const CALLS = { start: 2, 'continue-rollback': 4, 'create-anew': 8, 'revert-drift': 8 } as const;

export const repairDescription: Description<RepairStep> = {
  instances: ({ targets }) => targets,
  resources: ({ targets }) => targets.flatMap(({ resources }) => resources),
  calls: ({ targets, way }) => targets.length * CALLS[way],
  title: ({ title }) => say`repair of ${title}`,
  sign: () => '!',
  row: (step, plan) => ({
    where: whereOf(step.targets, plan),
    regions: regionsOf(step.targets),
    why: whyOf(step),
  }),
  details: detailsOf,
};

/** With who did it where an event told; of many, the first ones. */
function whyOf({ way, targets }: RepairStep): string {
  const told = [...new Set(targets.flatMap(({ culprits = [] }) => culprits))].slice(0, 2).map(retell).join('; ');
  switch (way) {
    case 'start':
      return told === '' ? say`stopped; started again` : say`stopped: ${told}; started again`;
    case 'revert-drift':
      return told === '' ? say`changed by hand; put back` : say`changed by hand: ${told}; put back`;
    case 'continue-rollback':
      return say`stuck in UPDATE_ROLLBACK_FAILED; the rollback goes on`;
    case 'create-anew':
      if (targets.every(({ reason }) => reason === 'stack-stuck'))
        return say`stuck: ${reasonsOf(targets)}; created again`;
      return told === '' ? say`stack deleted; created again` : say`stack deleted: ${told}; created again`;
    default:
      return way satisfies never;
  }
}

function reasonsOf(targets: readonly RepairTarget[]): string {
  return listOrCount([...new Set(targets.flatMap(({ detail }) => detail ?? []))].map(retell), 1, 'reasons');
}

const DETAILED_TARGETS = 10;

/** What differs from the template, place by place; of very many places the first ones. */
function detailsOf({ targets }: RepairStep, plan: Plan): readonly Detail[] {
  const detailed = targets.filter(({ resources }) => resources.length > 0);
  const rest = detailed.length - DETAILED_TARGETS;
  const place = (target: RepairTarget): readonly Detail[] =>
    targets.length > 1 ? [{ text: `${nameOf(target.account, plan)} ${target.region}`, depth: 1, tone: 'plain' }] : [];
  return [
    ...detailed
      .slice(0, DETAILED_TARGETS)
      .flatMap((target) => [...place(target), ...target.resources.flatMap(resourceDetails)]),
    ...(rest > 0 ? [{ text: say`and ${rest} more`, depth: 1 as const, tone: 'aside' as const }] : []),
  ];
}
