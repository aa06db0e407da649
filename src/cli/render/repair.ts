import { retell, say } from '../../domain/say.ts';
import type { RepairStep, RepairTarget } from '../../engine/plan/plan.ts';
import { listOrCount } from './text.ts';

/** Why it is a step of the plan, with who did it where an event told; of many, the first ones. */
export function repairWhy({ way, targets }: RepairStep): string {
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
        return say`stuck: ${details(targets)}; created again`;
      return told === '' ? say`stack deleted; created again` : say`stack deleted: ${told}; created again`;
    default:
      return way satisfies never;
  }
}

function details(targets: readonly RepairTarget[]): string {
  return listOrCount([...new Set(targets.flatMap(({ detail }) => detail ?? []))].map(retell), 1, 'reasons');
}

/** One line of a status: what is wrong with it, who did it, what repairs it. */
export function repairLine(title: string, where: string, target: RepairTarget): readonly [string, string] {
  const { repair, resources, culprits = [], detail = '' } = target;
  const by = culprits.length === 0 ? '' : ` (${culprits.map(retell).join('; ')})`;
  switch (repair.way) {
    case 'start':
      return [say`stopped`, say`${repair.name} in ${where} does not record${by}: metsuke apply starts it again.`];
    case 'revert-drift': {
      const names = listOrCount(
        resources.map(({ logicalId, type }) => `${logicalId} (${type})`),
        3,
        'resources',
      );
      return [say`changed`, say`${title} in ${where}: ${names}${by}: metsuke apply puts it back.`];
    }
    case 'continue-rollback':
      return [
        say`stuck`,
        say`${title} in ${where}: its stack is in ${detail}: metsuke apply goes on with the rollback.`,
      ];
    case 'create-anew':
      return target.reason === 'stack-gone'
        ? [say`deleted`, say`${title} in ${where}: its stack is gone${by}: metsuke apply creates it again.`]
        : [
            say`stuck`,
            say`${title} in ${where}: its stack is stuck, ${retell(detail)}: metsuke apply creates it again.`,
          ];
    default:
      return repair satisfies never;
  }
}
