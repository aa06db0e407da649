import { keepVerification } from '../dashboard/history/verifications.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { PlaceResult } from '../evidence/place-result.ts';
import type { Verification } from '../evidence/verify.ts';
import { openHistory } from './open-history.ts';
import { tellProblems } from './render/problems.ts';
import type { Session } from './session.ts';

/** Keeps what was found, where metsuke.yaml names a place. That this fails is told, and changes no verdict. */
export async function keepResult(
  session: Session,
  { asOf, span, keySource, places, findingCount }: Verification,
  { location, refused }: { readonly location: string; readonly refused: number },
): Promise<void> {
  const sum = (of: (place: PlaceResult) => number): number => places.reduce((total, place) => total + of(place), 0);
  try {
    const place = await openHistory(session);
    if (place === undefined) return;
    const problem = await keepVerification(place, {
      format: 'metsuke-verification/1',
      location,
      at: asOf,
      span,
      keySource,
      findings: findingCount + refused,
      digests: sum(({ digests }) => digests),
      provenDigests: sum(({ provenDigests }) => provenDigests),
      logs: sum(({ logs }) => logs),
      provenLogs: sum(({ provenLogs }) => provenLogs),
    });
    if (problem !== undefined) tellProblems([{ key: place.location, problem }], session.terminal);
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    // An auditor with a copy and no metsuke.yaml keeps nothing.
    if (error.code === 'config-not-found') return;
    tellProblems([{ key: 'dashboard.history', problem: error.message }], session.terminal);
  }
}
