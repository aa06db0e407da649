import { HEARTBEAT_HOURS, type Heartbeat } from '../../domain/heartbeat.ts';
import type { AccountId } from '../../domain/ids.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Verdict } from '../observe/deep.ts';
import type { Ports } from '../observe/ports.ts';
import type { PlanInput } from '../plan/input.ts';
import { disturbanceTable } from '../plan/recording.ts';
import { faultForPerson, well } from './answer.ts';

/** A place whose route sends signs of life. */
export interface Beating {
  readonly account: AccountId;
  readonly region: string;
  /** When the latest one arrived; null: none has. */
  readonly at: string | null;
}

/** One may be on its way, and the one before it a little late. */
const LATE_AFTER = 2 * HEARTBEAT_HOURS * 3_600_000;

/** Null: no route sends any yet. A page for every few thousand places. */
export async function readHeartbeats(ports: Ports, input: PlanInput): Promise<readonly Beating[] | null> {
  const { config, references } = input;
  const table = disturbanceTable(input);
  const places = beatingPlaces(input);
  if (table === null || places.length === 0) return null;
  const { condition } = ports.inAccount(references.auditAccountId, config.stackSets.bootstrapRole);
  return beatingOf(places, await condition.listHeartbeats(table, config.homeRegion));
}

/** What is in the table of other places is nobody's concern. */
function beatingOf(places: readonly Omit<Beating, 'at'>[], heartbeats: readonly Heartbeat[]): readonly Beating[] {
  const latest = new Map(heartbeats.map(({ account, region, at }) => [`${account} ${region}`, at]));
  return places.map((place) => ({ ...place, at: latest.get(`${place.account} ${place.region}`) ?? null }));
}

function beatingPlaces({ snapshot, blueprints, config }: PlanInput): readonly Omit<Beating, 'at'>[] {
  const routes = blueprints.find(({ id }) => id === 'notification-routes');
  const stackSet = snapshot.stackSets.find(({ name }) => name === routes?.stackName);
  // Deployed by a version before them.
  if (!routes?.isEnabled(config) || !stackSet?.templateBody.includes(`-${NAMES.rule.heartbeat}`)) return [];
  const active = new Set(snapshot.accounts.flatMap(({ id, state }) => (state === 'ACTIVE' ? [id] : [])));
  return stackSet.instances
    .filter(({ account, status, stackId }) => active.has(account) && status === 'CURRENT' && stackId !== null)
    .map(({ account, region }) => ({ account, region }));
}

export function isLate(at: string, now: string): boolean {
  return Date.parse(now) - Date.parse(at) > LATE_AFTER;
}

/** One that was never heard is due once its stack has been there long enough. Until then nobody knows, and nothing is said. */
export function judgeHeartbeat(
  { at }: Pick<Beating, 'at'>,
  changedAt: string | undefined,
  { now, config }: Pick<PlanInput, 'now' | 'config'>,
): readonly Verdict[] {
  const name = `${config.resourcePrefix}-${NAMES.rule.heartbeat}`;
  if (at !== null) {
    return [isLate(at, now) ? faultForPerson(name, note`No notification has arrived since ${at}.`, LOST) : well(name)];
  }
  const isDue = changedAt !== undefined && isLate(changedAt, now);
  return isDue ? [faultForPerson(name, note`No notification has ever arrived.`, LOST)] : [];
}

const LOST = {
  hint: note`Look for the events in the queues of the audit account whose names end in Unforwarded and Undelivered; the log of the formatter says why.`,
};
