import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { requireWritable, writeWhole } from '../../files/write-whole.ts';
import type { Answer } from '../../reports/answer.ts';
import { answerReport } from '../../reports/ask.ts';
import { REPORTS } from '../../reports/catalog.ts';
import { makePack } from '../../reports/pack.ts';
import { parseMonth } from '../../reports/period.ts';
import type { Language } from '../../reports/report.ts';
import { queryOf } from '../../reports/run.ts';
import { type EngineOptions, openEngine } from '../open-engine.ts';
import { tellProblems } from '../render/problems.ts';
import { countOf } from '../render/text.ts';
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
  const { engine, scope, accounts, parameters, source } = await openEngine(session, options, period);
  const answers: Answer[] = [];
  try {
    const asked = { scope, accounts, parameters };
    await engine.prepare(REPORTS.map((report) => queryOf(report, asked)));
    for (const [index, report] of REPORTS.entries()) {
      const what = say`Report ${index + 1} of ${REPORTS.length}, ${report.id}`;
      answers.push(await session.progress.during(what, () => answerReport(report, engine, { ...asked, limit })));
    }
  } finally {
    await engine.close();
  }
  tellProblems(
    answers.flatMap(({ problems }) => problems),
    terminal,
  );
  const madeAt = new Date(clock.now()).toISOString();
  const files = makePack(answers, { month: period.month, language: options.language, madeAt, source, version });
  for (const { path, text } of files) {
    await mkdir(dirname(join(options.out, path)), { recursive: true });
    await writeWhole(join(options.out, path), text);
  }
  const withRows = answers.filter(({ rows }) => rows.length > 0).map(({ report }) => report.id);
  if (session.options.json) {
    terminal.out(`${JSON.stringify({ ...period, files: files.map(({ path }) => path), withRows }, null, 2)}\n`);
  } else {
    const page = join(options.out, files[0]?.path ?? '');
    terminal.out(say`${page}: ${countOf(withRows.length, 'report')} of ${answers.length} found something.\n`);
  }
  return EXIT.done;
}
