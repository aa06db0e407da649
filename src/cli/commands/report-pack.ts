import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { forShell } from '../../domain/text/media.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { requireEmpty, writeSealed } from '../../evidence/bundle/sealed-folder.ts';
import { requireWritable, writeWhole } from '../../files/write-whole.ts';
import { isAnswered, type Outcome, type Result, resultOf } from '../../reports/answer.ts';
import { FRAMEWORKS } from '../../reports/frameworks/catalog.ts';
import type { Language } from '../../reports/language.ts';
import { makePack, type PackFile } from '../../reports/pack/pack.ts';
import { judge } from '../../reports/pack/verdict.ts';
import type { Period } from '../../reports/period.ts';
import { isOfFindings } from '../../reports/render/severity-words.ts';
import { askPack } from '../ask-pack.ts';
import { findChromium, printPdf } from '../chromium.ts';
import { type EngineOptions, openEngine, readConfiguration } from '../open-engine.ts';
import { openSigner, type SignerOptions } from '../open-signer.ts';
import { exceptionsIn } from '../pack-exceptions.ts';
import { type PackPeriodOptions, parsePackPeriod, parseTimeZone } from '../pack-period.ts';
import { renderBasis } from '../render/basis.ts';
import { tellProblems } from '../render/problems.ts';
import { unansweredLines } from '../render/report-summary.ts';
import { commandLines, paragraph } from '../render/wrap.ts';
import type { Session } from '../session.ts';
import type { View } from '../terminal.ts';
import type { PackFormat } from './archive-options.ts';
import { parseLimit } from './report-run.ts';

export type PackCommandOptions = EngineOptions &
  SignerOptions &
  PackPeriodOptions & {
    readonly format: PackFormat;
    readonly out: string;
    readonly limit: string;
    /** Whether the period before is asked too. */
    readonly compare: boolean;
    readonly language: Language;
    /** Ids; absent: all. */
    readonly framework?: readonly string[];
  };

/** What a metsuke.yaml has that says nothing else. */
const DEFAULT_PREFIX = 'aws-organizations';

export async function run(session: Session, options: PackCommandOptions): Promise<number> {
  const { clock } = session;
  const limit = parseLimit(options.limit);
  const frameworks = FRAMEWORKS.filter(({ id }) => options.framework?.includes(id) ?? true);
  const now = new Date(clock.now());
  const config = await readConfiguration(session, options);
  const timeZone = parseTimeZone(options, config?.notifications.timeZone);
  const period = parsePackPeriod(options, now, timeZone);
  const folder = options.out.replace(/(?<=.)[/\\]+$/, '');
  await requireEmpty(folder);
  await mkdir(dirname(folder), { recursive: true });
  await requireWritable(`${folder}.html`);
  const chromium = options.format === 'pdf' ? findChromium(session.environment) : null;
  const signer = await openSigner(
    session,
    options,
    config?.homeRegion ?? session.environment.AWS_REGION ?? 'us-east-1',
  );
  const archive = await openEngine(session, options, period);
  const { outcomes, before, states } = await askPack(session, archive, {
    limit,
    now: now.toISOString(),
    before: options.compare ? period.before : null,
    resourcePrefix: config?.resourcePrefix ?? DEFAULT_PREFIX,
  });
  tellProblems(
    outcomes.filter(isAnswered).flatMap(({ problems }) => problems),
    session.terminal,
  );
  const files = makePack({
    outcomes,
    period,
    before,
    controls: { frameworks, states },
    exceptions: config === null ? null : exceptionsIn(config),
    scope: { units: options.unit ?? [], accounts: archive.scope.accounts ?? null },
    reader: {
      language: options.language,
      timeZone,
      names: new Map(archive.accounts.map(({ id, name }) => [id, name])),
    },
    madeAt: now.toISOString(),
    source: archive.source[options.language],
    version: session.version,
  });
  const { made, seal } = await writeSealed(folder, signer, (draft) => writeFiles(session, draft, { files, chromium }));
  return tell(session, options, { folder, period, outcomes, files: made, seal });
}

interface Written {
  readonly files: readonly PackFile[];
  /** Null: no PDF. */
  readonly chromium: string | null;
}

/** @returns names of the files, the page first */
async function writeFiles(session: Session, folder: string, { files, chromium }: Written): Promise<readonly string[]> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeWhole(join(folder, path), text);
  }
  const paths = files.map(({ path }) => path);
  const [page = ''] = paths;
  if (chromium === null) return paths;
  const pdf = page.replace(/html$/, 'pdf');
  await session.progress.during(say`Printing ${pdf}`, () => printPdf(chromium, join(folder, page), join(folder, pdf)));
  return [...paths, pdf];
}

interface Made {
  readonly folder: string;
  readonly period: Period;
  readonly outcomes: readonly Outcome[];
  readonly files: readonly string[];
  readonly seal: string;
}

function tell(session: Session, options: PackCommandOptions, made: Made): number {
  const { terminal } = session;
  const { outcomes, files, seal } = made;
  const { from, to } = made.period;
  const idsOf = (wanted: Result) => outcomes.filter((each) => resultOf(each) === wanted).map(({ report }) => report.id);
  const [withRows, notEvaluated] = [idsOf('found'), idsOf('not-evaluated')];
  const { kind, basis = null } = judge(outcomes);
  if (session.options.json) {
    terminal.out(`${JSON.stringify({ from, to, files, withRows, notEvaluated, seal, basis }, null, 2)}\n`);
  } else {
    const ofFindings = outcomes.filter(({ report }) => isOfFindings(report));
    const found = ofFindings.filter((each) => resultOf(each) === 'found').length;
    const page = join(made.folder, files[0] ?? '');
    terminal.out(say`${page}: ${countOf(found, 'report')} of ${ofFindings.length} found something.\n`);
    const lines = basis === null ? [] : renderBasis(basis, options.language, terminal.view);
    for (const line of [...lines, ...sealLines(made, terminal.view)]) terminal.out(`${line}\n`);
    for (const line of unansweredLines(outcomes, options.language, terminal.errView)) terminal.err(`${line}\n`);
  }
  return kind === 'unread' || kind === 'nothing' || notEvaluated.length > 0 ? EXIT.failed : EXIT.done;
}

function sealLines({ folder, seal }: Made, { screen }: View): readonly string[] {
  const { width } = screen;
  return [
    ...paragraph(say`Keep this seal apart from the folder, which nobody can then change unnoticed:`, screen),
    ...commandLines(`metsuke evidence check ${forShell(folder)} --seal ${seal}`, { width, first: '  ' }),
  ];
}
