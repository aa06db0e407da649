import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { requireWritable, writeWhole } from '../../files/write-whole.ts';
import { isAnswered, type Outcome, type Result, resultOf } from '../../reports/answer.ts';
import type { Language } from '../../reports/language.ts';
import { makePack, type PackFile } from '../../reports/pack/pack.ts';
import { judge } from '../../reports/pack/verdict.ts';
import type { Period } from '../../reports/period.ts';
import { isOfFindings } from '../../reports/render/severity-words.ts';
import { askPack } from '../ask-pack.ts';
import { type EngineOptions, openEngine, readConfiguration } from '../open-engine.ts';
import { type PackPeriodOptions, parsePackPeriod, parseTimeZone } from '../pack-period.ts';
import { renderBasis } from '../render/basis.ts';
import { tellProblems } from '../render/problems.ts';
import { unansweredLines } from '../render/report-summary.ts';
import type { Session } from '../session.ts';
import { parseLimit } from './report-run.ts';

export type PackCommandOptions = EngineOptions &
  PackPeriodOptions & {
    readonly out: string;
    readonly limit: string;
    /** Whether the period before is asked too. */
    readonly compare: boolean;
    readonly language: Language;
  };

export async function run(session: Session, options: PackCommandOptions): Promise<number> {
  const { terminal, clock, version } = session;
  const limit = parseLimit(options.limit);
  const now = new Date(clock.now());
  const timeZone = parseTimeZone(options, (await readConfiguration(session, options))?.notifications.timeZone);
  const period = parsePackPeriod(options, now, timeZone);
  await mkdir(options.out, { recursive: true });
  await requireWritable(join(options.out, 'index.html'));
  const archive = await openEngine(session, options, period);
  const { outcomes, before } = await askPack(session, archive, {
    limit,
    now: now.toISOString(),
    before: options.compare ? period.before : null,
  });
  tellProblems(
    outcomes.filter(isAnswered).flatMap(({ problems }) => problems),
    terminal,
  );
  const files = makePack({
    outcomes,
    period,
    before,
    scope: { units: options.unit ?? [], accounts: archive.scope.accounts ?? null },
    reader: {
      language: options.language,
      timeZone,
      names: new Map(archive.accounts.map(({ id, name }) => [id, name])),
    },
    madeAt: now.toISOString(),
    source: archive.source,
    version,
  });
  for (const { path, text } of files) {
    await mkdir(dirname(join(options.out, path)), { recursive: true });
    await writeWhole(join(options.out, path), text);
  }
  return tell(session, options, { period, outcomes, files });
}

interface Made {
  readonly period: Period;
  readonly outcomes: readonly Outcome[];
  readonly files: readonly PackFile[];
}

function tell({ terminal, options: { json } }: Session, options: PackCommandOptions, made: Made): number {
  const { outcomes, files } = made;
  const { from, to } = made.period;
  const idsOf = (wanted: Result) => outcomes.filter((each) => resultOf(each) === wanted).map(({ report }) => report.id);
  const [withRows, notEvaluated] = [idsOf('found'), idsOf('not-evaluated')];
  const { kind, basis = null } = judge(outcomes);
  if (json) {
    const paths = files.map(({ path }) => path);
    terminal.out(`${JSON.stringify({ from, to, files: paths, withRows, notEvaluated, basis }, null, 2)}\n`);
  } else {
    const page = join(options.out, files[0]?.path ?? '');
    const ofFindings = outcomes.filter(({ report }) => isOfFindings(report));
    const found = ofFindings.filter((each) => resultOf(each) === 'found').length;
    terminal.out(say`${page}: ${countOf(found, 'report')} of ${ofFindings.length} found something.\n`);
    const lines = basis === null ? [] : renderBasis(basis, options.language, terminal.view);
    for (const line of lines) terminal.out(`${line}\n`);
    for (const line of unansweredLines(outcomes, options.language, terminal.errView)) terminal.err(`${line}\n`);
  }
  return kind === 'unread' || kind === 'nothing' || notEvaluated.length > 0 ? EXIT.failed : EXIT.done;
}
