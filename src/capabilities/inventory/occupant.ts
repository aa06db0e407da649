import type { DeploymentContext } from '../../blueprints/blueprint.ts';
import { NAMES } from '../../domain/names.ts';
import type { Judgement, Occupant } from '../../domain/occupant.ts';
import { note } from '../../domain/say.ts';

/** What an inventory association of somebody else must do for ours not to be missed. */
export function judgeAssociation({ name, settings }: Occupant, { config }: DeploymentContext): Judgement | null {
  if (name === `${config.resourcePrefix}-${NAMES.association.inventory}`) return null;
  const missing = [
    settings.coversEveryInstance === true ? [] : [note`does not cover every instance`],
    settings.gathersSoftware === true ? [] : [note`does not gather applications`],
    settings.isScheduled === true ? [] : [note`has no schedule`],
  ].flat();
  const whose = note`the inventory association "${name}", which Metsuke did not make,`;
  if (missing.length === 0) {
    return {
      isGoodEnough: true,
      message: note`${whose} gathers from every instance; Metsuke leaves it alone and uses it.`,
    };
  }
  return {
    isGoodEnough: false,
    message: note`${whose} ${missing.join(', ')}. Metsuke deploys none of its own there: with two, Systems Manager gathers no inventory.`,
    hint: note`Correct it, or delete it and apply again: then the association of Metsuke takes its place.`,
  };
}
