import type { Judgement, Occupant } from '../../domain/occupant.ts';
import type { DeploymentContext } from '../blueprint.ts';

/** What a recorder of somebody else must do for ours not to be missed. */
export function judgeRecorder({ name, settings }: Occupant, context: DeploymentContext): Judgement {
  const { config, organizationId, logAccountId } = context;
  const bucket = `${config.resourcePrefix}-logs-${logAccountId}-${config.homeRegion}`;
  const prefix = config.logs.keyPrefix ?? organizationId;
  const missing = [
    settings.recording === true ? [] : ['is stopped'],
    settings.recordsEverything === true ? [] : ['does not record every resource type'],
    settings.bucket === bucket ? [] : [`delivers to ${settings.bucket ?? 'nowhere'} instead of ${bucket}`],
    settings.bucket === bucket && settings.prefix !== prefix
      ? [`delivers under ${settings.prefix ?? 'no prefix'} instead of ${prefix}`]
      : [],
  ].flat();
  if (missing.length === 0) {
    const message = `has the recorder "${name}" of somebody else, which records everything into our archive; it is left as it is.`;
    return { isGoodEnough: true, message };
  }
  return {
    isGoodEnough: false,
    message: `has the recorder "${name}" of somebody else, which ${missing.join(', ')}. Ours is not deployed there; the rules are.`,
    hint: 'Correct it, or delete it and its delivery channel in that account and region and apply again: then ours takes its place.',
  };
}
