import pLimit from 'p-limit';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { SingletonKind } from '../../domain/occupant.ts';
import { say } from '../../domain/say.ts';
import type { Ports } from './ports.ts';
import type { ObservedPlace } from './snapshot.ts';
import { type Track, untracked } from './track.ts';

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
  { role, track = untracked }: { readonly role: string; readonly track?: Track },
): Promise<readonly ObservedPlace[]> {
  const limit = pLimit(PLACES_AT_ONCE);
  const looks = places.map((place) => limit(() => look(ports, place, role)));
  return Promise.all(looks.map((found) => track(say`what is already there, account × region`, found)));
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
