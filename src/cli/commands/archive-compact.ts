import { availableParallelism } from 'node:os';
import { type CompactEvent, type Compaction, compactCloudTrail } from '../../archive/compact/compact.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf, megabytes } from '../../domain/text/phrases.ts';
import { refusalProblems } from '../../files/refusals.ts';
import { parseDays } from '../days.ts';
import { type ArchiveOptions, openArchive } from '../open-archive.ts';
import { findCurated, openCuratedPlace } from '../open-curated.ts';
import { tellProblems } from '../render/problems.ts';
import type { Session } from '../session.ts';

export interface ArchiveCompactOptions extends Omit<ArchiveOptions, 'region'> {
  readonly out?: string;
  readonly curatedOwner?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Ends with 1 when a log file could not be read: the others are in the table. */
export async function run(session: Session, options: ArchiveCompactOptions): Promise<number> {
  const { terminal, clock } = session;
  const { out, ...where } = options;
  const found = await findCurated(session, { ...where, ...(out === undefined ? {} : { curated: out }) });
  if (found === undefined) {
    throw new MetsukeError('usage', say`Say where the Parquet files are to be made.`, {
      hint: say`metsuke archive compact --out ./curated-logs, or --out s3://a-bucket-of-yours; for every run: reports.curated in metsuke.yaml.`,
    });
  }
  const archive = await openArchive(session, options);
  const place = await openCuratedPlace(session, found, archive);
  const counter = makeCounter();
  const compact = (): Promise<Compaction> =>
    compactCloudTrail({
      store: archive.store,
      place,
      ...parseDays(options, new Date(clock.now())),
      workers: Math.min(4, availableParallelism()),
      emit: counter.onEvent,
    });
  const made = await session.progress.during(counter.line, compact);
  const compaction = { ...made, problems: [...made.problems, ...refusalProblems(archive.refusals.list())] };
  if (session.options.json) terminal.out(`${JSON.stringify(compaction, null, 2)}\n`);
  else {
    tellProblems(compaction.problems, terminal);
    terminal.out(render(compaction, place.location));
  }
  return compaction.problems.length > 0 ? EXIT.failed : EXIT.done;
}

function render({ days, rows, files, bytes }: Compaction, root: string): string {
  if (days.written === 0) return say`Nothing to do: ${countOf(days.unchanged, 'day')} as before.\n`;
  const sizes = `${megabytes(bytes.read)} → ${megabytes(bytes.written)} MB`;
  return say`${countOf(days.written, 'day')} written, ${days.unchanged} as before: ${countOf(files, 'log file')}, ${countOf(rows, 'event')}, ${sizes} in ${root}/curated/cloudtrail\n`;
}

function makeCounter() {
  const counts = { day: '', done: 0, files: 0, rows: 0 };
  const line = (): string =>
    counts.day === ''
      ? say`Looking for new log files`
      : say`Writing ${counts.day}: ${counts.done} of ${counts.files} log files, ${counts.rows} events`;
  return {
    line,
    onEvent(event: CompactEvent): void {
      if (event.type === 'days-found') counts.files += event.files;
      if (event.type === 'day-begun') counts.day = event.day;
      if (event.type === 'file-read') {
        counts.done += 1;
        counts.rows += event.output.rows;
      }
    },
  };
}
