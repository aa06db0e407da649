import { addDays } from '../archive/compact/days.ts';
import type { ActivityContent } from '../dashboard/posture/posture.ts';
import { type NotRead, notRead } from '../dashboard/posture/read-section.ts';
import { say, spokenLanguage } from '../domain/say.ts';
import { readActivity } from '../reports/activity.ts';
import { isNothingRead } from '../reports/basis.ts';
import type { ArchiveOptions } from './open-archive.ts';
import { openEngine } from './open-engine.ts';
import { tellProblems } from './render/problems.ts';
import type { Session } from './session.ts';

/** More lines than anybody reads, and fewer than slow a page down. */
const MOST_LINES = 5_000;

/** Who did what in the last days, today included, as the log files in the archive have it. */
export async function readActivityOf(
  session: Session,
  where: ArchiveOptions,
  days: number,
): Promise<ActivityContent | NotRead> {
  const { archive, bucket, bucketOwner } = where;
  const given = {
    ...(archive === undefined ? {} : { archive }),
    ...(bucket === undefined ? {} : { bucket }),
    ...(bucketOwner === undefined ? {} : { bucketOwner }),
  };
  const now = new Date(session.clock.now()).toISOString();
  const period = { from: `${addDays(now.slice(0, 10), 1 - days)}T00:00:00Z`, to: `${now.slice(0, 19)}Z` };
  const opened = await openEngine(session, { ...given, engine: 'duckdb' }, period);
  const { engine, scope, accounts, source } = opened;
  try {
    const { deeds, isCut, basis } = await readActivity(engine, { scope, accounts, limit: MOST_LINES, now });
    const [logs] = basis.tables;
    tellProblems(basis.skipped, session.terminal);
    if (isNothingRead(basis)) {
      return notRead(
        say`The archive holds no log of CloudTrail from ${period.from.slice(0, 10)} to ${now.slice(0, 10)}.`,
      );
    }
    return {
      source: source[spokenLanguage()],
      ...period,
      limit: MOST_LINES,
      isCut,
      objects: logs?.objects ?? null,
      events: logs?.events ?? null,
      skipped: basis.skipped.length,
      gaps: basis.gaps?.map(({ account, from, to }) => ({ account, from, to })) ?? null,
      deeds: deeds.map((deed) => ({ ...deed })),
    };
  } finally {
    await engine.close();
  }
}
