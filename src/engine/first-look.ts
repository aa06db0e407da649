import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { readAttachedPolicies, readForeignStackSets } from './observe/binding.ts';
import { readBuckets } from './observe/buckets.ts';
import { readElsewhere } from './observe/elsewhere.ts';
import { readOccupants } from './observe/occupants.ts';
import type { Ports } from './observe/ports.ts';
import { readRecordings } from './observe/recording.ts';
import { readSettings } from './observe/settings.ts';
import type { ObservedDisturbances, Snapshot } from './observe/snapshot.ts';
import { readSuspects } from './observe/suspects.ts';
import { type Track, untracked } from './observe/track.ts';
import { guardrailsToBind, loadsOf } from './plan/binding.ts';
import { bucketsToLookAt } from './plan/buckets.ts';
import { regionsToLookAt } from './plan/home-region.ts';
import type { PlanInput } from './plan/input.ts';
import { placesToLookAt } from './plan/occupied.ts';
import { disturbanceTable, recordingsToAsk } from './plan/recording.ts';
import { placesToAsk } from './plan/suspects.ts';
import { areTrailsLookedAt } from './plan/trails.ts';
import { settingsToRead } from './steps/setting/plan.ts';

/** What stands where something of ours is to be made, whether the buckets of ours still are, and whether what records does. */
export async function lookFurther(ports: Ports, input: PlanInput, track: Track = untracked): Promise<Snapshot> {
  const { homeRegion, stackSets } = input.config;
  const how = { role: stackSets.bootstrapRole, track };
  const [occupants, buckets, bound, recorded] = await Promise.all([
    readOccupants(ports, placesToLookAt(input), how),
    readBuckets(ports, bucketsToLookAt(input), how),
    lookAtWhoIsBound(ports, input, track),
    lookWhereTold(ports, input, track),
  ]);
  const told = { ...input, snapshot: { ...input.snapshot, ...recorded } };
  const settings = await readSettings(ports, settingsToRead(told), how);
  const trails = areTrailsLookedAt(input) ? await track('trails', lookAtTrails(ports, homeRegion)) : {};
  const names = input.blueprints.map(({ stackName }) => stackName);
  const regions = regionsToLookAt(input);
  const elsewhere =
    regions.length > 0 ? { elsewhere: await track(say`other regions`, readElsewhere(ports, regions, names)) } : {};
  return { ...input.snapshot, occupants, buckets, ...bound, ...recorded, ...trails, ...elsewhere, settings };
}

async function lookAtTrails(ports: Ports, region: string): Promise<Pick<Snapshot, 'trails' | 'trailsUnseen'>> {
  try {
    return { trails: await ports.trails.list(region) };
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return { trailsUnseen: error.message };
  }
}

/** Whether what records does so, and what was changed by hand: asked where an event told of something. */
async function lookWhereTold(
  ports: Ports,
  input: PlanInput,
  track: Track,
): Promise<Pick<Snapshot, 'disturbances' | 'recordings' | 'suspects'>> {
  const disturbances = await readDisturbances(ports, input);
  const told = disturbances && { disturbances };
  const snapshot = { ...input.snapshot, ...told };
  const how = { role: input.config.stackSets.bootstrapRole, track };
  const [recordings, suspects] = await Promise.all([
    readRecordings(ports, recordingsToAsk({ ...input, snapshot }), how),
    readSuspects(ports, placesToAsk({ ...input, snapshot }), how),
  ]);
  return { ...told, recordings, suspects };
}

async function readDisturbances(ports: Ports, input: PlanInput): Promise<ObservedDisturbances | null> {
  const { config, references } = input;
  const name = disturbanceTable(input);
  if (name === null) return null;
  const table = { account: references.auditAccountId, region: config.homeRegion, name };
  const { disturbances } = ports.inAccount(table.account, config.stackSets.bootstrapRole);
  try {
    return { table, entries: await disturbances.list(name, table.region) };
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return { table, entries: [], unseen: error.message };
  }
}

/** Before a policy binds anybody: what its targets carry already, and whose roles work below them. */
async function lookAtWhoIsBound(
  ports: Ports,
  input: PlanInput,
  track: Track,
): Promise<Pick<Snapshot, 'attached' | 'foreignStackSets'>> {
  const guardrails = guardrailsToBind(input);
  if (guardrails.length === 0) return {};
  const ours = input.blueprints.map(({ stackName }) => stackName);
  const [attached, foreignStackSets] = await Promise.all([
    readAttachedPolicies(ports, loadsOf(guardrails, input), input.snapshot.organization),
    readForeignStackSets(ports, ours, track),
  ]);
  return { attached, foreignStackSets };
}
