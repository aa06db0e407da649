import { parseBucketAddress } from '../domain/bucket-address.ts';
import { MetsukeError } from '../domain/errors.ts';
import { NAMES } from '../domain/names.ts';
import { note } from '../domain/say.ts';
import { type Beating, isLate, readHeartbeats } from './deep/heartbeats.ts';
import type { SourceUpdates } from './observe/condition.ts';
import type { Ports } from './observe/ports.ts';
import type { PlanInput } from './plan/input.ts';
import { organizationTrail } from './plan/recording.ts';
import { isDeployedSomewhere } from './plan/targets.ts';

/** One place that tells of the whole organization, and of which time what it tells is. */
export interface StatusSource {
  readonly source: 'stack-sets' | 'entries' | 'heartbeats' | 'aggregator' | 'trail' | 'archive' | 'drift-detection';
  readonly state: 'read' | 'unknown';
  /** Of what it tells, ISO 8601; null: it has told nothing yet. */
  readonly at: string | null;
  /** Why it is unknown, or what is wrong with what it tells; null: nothing is. */
  readonly reason: string | null;
  /** It tells of a fault, or nobody can say that there is none. */
  readonly isFault: boolean;
  /** It tells of a time too long ago to rely on, which is no fault. */
  readonly isLate: boolean;
}

const HOUR = 3_600_000;

/** CloudTrail delivers within minutes, and some account of an organization calls something every day. */
const TRAIL_IS_SILENT_AFTER = 24 * HOUR;

/** What was changed by hand longer ago than a month is nobody's memory any more. */
const DRIFT_IS_LATE_AFTER = 30 * 24 * HOUR;

/** Organization-wide sources: a fixed number of calls, however many accounts there are. */
export async function readSources(ports: Ports, input: PlanInput): Promise<readonly StatusSource[]> {
  const sources = await Promise.all([
    stackSets(input),
    entries(input),
    unknownUnlessRead('heartbeats', async () => heartbeats(await readHeartbeats(ports, input), input)),
    unknownUnlessRead('aggregator', () => readAggregator(ports, input)),
    unknownUnlessRead('trail', () => readTrail(ports, input)),
    unknownUnlessRead('archive', () => readArchive(ports, input)),
    driftDetection(input),
  ]);
  return sources.flatMap((source) => source ?? []);
}

function read(source: StatusSource['source'], at: string | null, fault: string | null = null): StatusSource {
  return { source, state: 'read', at, reason: fault, isFault: fault !== null, isLate: false };
}

function unknown(source: StatusSource['source'], reason: string): StatusSource {
  return { source, state: 'unknown', at: null, reason, isFault: true, isLate: false };
}

/** A source that is not there, because what it is about is switched off or not deployed, is null. */
async function unknownUnlessRead(
  source: StatusSource['source'],
  ask: () => Promise<StatusSource | null>,
): Promise<StatusSource | null> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return unknown(source, error.message);
  }
}

/** Asked by the plan a moment ago; it throws when CloudFormation does not answer. */
function stackSets({ now }: PlanInput): StatusSource {
  return read('stack-sets', now);
}

function entries({ snapshot }: PlanInput): StatusSource | null {
  const { disturbances } = snapshot;
  if (disturbances === undefined || disturbances === null) return null;
  if (disturbances.unseen !== undefined) {
    return unknown('entries', disturbances.unseen);
  }
  const newest = disturbances.entries
    .map(({ at }) => at)
    .sort()
    .at(-1);
  return read('entries', newest ?? null);
}

/** A route that was heard once, and is no longer; `--deep` knows whether one that was never heard is due. */
function heartbeats(beating: readonly Beating[] | null, { now }: PlanInput): StatusSource | null {
  if (beating === null) return null;
  const heard = beating.filter((one): one is Beating & { at: string } => one.at !== null);
  const [oldest] = [...heard].sort((a, b) => a.at.localeCompare(b.at));
  const late = heard.filter(({ at }) => isLate(at, now));
  if (oldest !== undefined && late.length > 0) {
    const { account, region, at } = oldest;
    return read(
      'heartbeats',
      at,
      note`Notifications of ${late.length} accounts × regions do not arrive, of ${account} ${region} the longest.`,
    );
  }
  const silent = beating.length - heard.length;
  const reason = silent > 0 ? note`${silent} of ${beating.length} accounts × regions have sent none yet` : null;
  return { ...read('heartbeats', oldest?.at ?? null), reason, isLate: silent > 0 };
}

async function readAggregator(ports: Ports, input: PlanInput): Promise<StatusSource | null> {
  const { config, references } = input;
  if (!config.configRecorder.enabled || !isDeployedSomewhere('security-resource', input)) return null;
  const { condition } = ports.inAccount(references.auditAccountId, config.stackSets.bootstrapRole);
  const name = `${config.resourcePrefix}-${NAMES.aggregator.config}`;
  const found = await condition.readAggregator(name, config.homeRegion);
  if (found === null) return read('aggregator', null, note`The aggregator ${name} of AWS Config is gone.`);
  const { stale, updates } = found;
  const [worst] = [...stale].sort((a, b) => (a.updatedAt ?? '').localeCompare(b.updatedAt ?? ''));
  if (worst === undefined) return gathered(updates);
  const { source, region, status, updatedAt, error } = worst;
  const why = error ?? status;
  return read(
    'aggregator',
    updatedAt,
    note`AWS Config lacks ${stale.length} sources, ${source} ${region} the longest: ${why}`,
  );
}

/** Nothing failed; how old what it has is, AWS says source by source. */
function gathered({ sources, isAll, oldestAt }: SourceUpdates): StatusSource {
  if (oldestAt === null)
    return { ...read('aggregator', null), reason: note`AWS Config has gathered from no account yet`, isLate: true };
  const part = note`none has failed or is outdated; the age is the oldest of the first ${sources}`;
  return { ...read('aggregator', oldestAt), reason: isAll ? null : part };
}

async function readTrail(ports: Ports, input: PlanInput): Promise<StatusSource | null> {
  const name = organizationTrail(input);
  if (name === null) return null;
  const trail = await ports.condition.readTrail(name, input.config.homeRegion);
  if (trail === null) return read('trail', null, note`The trail ${name} is gone.`);
  const { error, deliveredAt } = trail;
  if (error !== null) return read('trail', deliveredAt, note`The trail ${name} cannot deliver: ${error}`);
  const isSilent = deliveredAt !== null && Date.parse(input.now) - Date.parse(deliveredAt) > TRAIL_IS_SILENT_AFTER;
  return read(
    'trail',
    deliveredAt,
    isSilent ? note`The trail ${name} has delivered nothing for more than a day.` : null,
  );
}

/** Compactions of every night, with a night that failed. */
const TABLE_IS_LATE_AFTER = 3 * 24 * HOUR;

/** The newest logs of each account, as `archive compact` found them: nobody lists the archive for a status. */
async function readArchive(ports: Ports, input: PlanInput): Promise<StatusSource | null> {
  const { config, references, snapshot, now } = input;
  const { curated, curatedOwner } = config.reports;
  const place = curated === undefined ? undefined : parseBucketAddress(curated);
  if (place === undefined || !isDeployedSomewhere('logging-resource', input)) return null;
  const { logAccountId } = references;
  const { condition } = ports.inAccount(logAccountId, config.stackSets.bootstrapRole);
  const where = { ...place, region: config.homeRegion, owner: curatedOwner ?? logAccountId };
  const newest = await condition.readNewestLogs(where);
  const never = note`metsuke archive compact has not run yet`;
  if (newest === null) return { ...read('archive', null), reason: never, isLate: true };
  const { through, accounts } = newest;
  const active = snapshot.accounts.filter(({ state }) => state === 'ACTIVE').map(({ id }) => id);
  // Of the newest day there may be an hour or none yet.
  const dueDay = new Date(Date.parse(through) - 24 * HOUR).toISOString().slice(0, 10);
  const stopped = active
    .flatMap((id) => (id in accounts && (accounts[id] ?? '') < dueDay ? [{ id, day: accounts[id] ?? null }] : []))
    .sort((a, b) => (a.day ?? '').localeCompare(b.day ?? ''));
  const at = `${through}T00:00:00Z`;
  const [longest] = stopped;
  if (longest !== undefined) {
    const since = longest.day === null ? note`nothing of it was found` : note`nothing since ${longest.day}`;
    return read(
      'archive',
      at,
      note`The logs of ${stopped.length} accounts have stopped, of ${longest.id} the longest: ${since}.`,
    );
  }
  const silent = active.filter((id) => !(id in accounts)).length;
  const reason = silent > 0 ? note`${silent} of ${active.length} accounts have no logs yet` : null;
  return {
    ...read('archive', at),
    reason,
    isLate: silent > 0 || Date.parse(now) - Date.parse(at) > TABLE_IS_LATE_AFTER,
  };
}

/** The oldest of all stack sets; that nobody ever asked is no fault, and is said. */
function driftDetection({ snapshot, now }: PlanInput): StatusSource | null {
  if (snapshot.stackSets.length === 0) return null;
  const times = snapshot.stackSets.map(({ driftCheckedAt }) => driftCheckedAt ?? null);
  const isComplete = times.every((time) => time !== null);
  const at = isComplete ? (times.sort()[0] ?? null) : null;
  const isLate = at === null || Date.parse(now) - Date.parse(at) > DRIFT_IS_LATE_AFTER;
  return { ...read('drift-detection', at), isLate };
}
