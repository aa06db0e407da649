import { bucketName } from '../../domain/bucket-names.ts';
import { isOfControlTower } from '../../domain/control-tower.ts';
import { NAMES } from '../../domain/names.ts';
import type { Judgement, Occupant } from '../../domain/occupant.ts';
import { note } from '../../domain/say.ts';
import type { DeploymentContext } from '../blueprint.ts';
import { logKeyPrefix } from '../log-bucket.ts';

/** What a recorder of somebody else must do for ours not to be missed. */
export function judgeRecorder(occupant: Occupant, context: DeploymentContext): Judgement | null {
  const { name, region, settings } = occupant;
  const { config, organizationId, logAccountId } = context;
  if (name === `${config.resourcePrefix}-${NAMES.recorder.config}`) return null;
  const bucket = bucketName(NAMES.bucket.logs, {
    prefix: config.resourcePrefix,
    account: logAccountId,
    region: config.homeRegion,
  });
  const prefix = logKeyPrefix(config, organizationId);
  const missing = [
    settings.recording === true ? [] : [note`is stopped`],
    settings.recordsEverything === true ? [] : [note`does not record every resource type`],
    region !== config.homeRegion || settings.recordsGlobalTypes === true ? [] : [note`does not record IAM`],
    settings.bucket === bucket ? [] : [note`delivers to ${settings.bucket ?? 'nowhere'} instead of ${bucket}`],
    settings.bucket === bucket && settings.prefix !== prefix
      ? [note`delivers under ${settings.prefix ?? note`no prefix`} instead of ${prefix}`]
      : [],
  ].flat();
  if (missing.length === 0) {
    const message = note`the recorder "${name}", which Metsuke did not make, records everything into the log archive; Metsuke leaves it alone.`;
    return { isGoodEnough: true, message };
  }
  return {
    isGoodEnough: false,
    message: note`the recorder "${name}", which Metsuke did not make, ${missing.join(', ')}. Metsuke deploys its rules there, but no recorder of its own.`,
    hint: isOfControlTower(name)
      ? note`It is Control Tower's, whose controls forbid to change it: leave it alone. Its files are in ${settings.bucket ?? 'nowhere'}.`
      : note`Correct it, or delete it and its delivery channel and apply again: then the recorder of Metsuke takes its place.`,
  };
}
