import type { ObjectStore } from '../archive/object-store.ts';
import { findVerification } from '../dashboard/history/verifications.ts';
import type { Verified } from '../dashboard/posture/schema.ts';
import { MetsukeError } from '../domain/errors.ts';
import { openHistory, verifiedLocation } from './open-history.ts';
import { tellProblems } from './render/problems.ts';
import type { Session } from './session.ts';

interface Asked {
  /** The first moment, or day, that it must cover. */
  readonly from: string;
  /** ISO 8601. */
  readonly now: string;
}

/** What the last verification of an archive found, where metsuke.yaml lets it be kept. Null: nothing is known; why it cannot be read is told. */
export async function readVerification(
  session: Session,
  store: ObjectStore,
  { from, now }: Asked,
): Promise<Verified | null> {
  let key = 'dashboard.history';
  const tell = (problem: string): void => tellProblems([{ key, problem }], session.terminal);
  try {
    const place = await openHistory(session);
    if (place === undefined) return null;
    key = place.location;
    const { verified, problem } = await findVerification(place, {
      location: verifiedLocation(store),
      firstDay: from,
      now,
    });
    if (problem !== null) tell(problem);
    return verified;
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    // An auditor with a copy and no metsuke.yaml has kept nothing.
    if (error.code !== 'config-not-found') tell(error.message);
    return null;
  }
}
