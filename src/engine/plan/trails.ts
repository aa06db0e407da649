import { isOfControlTower } from '../../domain/control-tower.ts';
import type { Finding } from '../../domain/finding.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { ObservedTrail } from '../observe/snapshot.ts';
import { isDeployed } from '../observe/stack-status.ts';
import type { PlanInput } from './input.ts';

/** Where ours is there already, others have been told of: a plan without changes looks at no trail. */
export function areTrailsLookedAt({ config, snapshot, blueprints }: PlanInput): boolean {
  const blueprint = blueprints.find(({ id }) => id === 'organization-trail');
  if (!blueprint?.isEnabled(config)) return false;
  const stack = snapshot.stacks.find(({ name }) => name === blueprint.stackName);
  return stack === undefined || !isDeployed(stack);
}

/** Source: quotas of CloudTrail. A trail of several regions counts in each of them. */
const TRAILS_PER_REGION = 5;

/** Trails of somebody else in the management account, before ours is made beside them. */
export function trailFindings({ config, snapshot }: PlanInput): readonly Finding[] {
  const name = `${config.resourcePrefix}-${NAMES.trail.events}`;
  const trails = snapshot.trails ?? [];
  if (snapshot.trailsUnseen !== undefined) {
    const message = note`Metsuke could not see whether other trails stand beside its own: ${snapshot.trailsUnseen}`;
    return [{ severity: 'warning', code: 'unknown', message }];
  }
  const found = trails.map((trail) => {
    // CloudTrail keeps the names apart by region; ours is made in the home region.
    const isInTheWay = trail.name === name && trail.arn.split(':')[3] === config.homeRegion;
    return isInTheWay ? trailExists(trail) : otherTrail(trail, config.cloudTrail.otherTrails.includes(trail.arn));
  });
  return trails.length < TRAILS_PER_REGION ? found : [...found, tooMany(trails.length)];
}

function tooMany(count: number): Finding {
  return {
    severity: 'error',
    code: 'quota',
    message: note`The management account has ${count} trails in the home region; AWS allows ${TRAILS_PER_REGION}, so the trail of Metsuke would not fit.`,
    hint: note`Delete one of them that is not Control Tower's, or set cloudTrail.mode: OFF.`,
  };
}

function trailExists({ name }: ObservedTrail): Finding {
  return {
    severity: 'error',
    code: 'trail-exists',
    message: note`A trail called ${name} exists in the management account, and Metsuke did not make it.`,
    hint: note`Delete it, or set another resourcePrefix; with cloudTrail.mode: OFF Metsuke leaves it alone.`,
  };
}

function otherTrail(trail: ObservedTrail, isKnown: boolean): Finding {
  const { arn, isOrganizationTrail, bucket } = trail;
  const what = isOrganizationTrail ? note`records the organization` : note`records in the management account`;
  return {
    severity: 'info',
    code: 'other-trail',
    message: note`The trail ${arn}, which Metsuke did not make, ${what} too, into ${bucket}. The first copy of management events is free; every further one is charged per event.`,
    hint: whatToDoWith(trail, isKnown),
  };
}

function whatToDoWith({ name }: ObservedTrail, isKnown: boolean): string {
  if (isOfControlTower(name))
    return isKnown
      ? note`The log archive accepts it. It is Control Tower's: leave it to Control Tower, or set cloudTrail.mode: OFF and do with this one.`
      : note`It is Control Tower's: leave it to Control Tower, or set cloudTrail.mode: OFF and do with this one.`;
  return isKnown
    ? note`The log archive accepts it. Delete it once the trail of Metsuke delivers, unless you want both.`
    : note`Delete it once the trail of Metsuke delivers. To let it go on delivering into the log archive, list it in cloudTrail.otherTrails.`;
}
