import { text } from 'node:stream/consumers';
import { TABLES } from '../../archive/tables/catalog.ts';
import { trinoType } from '../../archive/tables/data-type.ts';
import { makeSuggestion } from '../../config/suggest.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { forJson } from '../../domain/text/media.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { Row, Statistics } from '../../query/engine.ts';
import { explainError } from '../../query/explain.ts';
import { checkReadOnly } from '../../query/read-only.ts';
import { tablesIn } from '../../query/tables-in.ts';
import { takeRows } from '../../query/take-rows.ts';
import { type Basis, isNothingRead, makeBasis } from '../../reports/basis.ts';
import type { Language } from '../../reports/language.ts';
import { renderCsv } from '../../reports/render/csv.ts';
import type { DdlDialect } from '../ddl-dialects.ts';
import { type EngineOptions, openEngine } from '../open-engine.ts';
import { renderBasis } from '../render/basis.ts';
import { tellProblems } from '../render/problems.ts';
import { renderRows } from '../render/report-table.ts';
import { layRows } from '../render/rows.ts';
import { paragraph } from '../render/wrap.ts';
import type { Session } from '../session.ts';
import type { Format } from './archive-options.ts';
import { parseLimit } from './report-run.ts';

export interface QueryOptions extends EngineOptions {
  readonly sql?: string;
  readonly tables: boolean;
  readonly ddl?: DdlDialect;
  readonly format: Format;
  readonly limit: string;
  readonly language: Language;
}

export async function run(session: Session, options: QueryOptions): Promise<number> {
  if (options.tables) return listTables(session);
  if (options.ddl !== undefined) {
    const { printDdl } = await import('./query-ddl.ts');
    return printDdl(session, options.ddl, options.sql);
  }
  const given = options.sql === '-' ? await text(process.stdin) : options.sql;
  if (given === undefined)
    throw new MetsukeError('usage', say`There is no query.`, { hint: say`See: metsuke query --help` });
  const sql = checkReadOnly(given);
  const limit = parseLimit(options.limit);
  const { engine, scope, accounts, readVerified } = await openEngine(session, options);
  try {
    const result = await engine.run({ sql, tables: tablesIn(sql), scope, accounts, parameters: {} });
    const found = await session.progress.during(say`Reading rows`, () => takeRows(result.rows, limit));
    const statistics = result.statistics();
    const now = new Date(session.clock.now()).toISOString();
    const verified = await readVerified();
    const basis = await makeBasis(result, { scope, engine: engine.name, now, verified });
    tellProblems(result.problems, session.terminal);
    session.terminal.out(render({ ...found, columns: result.columns, statistics, basis }, options, session));
    if (!session.options.json && options.format === 'csv') tellBasis(basis, options, session);
    return isNothingRead(basis) ? EXIT.failed : EXIT.done;
  } catch (error) {
    throw explainError(error, sql, makeSuggestion);
  } finally {
    await engine.close();
  }
}

interface Found {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly isCut: boolean;
  readonly statistics: Statistics;
  readonly basis: Basis;
}

function render(found: Found, { format, language }: QueryOptions, { terminal, options }: Session): string {
  const { columns, rows, isCut, statistics, basis } = found;
  if (options.json || format === 'json') {
    const objects = rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
    return `${forJson(JSON.stringify({ statistics, isCut, basis, rows: objects }, null, 2))}\n`;
  }
  if (format === 'csv') return renderCsv(found);
  if (format !== 'table') {
    throw new MetsukeError('usage', say`A query has no title, which ${format} needs.`, {
      hint: say`Use table, csv or json.`,
    });
  }
  const below = renderBasis(basis, language, terminal.view)
    .map((line) => `${line}\n`)
    .join('');
  if (rows.length === 0) return `${say`No rows.\n`}${below}`;
  const more = isCut
    ? say`the first ${countOf(rows.length, 'row')}; there are more (--limit)`
    : countOf(rows.length, 'row');
  return `${renderRows(found, language, terminal.view)}\n${more}\n${below}`;
}

/** CSV has no place for it. */
function tellBasis(basis: Basis, { language }: QueryOptions, { terminal }: Session): void {
  for (const line of renderBasis(basis, language, terminal.errView)) terminal.err(`${line}\n`);
}

async function listTables({ terminal, options }: Session): Promise<number> {
  if (options.json) {
    const list = TABLES.map(({ name, what, columns }) => ({
      name,
      what,
      columns: columns.map((column) => ({ name: column.name.toLowerCase(), type: trinoType(column.type) })),
    }));
    terminal.out(`${JSON.stringify(list, null, 2)}\n`);
    return EXIT.done;
  }
  for (const { name, what, columns } of TABLES) {
    const rows = columns.map((column) => ({ cells: [column.name.toLowerCase(), trinoType(column.type)] }));
    const lines = layRows(rows, { screen: terminal.view.screen, indent: '  ' }).flat();
    terminal.out(
      `${[...paragraph([{ text: name, paint: terminal.style.bold }, { text: `  ${what}` }], terminal.view.screen), ...lines].join('\n')}\n\n`,
    );
  }
  return EXIT.done;
}
