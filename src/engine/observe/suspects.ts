import pLimit from 'p-limit';
import type { Lead } from '../../domain/disturbance.ts';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { note, say } from '../../domain/say.ts';
import type { Ports, StackResource, StackStatus, StacksPort } from './ports.ts';
import type { ObservedSuspect, SuspectState } from './snapshot.ts';
import { isAtWork, isUsable } from './stack-status.ts';
import { type Track, untracked } from './track.ts';

/** An account and region that an event told of, with the stacks of ours there. */
export interface PlaceToAsk {
  readonly account: AccountId;
  readonly region: string;
  /** The management account: no role leads into it, and none is needed. */
  readonly isOwn: boolean;
  readonly stacks: readonly StackToAsk[];
}

export interface StackToAsk extends Pick<ObservedSuspect, 'title' | 'stackSet' | 'stack' | 'entries'> {
  /** Services of which it has resources that may have been changed; none: its status is enough. */
  readonly services: readonly string[];
  /** Where its name is taken by a role that was there before, there never was a stack. */
  readonly orRole: string | null;
}

const PLACES_AT_ONCE = 24;

/**
 * One list of stacks for each place tells which of ours are gone or stuck; drift is asked of those only that an event
 * may be about. A place that lets nobody in is unknown, never well.
 */
export async function readSuspects(
  ports: Ports,
  places: readonly PlaceToAsk[],
  { role, track = untracked }: { readonly role: string; readonly track?: Track },
): Promise<readonly ObservedSuspect[]> {
  const limit = pLimit(PLACES_AT_ONCE);
  const reads = places.map((place) =>
    limit(() => readPlace(place, place.isOwn ? ports : ports.inAccount(place.account, role))),
  );
  return (
    await Promise.all(reads.map((read) => track(say`stacks that events told of, account × region`, read)))
  ).flat();
}

type PlacePorts = Pick<Ports, 'stacks' | 'roles'>;

async function readPlace(place: PlaceToAsk, ports: PlacePorts): Promise<readonly ObservedSuspect[]> {
  const { account, region } = place;
  const told = (stack: StackToAsk, state: SuspectState): ObservedSuspect => ({
    ...{ title: stack.title, stackSet: stack.stackSet, account, region, stack: stack.stack },
    ...{ entries: stack.entries, state },
  });
  const statuses = await orUnknown(() => ports.stacks.listStatuses(region));
  if ('kind' in statuses) {
    return place.stacks.filter(({ entries }) => entries.length > 0).map((stack) => told(stack, statuses));
  }
  return Promise.all(
    place.stacks.map(async (stack) => {
      const found = statuses.find(({ id, name }) => id === stack.stack || name === stack.stack);
      return told(stack, await orUnknown(() => readStack(stack, found, { ports, region })));
    }),
  );
}

interface Where {
  readonly ports: PlacePorts;
  readonly region: string;
}

async function readStack(
  { orRole, services }: StackToAsk,
  found: StackStatus | undefined,
  { ports, region }: Where,
): Promise<SuspectState> {
  if (found === undefined) {
    const isAdopted = orRole !== null && (await ports.roles.readRole(orRole)) !== null;
    return { kind: isAdopted ? 'well' : 'gone' };
  }
  if (isAtWork(found)) return { kind: 'unknown', reason: note`CloudFormation works on it (${found.status})` };
  if (!isUsable(found)) return { kind: 'stuck', status: found.status };
  return services.length === 0 ? { kind: 'well' } : readDrift(found.id, services, { stacks: ports.stacks, region });
}

async function readDrift(
  stack: string,
  services: readonly string[],
  { stacks, region }: { readonly stacks: StacksPort; readonly region: string },
): Promise<SuspectState> {
  const resources = await stacks.detectDrift(stack, region);
  const untold = whyUntold(await stacks.listIncomparable(stack, region, services));
  if (resources.length > 0) return { kind: 'drifted', resources, untold };
  return untold === null ? { kind: 'well' } : { kind: 'unknown', reason: untold, isIncomparable: true };
}

function whyUntold(resources: readonly StackResource[]): string | null {
  if (resources.length === 0) return null;
  const types = [...new Set(resources.map(({ type }) => type))].join(', ');
  return note`CloudFormation cannot compare resources of these types with the template: ${types}`;
}

async function orUnknown<T>(read: () => Promise<T>): Promise<T | Extract<SuspectState, { kind: 'unknown' }>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return { kind: 'unknown', reason: error.message };
  }
}

/** The latest first: who came last is who left it so. What has no time is told after all that has one. */
export function latestFirst(entries: readonly Lead[]): readonly Lead[] {
  return [...entries].sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1));
}
