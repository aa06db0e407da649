import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { tableByName } from '../../archive/tables/catalog.ts';
import { makeSuggestion } from '../../config/suggest.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say, spokenLanguage } from '../../domain/say.ts';
import { forSqlComment, forTerminal } from '../../domain/text/media.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { Engine, Row } from '../../query/engine.ts';
import { explainError } from '../../query/explain.ts';
import type { Query } from '../../query/query.ts';
import { takeRows } from '../../query/take-rows.ts';
import { unlessOfOneReport } from '../../reports/ask.ts';
import { type Basis, type ChainVerification, isNothingRead, joinBases, makeBasis } from '../../reports/basis.ts';
import { rowCountText } from '../../reports/render/words.ts';
import { parseRule, type SigmaRule, Untranslatable } from '../../reports/sigma/rule.ts';
import { translateRule } from '../../reports/sigma/translate.ts';
import { type EngineOptions, openEngine } from '../open-engine.ts';
import { renderBasis } from '../render/basis.ts';
import { tellProblems } from '../render/problems.ts';
import { renderRows } from '../render/report-table.ts';
import type { Session } from '../session.ts';
import { parseLimit } from './report-run.ts';

export interface SigmaOptions extends EngineOptions {
  readonly folder: string;
  readonly limit: string;
  readonly sql: boolean;
  readonly exitCode: boolean;
}

interface Translated {
  readonly file: string;
  readonly rule: SigmaRule;
  readonly sql: string;
}

interface Refused {
  readonly file: string;
  readonly why: string;
}

interface Matched extends Translated {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** There were more rows than are here. */
  readonly isCut: boolean;
  readonly basis: Basis;
}

export async function run(session: Session, options: SigmaOptions): Promise<number> {
  const { terminal } = session;
  const limit = parseLimit(options.limit);
  const { translated, refused } = await readRules(options.folder);
  for (const { file, why } of refused)
    terminal.err(`${terminal.errStyle.yellow(say`not run`)} ${forTerminal(`${file}: ${why}`)}\n`);
  if (options.sql) {
    const rules = translated.map(({ file, sql }) => ({ file, sql }));
    if (session.options.json) terminal.out(`${JSON.stringify({ rules, notRun: refused }, null, 2)}\n`);
    else for (const { file, sql } of rules) terminal.out(`-- ${forSqlComment(file)}\n${sql};\n\n`);
    return EXIT.done;
  }
  const { engine, readVerified, ...asked } = await openEngine(session, options);
  try {
    const queries = translated.map(
      ({ sql }): Query => ({ ...asked, sql, tables: [tableByName('cloudtrail')], parameters: {} }),
    );
    await engine.prepare(queries).catch(unlessOfOneReport);
    const now = new Date(session.clock.now()).toISOString();
    const wanted = { limit, now, verified: await readVerified() };
    const matches: Matched[] = [];
    const failed: Refused[] = [];
    for (const [index, query] of queries.entries()) {
      const one = translated[index];
      if (one === undefined) continue;
      try {
        const what = say`Rule ${index + 1} of ${queries.length}, ${one.file}`;
        const taken = await session.progress.during(what, () => take(engine, query, wanted, session));
        matches.push({ ...one, ...taken });
      } catch (error) {
        // An expression that the engine does not know, such as a look-ahead: the other rules are run all the same.
        const { message } = explainError(error, query.sql, makeSuggestion);
        terminal.err(`${terminal.errStyle.yellow(say`not run`)} ${forTerminal(`${one.file}: ${message}`)}\n`);
        failed.push({ file: one.file, why: message });
      }
    }
    return report(matches, [...refused, ...failed], session, options);
  } finally {
    await engine.close();
  }
}

interface Taken {
  readonly limit: number;
  readonly now: string;
  readonly verified: ChainVerification | null;
}

async function take(engine: Engine, query: Query, { limit, now, verified }: Taken, session: Session) {
  const result = await engine.run(query);
  const { rows, isCut } = await takeRows(result.rows, limit);
  tellProblems(result.problems, session.terminal);
  const basis = await makeBasis(result, { scope: query.scope, engine: engine.name, now, verified });
  return { columns: result.columns, rows, isCut, basis };
}

function report(
  matches: readonly Matched[],
  refused: readonly Refused[],
  { terminal, options }: Session,
  { exitCode }: SigmaOptions,
): number {
  const found = matches.filter(({ rows }) => rows.length > 0);
  const basis = joinBases(matches.map((match) => match.basis)) ?? null;
  if (options.json) terminal.out(`${JSON.stringify({ rules: rulesOf(matches), notRun: refused, basis }, null, 2)}\n`);
  else {
    for (const match of found) showMatch(match, terminal);
    terminal.out(`${conclusion(found.length, matches.length, refused.length)}\n`);
    const lines = basis === null ? [] : renderBasis(basis, spokenLanguage(), terminal.view);
    for (const line of lines) terminal.out(`${line}\n`);
  }
  if (basis !== null && isNothingRead(basis)) return EXIT.failed;
  return exitCode && found.length > 0 ? EXIT.rowsFound : EXIT.done;
}

function rulesOf(matches: readonly Matched[]) {
  return matches.map(({ file, rule: { title, level }, columns, rows, isCut }) => ({
    file,
    title,
    level,
    columns,
    rows,
    isCut,
  }));
}

function showMatch(match: Matched, { out, style, view }: Session['terminal']): void {
  const { rule, file } = match;
  out(`${style.bold(forTerminal(rule.title))} ${style.dim(forTerminal(`${rule.level} · ${file}`))}\n`);
  out(`${renderRows(match, spokenLanguage(), view)}\n`);
  out(`${rowCountText(match, spokenLanguage())}\n\n`);
}

function conclusion(found: number, matches: number, refused: number): string {
  const rules = countOf(matches, 'rule');
  if (refused === 0) return say`${found} of ${rules} matched.`;
  return say`${found} of ${rules} matched; ${countOf(refused, 'rule')} could not be run.`;
}

async function readRules(path: string): Promise<{ translated: readonly Translated[]; refused: readonly Refused[] }> {
  const translated: Translated[] = [];
  const refused: Refused[] = [];
  for (const file of await ruleFiles(path)) {
    const name = relative(path, file) || file;
    try {
      const rule = parseRule(await readFile(file, 'utf8'));
      translated.push({ file: name, rule, sql: translateRule(rule) });
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      refused.push({ file: name, why: error.message });
    }
  }
  return { translated, refused };
}

async function ruleFiles(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new MetsukeError('usage', say`There is no file or folder ${path}.`);
  if (found.isFile()) return [path];
  const names = await readdir(path, { recursive: true });
  const files = names.filter((name) => /\.ya?ml$/.test(name)).sort();
  if (files.length === 0) throw new MetsukeError('usage', say`There is no rule (*.yml) in ${path}.`);
  return files.map((name) => join(path, name));
}
