import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { requireWritable, writeWhole } from '../../files/write-whole.ts';
import { isAnswered, type Outcome, type Result, resultOf } from '../../reports/answer.ts';
import { tryReport, unlessOfOneReport } from '../../reports/ask.ts';
import { isNothingRead, joinBases } from '../../reports/basis.ts';
import { REPORTS } from '../../reports/catalog.ts';
import type { Language } from '../../reports/language.ts';
import { makePack, type PackFile } from '../../reports/pack.ts';
import { type Period, parseMonth } from '../../reports/period.ts';
import { queriesOf } from '../../reports/run.ts';
import { type EngineOptions, type OpenedEngine, openEngine } from '../open-engine.ts';
import { renderBasis } from '../render/basis.ts';
import { tellProblems } from '../render/problems.ts';
import { unansweredLines } from '../render/report-summary.ts';
import type { Session } from '../session.ts';
import { parseLimit } from './report-run.ts';

export interface PackCommandOptions extends EngineOptions {
  readonly month?: string;
  readonly out: string;
  readonly limit: string;
  readonly language: Language;
}

export async function run(session: Session, options: PackCommandOptions): Promise<number> {
  const { terminal, clock, version } = session;
  const period = parseMonth(options.month, new Date(clock.now()));
  const limit = parseLimit(options.limit);
  await mkdir(options.out, { recursive: true });
  await requireWritable(join(options.out, 'index.html'));
  const now = new Date(clock.now()).toISOString();
  const archive = await openEngine(session, options, period);
  const outcomes = await askAll(session, archive, { limit, now });
  tellProblems(
    outcomes.filter(isAnswered).flatMap(({ problems }) => problems),
    terminal,
  );
  const { language } = options;
  const about = { month: period.month, language, madeAt: now, source: archive.source, version };
  const files = makePack(outcomes, about);
  for (const { path, text } of files) {
    await mkdir(dirname(join(options.out, path)), { recursive: true });
    await writeWhole(join(options.out, path), text);
  }
  return tell(session, options, { period, outcomes, files });
}

interface AskedAll {
  readonly limit: number;
  readonly now: string;
}

async function askAll(session: Session, archive: OpenedEngine, wanted: AskedAll): Promise<readonly Outcome[]> {
  const { engine, scope, accounts, parameters } = archive;
  const asked = { scope, accounts, parameters };
  const outcomes: Outcome[] = [];
  try {
    await engine.prepare(queriesOf(REPORTS, asked)).catch(unlessOfOneReport);
    for (const [index, report] of REPORTS.entries()) {
      const what = say`Report ${index + 1} of ${REPORTS.length}, ${report.id}`;
      outcomes.push(await session.progress.during(what, () => tryReport(report, engine, { ...asked, ...wanted })));
    }
    return outcomes;
  } finally {
    await engine.close();
  }
}

interface Made {
  readonly period: Period;
  readonly outcomes: readonly Outcome[];
  readonly files: readonly PackFile[];
}

function tell({ terminal, options: { json } }: Session, options: PackCommandOptions, made: Made): number {
  const { period, outcomes, files } = made;
  const idsOf = (wanted: Result) => outcomes.filter((each) => resultOf(each) === wanted).map(({ report }) => report.id);
  const [withRows, notEvaluated] = [idsOf('found'), idsOf('not-evaluated')];
  const basis = joinBases(outcomes.filter(isAnswered).map((each) => each.basis)) ?? null;
  if (json) {
    const paths = files.map(({ path }) => path);
    terminal.out(`${JSON.stringify({ ...period, files: paths, withRows, notEvaluated, basis }, null, 2)}\n`);
  } else {
    const page = join(options.out, files[0]?.path ?? '');
    terminal.out(say`${page}: ${countOf(withRows.length, 'report')} of ${outcomes.length} found something.\n`);
    const lines = basis === null ? [] : renderBasis(basis, options.language, terminal.view);
    for (const line of lines) terminal.out(`${line}\n`);
    for (const line of unansweredLines(outcomes, options.language, terminal.errView)) terminal.err(`${line}\n`);
  }
  return basis === null || isNothingRead(basis) || notEvaluated.length > 0 ? EXIT.failed : EXIT.done;
}
