import pLimit from 'p-limit';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { SingletonKind } from '../../domain/occupant.ts';
import type { Ports } from './ports.ts';
import type { ObservedPlace } from './snapshot.ts';

/** Where to look, and what for. */
export interface PlaceToLookAt {
  readonly blueprint: string;
  readonly kind: SingletonKind;
  readonly account: AccountId;
  readonly region: string;
  /** The management account: no role leads into it, and none is needed. */
  readonly isOwn: boolean;
}

const PLACES_AT_ONCE = 24;

/**
 * Looks where something is new; a call or three for each. An account that lets nobody in is no error here: whatever is
 * deployed there next says what is wrong.
 */
export function readOccupants(
  ports: Ports,
  places: readonly PlaceToLookAt[],
  bootstrapRole: string,
): Promise<readonly ObservedPlace[]> {
  const limit = pLimit(PLACES_AT_ONCE);
  return Promise.all(places.map((place) => limit(() => look(ports, place, bootstrapRole))));
}

async function look(ports: Ports, place: PlaceToLookAt, bootstrapRole: string): Promise<ObservedPlace> {
  const { blueprint, kind, account, region, isOwn } = place;
  const { singletons } = isOwn ? ports : ports.inAccount(account, bootstrapRole);
  try {
    return { blueprint, account, region, occupant: await singletons.readOccupant(kind, region) };
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return { blueprint, account, region, occupant: null, unseen: error.message };
  }
}
