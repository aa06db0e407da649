import { regionsOf } from '../../blueprints/blueprint.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import type { ObservedGuardDuty } from '../../engine/observe/guard-duty.ts';
import type { Ports } from '../../engine/observe/ports.ts';
import type { PlanInput } from '../../engine/plan/input.ts';
import { type NotRead, notRead } from './read-section.ts';
import type { ThreatFindings } from './schema.ts';

type Content = Omit<ThreatFindings, 'state' | 'at'>;
type Region =
  | { readonly region: string; readonly found: ThreatFindings['findings'] }
  | { readonly region: string; readonly reason: string };

/** Region by region: one that cannot be read says so beside those that can. */
export async function readFindings(ports: Ports, input: PlanInput): Promise<Content | NotRead> {
  // Where nobody is governed, nobody has to look for threats.
  const governed = new Set(regionsOf({ regions: 'governed' }, input.config));
  const observed = input.snapshot.guardDuty.filter(
    ({ region, administrator }) => administrator !== null || governed.has(region),
  );
  if (observed.every(({ administrator, unreadable }) => administrator === null && unreadable === null)) {
    return notRead(say`No account administers GuardDuty for the organization: nothing looks for threats.`);
  }
  const regions = await Promise.all(observed.map((one) => readRegion(ports, one, input)));
  const read = regions.filter((one) => 'found' in one);
  const missing = regions.filter((one) => 'reason' in one);
  if (read.length === 0) return notRead(missing[0]?.reason ?? '');
  return { regions: read.map(({ region }) => region), missing, findings: read.flatMap(({ found }) => found) };
}

async function readRegion(ports: Ports, observed: ObservedGuardDuty, { config }: PlanInput): Promise<Region> {
  const { region, administrator, administered, unreadable } = observed;
  if (unreadable !== null) return { region, reason: unreadable };
  if (administrator === null || administered === null) {
    return { region, reason: say`No account administers GuardDuty in ${region}.` };
  }
  try {
    const { guardDuty } = ports.inAccount(administrator, config.stackSets.bootstrapRole);
    return { region, found: [...(await guardDuty.listFindings(region, administered.detector.id))] };
  } catch (error) {
    if (error instanceof MetsukeError) return { region, reason: error.message };
    throw error;
  }
}
