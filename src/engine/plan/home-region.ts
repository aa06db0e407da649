import type { Finding } from '../../domain/finding.ts';
import { partitionOf } from '../../domain/ids.ts';
import { REGIONS } from '../../domain/regions.ts';
import { note } from '../../domain/say.ts';
import { BLUEPRINT_TAG } from './definition.ts';
import type { PlanInput } from './input.ts';

/**
 * Regions that may have been the home region: all others, where nothing of ours is in this one though something of ours,
 * or a role for stack sets, is in the account.
 */
export function regionsToLookAt({ snapshot, config }: PlanInput): readonly string[] {
  const { stackSets, stacks, roles, policies, stackSetsAccess } = snapshot;
  if (stackSets.length > 0 || stacks.some(({ tags }) => tags[BLUEPRINT_TAG] !== undefined)) return [];
  const { homeRegion } = config;
  const isServiceManaged = config.stackSets.permissionModel === 'SERVICE_MANAGED';
  const isSuspected = roles.length > 0 || policies.length > 0 || (isServiceManaged && stackSetsAccess === 'ENABLED');
  if (!isSuspected) return [];
  return REGIONS.filter((region) => region !== homeRegion && partitionOf(region) === partitionOf(homeRegion));
}

/** Everything would be deployed a second time, beside what is there, and either denies the other its region. */
export function movedHome({ snapshot, config: { homeRegion, governedRegions = [] } }: PlanInput): readonly Finding[] {
  return (snapshot.elsewhere ?? []).flatMap(({ region, stackSets, unseen }): readonly Finding[] => {
    if (stackSets.length > 0) {
      const message = note`${region} has ${stackSets.length} stack sets of Metsuke; with homeRegion ${homeRegion} all of it would be deployed a second time beside them.`;
      const hint = note`Set homeRegion to ${region}. To move: set it so, run metsuke destroy --accept-losses, set it to ${homeRegion} and apply; the logs stay in the buckets of ${region}.`;
      return [{ severity: 'error', code: 'home-region', message, hint }];
    }
    // A region that the account has not enabled refuses everybody, and holds nothing.
    if (!governedRegions.includes(region)) return [];
    const message = note`Metsuke could not see whether ${region} has stack sets of an earlier home region: ${unseen}`;
    return [{ severity: 'warning', code: 'unknown', message }];
  });
}
