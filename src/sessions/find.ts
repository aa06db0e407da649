import pLimit from 'p-limit';
import { MetsukeError } from '../domain/errors.ts';
import type { Instance, Place } from './instance.ts';
import type { SessionsPort } from './ports.ts';
import { isMeant, type Target } from './target.ts';

export interface Found {
  /** By name, then account and region. */
  readonly instances: readonly Instance[];
  /** Where nobody could look. */
  readonly failures: readonly PlaceFailure[];
}

export interface PlaceFailure {
  readonly place: Place;
  readonly reason: string;
}

const PLACES_AT_ONCE = 16;

/** Every place is asked, several at once; one that lets nobody in does not keep the others from answering. */
export async function findInstances(
  port: Pick<SessionsPort, 'listInstances'>,
  places: readonly Place[],
  target: Target | null,
): Promise<Found> {
  const instances: Instance[] = [];
  const failures: PlaceFailure[] = [];
  const limit = pLimit(PLACES_AT_ONCE);
  const lookIn = async (place: Place): Promise<void> => {
    try {
      const found = await port.listInstances(place, target);
      instances.push(...found.filter((instance) => target === null || isMeant(instance, target)));
    } catch (error) {
      if (!(error instanceof MetsukeError)) throw error;
      failures.push({ place, reason: error.message });
    }
  };
  await Promise.all(worthLookingAt(places, target).map((place) => limit(() => lookIn(place))));
  return { instances: instances.sort(byName), failures: failures.sort((a, b) => byPlace(a.place, b.place)) };
}

function worthLookingAt(places: readonly Place[], target: Target | null): readonly Place[] {
  return target?.by === 'account' ? places.filter(({ account }) => account === target.id) : places;
}

function byName(a: Instance, b: Instance): number {
  return a.name.localeCompare(b.name) || byPlace(a, b) || a.id.localeCompare(b.id);
}

function byPlace(a: Place, b: Place): number {
  return a.accountName.localeCompare(b.accountName) || a.region.localeCompare(b.region);
}
