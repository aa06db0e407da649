import type { Judgement, Occupant } from '../../domain/occupant.ts';
import type { DeploymentContext } from '../blueprint.ts';

/** What an inventory association of somebody else must do for ours not to be missed. */
export function judgeAssociation({ name, settings }: Occupant, { config }: DeploymentContext): Judgement | null {
  if (name === `${config.resourcePrefix}-inventory`) return null;
  const missing = [
    settings.coversEveryInstance === true ? [] : ['does not cover every instance'],
    settings.gathersSoftware === true ? [] : ['does not gather applications'],
    settings.isScheduled === true ? [] : ['has no schedule'],
  ].flat();
  const whose = `the inventory association "${name}" of somebody else`;
  if (missing.length === 0) {
    return { isGoodEnough: true, message: `${whose} gathers from every instance; it is left as it is, and used.` };
  }
  return {
    isGoodEnough: false,
    message: `${whose} ${missing.join(', ')}. Ours is not deployed there: with two, no inventory is gathered.`,
    hint: 'Correct it, or delete it and apply again: then ours takes its place.',
  };
}
