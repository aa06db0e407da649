import type { ObjectStore } from '../archive/object-store.ts';
import { matchAccount } from '../config/find-account.ts';
import { keepDay, readDays } from '../dashboard/history/days.ts';
import type { GivenArchive } from '../dashboard/posture/evidence.ts';
import { readPosture } from '../dashboard/posture/posture.ts';
import { peopleIn, withPseudonyms } from '../dashboard/posture/pseudonyms.ts';
import { readSection } from '../dashboard/posture/read-section.ts';
import type { Posture } from '../dashboard/posture/schema.ts';
import { limitTo } from '../dashboard/view/limit.ts';
import type { Account } from '../domain/account.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { readGovernance } from '../engine/governance.ts';
import { type ArchiveOptions, openArchive } from './open-archive.ts';
import { openHistory } from './open-history.ts';
import { readActivityOf } from './read-activity.ts';
import { readFleet } from './read-fleet.ts';
import { readImages } from './read-images.ts';
import { readSavedPlan } from './read-saved-plan.ts';
import { readVerification } from './read-verification.ts';
import { tellProblems } from './render/problems.ts';
import { makeSalt, openGovernance, type Session } from './session.ts';

export interface PostureChoice extends ArchiveOptions {
  /** Id or name. */
  readonly account?: string;
  /** Also which days the log account's bucket holds. */
  readonly logs: boolean;
  readonly pseudonyms: boolean;
  /** Also from which images instances were started. */
  readonly images: boolean;
  /** Also who did what in so many days. */
  readonly activity?: number;
  /** A file that `metsuke plan --out` wrote. */
  readonly plan?: string;
}

/** One look at the organization, as far as somebody wants to see it. */
export async function readPostureOf(session: Session, choice: PostureChoice): Promise<Posture> {
  const saved = choice.plan === undefined ? null : await readSavedPlan(choice.plan);
  const archive = await givenArchive(session, choice);
  // With its salt, fingerprints of the same values are the same.
  const opened = await openGovernance(session, saved?.salt ?? makeSalt());
  const { input } = await readGovernance(opened);
  const only = choice.account === undefined ? null : findAccount(choice.account, input.snapshot.accounts);
  const found = await session.progress.during(say`Reading what is wrong, and where`, () =>
    readPosture({
      ports: opened.ports,
      input,
      ...(saved === null ? {} : { saved: { plan: saved.plan, source: choice.plan ?? '' } }),
      ...(archive === undefined ? {} : { archive, readFleet: () => readFleet(session, choice) }),
      ...(choice.images ? { readImages: () => readImages(session, input) } : {}),
      ...(choice.activity === undefined
        ? {}
        : { readActivity: () => readActivityOf(session, choice, choice.activity ?? 0) }),
    }),
  );
  const posture = archive === undefined ? found : await withVerification(session, found, archive.store);
  const shown = only === null ? await withHistory(session, posture) : limitTo(posture, only);
  if (!choice.pseudonyms) return shown;
  const told = (input.snapshot.disturbances?.entries ?? []).flatMap(({ actor }) => actor ?? []);
  return withPseudonyms(shown, [...told, ...(saved === null ? [] : peopleIn(saved.plan))]);
}

/** With the days that are kept, of which this one is one from now on. That it cannot be kept is told, and the rest is shown. */
async function withHistory(session: Session, posture: Posture): Promise<Posture> {
  const place = await openHistory(session);
  if (place === undefined) return posture;
  const tell = (key: string, problem: string): void => tellProblems([{ key, problem }], session.terminal);
  const asked = { organization: posture.organization.id, today: posture.at.slice(0, 10) };
  const history = await readSection(posture.at, () => readDays(place, asked));
  if (history.state === 'read') for (const { file, reason } of history.problems) tell(file, reason);
  try {
    const problem = await keepDay(place, posture);
    if (problem !== undefined) tell(place.location, problem);
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    tell(place.location, say`does not keep this day: ${error.message}`);
  }
  return { ...posture, history };
}

/** With what the last verification of the archive found, as it is kept. */
async function withVerification(session: Session, posture: Posture, store: ObjectStore): Promise<Posture> {
  const { evidence, at: now } = posture;
  if (evidence.state === 'not-read') return posture;
  const verified = await readVerification(session, store, { from: evidence.firstDay, now });
  return { ...posture, evidence: { ...evidence, verified } };
}

async function givenArchive(session: Session, choice: PostureChoice): Promise<GivenArchive | undefined> {
  const { archive, bucket, logs, activity } = choice;
  if (archive === undefined && bucket === undefined && activity === undefined && !logs) return undefined;
  const { store } = await openArchive(session, choice);
  return { store, source: archive ?? bucket ?? say`the log account's bucket` };
}

function findAccount(reference: string, accounts: readonly Account[]): string {
  const matched = matchAccount(reference, accounts);
  if ('account' in matched) return matched.account.id;
  const { message, hint } = matched.problem;
  throw new MetsukeError('usage', message, hint === undefined ? {} : { hint });
}
