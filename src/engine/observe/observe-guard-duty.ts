import pLimit from 'p-limit';
import { regionsOf } from '../../blueprints/blueprint.ts';
import type { Config } from '../../config/schema.ts';
import { MetsukeError } from '../../domain/errors.ts';
import type { ObservedGuardDuty } from './guard-duty.ts';
import type { Ports } from './ports.ts';

/** Regions of the organization's own API limit: three at once are enough. */
const REGIONS_AT_ONCE = 3;

/** What GuardDuty gives itself when it has an administrator: without it, there is nothing of ours to remove. */
const PRINCIPAL = 'guardduty.amazonaws.com';

export interface GuardDutyQuery {
  readonly config: Config;
  readonly otherRegions: readonly string[];
  /** Service principals with trusted access, or with a delegated administrator. */
  readonly principals: readonly string[];
}

/**
 * Every governed region, and others that we work in. Calls: two a region; with an administrator four more and a page of
 * 50 members each. None per account. Where it is off and the organization has no administrator for it, none.
 */
export async function observeGuardDuty(
  ports: Ports,
  { config, otherRegions, principals }: GuardDutyQuery,
): Promise<readonly ObservedGuardDuty[]> {
  if (!config.guardDuty.enabled && !principals.includes(PRINCIPAL)) return [];
  const regions = [...new Set([...regionsOf({ regions: 'governed' }, config), ...otherRegions])];
  const limit = pLimit(REGIONS_AT_ONCE);
  return Promise.all(regions.map((region) => limit(() => observeRegion(ports, config, region))));
}

async function observeRegion(ports: Ports, config: Config, region: string): Promise<ObservedGuardDuty> {
  try {
    return await readRegion(ports, config, region);
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    const unseen = { administrator: null, managementDetector: false, administered: null };
    return { ...unseen, region, unreadable: error.message };
  }
}

async function readRegion(ports: Ports, config: Config, region: string): Promise<ObservedGuardDuty> {
  const administrator = await ports.guardDuty.readAdministrator(region);
  const nothing = { region, administrator, managementDetector: false, administered: null, unreadable: null };
  if (administrator === null && !config.guardDuty.enabled) return nothing;
  const managementDetector = (await ports.guardDuty.readDetector(region)) !== null;
  if (administrator === null) return { ...nothing, managementDetector };
  const theirs = ports.inAccount(administrator, config.stackSets.bootstrapRole).guardDuty;
  try {
    const detector = await theirs.readDetector(region);
    const administered = detector ? await theirs.readAdministered(region, detector) : null;
    return { ...nothing, managementDetector, administered };
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return { ...nothing, managementDetector, unreadable: error.message };
  }
}
