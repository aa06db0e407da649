import type { Judgement, Occupant } from '../../domain/occupant.ts';
import type { DeploymentContext } from '../blueprint.ts';
import { logKeyPrefix } from '../log-bucket.ts';

/** What a recorder of somebody else must do for ours not to be missed. */
export function judgeRecorder(occupant: Occupant, context: DeploymentContext): Judgement | null {
  const { name, region, settings } = occupant;
  const { config, organizationId, logAccountId } = context;
  if (name === `${config.resourcePrefix}-recorder`) return null;
  const bucket = `${config.resourcePrefix}-logs-${logAccountId}-${config.homeRegion}`;
  const prefix = logKeyPrefix(config, organizationId);
  const missing = [
    settings.recording === true ? [] : ['is stopped'],
    settings.recordsEverything === true ? [] : ['does not record every resource type'],
    region !== config.homeRegion || settings.recordsGlobalTypes === true ? [] : ['does not record IAM'],
    settings.bucket === bucket ? [] : [`delivers to ${settings.bucket ?? 'nowhere'} instead of ${bucket}`],
    settings.bucket === bucket && settings.prefix !== prefix
      ? [`delivers under ${settings.prefix ?? 'no prefix'} instead of ${prefix}`]
      : [],
  ].flat();
  if (missing.length === 0) {
    const message = `the recorder "${name}" of somebody else records everything into our archive; it is left as it is.`;
    return { isGoodEnough: true, message };
  }
  return {
    isGoodEnough: false,
    message: `the recorder "${name}" of somebody else ${missing.join(', ')}. Ours is not deployed there; the rules are.`,
    hint: 'Correct it, or delete it and its delivery channel and apply again: then ours takes its place.',
  };
}
