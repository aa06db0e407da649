import { retell, say } from '../../domain/say.ts';
import { listOrCount } from '../../domain/text/phrases.ts';
import type { RepairTarget } from '../../engine/steps/repair/step.ts';

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
