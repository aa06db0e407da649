import { type Coverage, readCoverage } from '../../archive/coverage.ts';
import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { refusalProblems } from '../../files/refusals.ts';
import { lastDayOf, parsePeriod } from '../../reports/period.ts';
import { parseAccounts } from '../days.ts';
import { openArchive } from '../open-archive.ts';
import { type CuratedOptions, findCurated, openCuratedPlace } from '../open-curated.ts';
import { renderCoverage } from '../render/coverage.ts';
import { tellProblems } from '../render/problems.ts';
import type { Session } from '../session.ts';

export interface ArchiveStatusOptions extends Omit<CuratedOptions, 'region'> {
  readonly account?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly regions: boolean;
  readonly exitCode: boolean;
}

export async function run(session: Session, options: ArchiveStatusOptions): Promise<number> {
  const { terminal, clock } = session;
  const archive = await openArchive(session, options);
  const curated = await findCurated(session, options);
  const period = parsePeriod(options, new Date(clock.now()));
  const wanted = {
    store: archive.store,
    ...parseAccounts(options.account),
    firstDay: period.from.slice(0, 10),
    lastDay: lastDayOf(period),
    ...(curated === undefined ? {} : { curated: await openCuratedPlace(session, curated, archive) }),
  };
  const coverage = await session.progress.during(say`Looking which days the archive holds`, () => readCoverage(wanted));
  const refused = archive.refusals.list();
  if (session.options.json) terminal.out(`${JSON.stringify({ ...coverage, refused }, null, 2)}\n`);
  else {
    const foreign = coverage.foreign.map((key) => ({ key, problem: say`has no name of a log file of CloudTrail` }));
    tellProblems([...foreign, ...refusalProblems(refused)], terminal);
    terminal.out(renderCoverage(coverage, { regions: options.regions, view: terminal.view }));
  }
  return options.exitCode && (hasGaps(coverage) || refused.length > 0) ? EXIT.rowsFound : EXIT.done;
}

function hasGaps({ accounts }: Coverage): boolean {
  return accounts.some(({ gaps }) => gaps.length > 0);
}
