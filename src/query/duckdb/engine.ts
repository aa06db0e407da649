import type { DuckDBConnection, DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import { loadDuckDB } from '../../archive/duckdb.ts';
import type { Scope } from '../../archive/tables/scope.ts';
import type { Table } from '../../archive/tables/table.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { composeStatement } from '../compose.ts';
import type { Engine, Problem, QueryResult, Row } from '../engine.ts';
import type { Query } from '../query.ts';
import { type Looked, readGaps, type TableRead } from '../table-read.ts';
import { type CuratedPart, findDamage, isReplaced } from './curated.ts';
import { type Database, type DatabaseOptions, openDatabase } from './database.ts';
import { openSource, type Source, type SourceOptions, UnreadableParts } from './sources.ts';
import { plainValue } from './values.ts';

export type DuckDBOptions = SourceOptions & DatabaseOptions;

/**
 * DuckDB in this process. What several queries read is read once, when they are announced by `prepare`, and those of one
 * table share a database; any other query has a database of its own.
 */
export function makeDuckDBEngine(options: DuckDBOptions): Engine {
  const prepared = new Map<string, Prepared>();
  const damaged = new Map<string, Problem>();
  const keyOf = (table: Table, { scope }: Query): string => JSON.stringify([table.name, scope]);
  const openOnce = (table: Table, scope: Scope, sql: string): Promise<Source> =>
    openSource(table, scope, sql, { ...options, damaged });
  const open = async (table: Table, scope: Scope, sql: string): Promise<Source> => {
    try {
      return await openOnce(table, scope, sql);
    } catch (error) {
      if (!(error instanceof UnreadableParts)) throw error;
      if (!(await learnFrom(error.parts))) throw error.cause;
      return openOnce(table, scope, sql);
    }
  };

  async function sourcesOf(query: Query): Promise<Opened> {
    const shared =
      query.tables.length === 1 && query.tables[0] ? prepared.get(keyOf(query.tables[0], query)) : undefined;
    if (shared !== undefined) return share(shared);
    const own: Source[] = [];
    const sources: Source[] = [];
    for (const table of query.tables) {
      const ready = await prepared.get(keyOf(table, query))?.source;
      const source = ready ?? (await open(table, query.scope, query.sql));
      if (ready === undefined) own.push(source);
      sources.push(source);
    }
    const database = openDatabase(sources, options);
    const close = (): void => {
      database.then(
        (opened) => opened.close(),
        () => undefined,
      );
      for (const source of own) source.close();
    };
    return { sources, database, close };
  }

  async function share(entry: Prepared): Promise<Opened> {
    const source = await entry.source;
    entry.database ??= openDatabase([source], options);
    return { sources: [source], database: entry.database, close: () => {}, forget: () => forget(entry) };
  }

  /** A database that has failed is not asked again. */
  function forget(entry: Prepared): void {
    entry.database?.then(
      (opened) => opened.close(),
      () => undefined,
    );
    delete entry.database;
  }

  /** Days of the compacted table that are of no use are read from the log files from now on. Answers whether there are any. */
  async function learnFrom(parts: readonly CuratedPart[]): Promise<boolean> {
    const found = await findDamage(parts);
    const problem = options.curated?.readInstead ?? '';
    for (const { day, name } of found) damaged.set(day, { key: name, problem });
    for (const each of found.length > 0 ? prepared.values() : []) {
      const old = await each.source.catch(() => undefined);
      if (!old?.parts.some(({ day }) => damaged.has(day))) continue;
      forget(each);
      old.close();
      each.source = each.open();
      await each.source;
    }
    return found.length > 0;
  }

  return {
    name: 'duckdb',
    async prepare(queries) {
      const failures: unknown[] = [];
      for (const query of queries) {
        for (const table of query.tables) {
          const key = keyOf(table, query);
          if (prepared.has(key)) continue;
          const together = queries.filter((each) => each.tables.includes(table) && keyOf(table, each) === key);
          const sql = together.map((each) => each.sql).join('\n;\n');
          const again = (): Promise<Source> => open(table, query.scope, sql);
          const source = again();
          prepared.set(key, { open: again, source });
          // Who reads another table need not wait for the end of this one: `run` fails for those who read it.
          await source.catch((error) => failures.push(error));
        }
      }
      if (failures.length > 0) throw failures[0];
    },
    async run(query) {
      const opened = await sourcesOf(query);
      try {
        return await runOver(opened, query, options);
      } catch (error) {
        if (!isOfTheQuery(error)) opened.forget?.();
        if (isOfTheQuery(error) || !(await learnFrom(opened.sources.flatMap(({ parts }) => parts)))) throw error;
        return runOver(await sourcesOf(query), query, options);
      }
    },
    estimate: async () => null,
    async close() {
      for (const entry of prepared.values()) {
        forget(entry);
        await entry.source.then(
          (opened) => opened.close(),
          () => undefined,
        );
      }
      prepared.clear();
    },
  };
}

interface Prepared {
  readonly open: () => Promise<Source>;
  source: Promise<Source>;
  /** Once a query needs it. */
  database?: Promise<Database>;
}

interface Opened {
  readonly sources: readonly Source[];
  readonly database: Promise<Database>;
  /** What was opened for one query. */
  close(): void;
  /** Of a database that queries share: the next one gets another. */
  forget?(): void;
}

/** What reading other files would not help. */
function isOfTheQuery(error: unknown): boolean {
  if (error instanceof MetsukeError) return error.code !== 'archive-in-use';
  return error instanceof Error && /^(Parser|Binder|Catalog) Error/.test(error.message);
}

async function runOver(
  { sources, database, close }: Opened,
  query: Query,
  options: DuckDBOptions,
): Promise<QueryResult> {
  const sum = (number: (source: Source) => number): number => sources.reduce((all, each) => all + number(each), 0);
  let connection: DuckDBConnection | undefined;
  const end = (): void => {
    connection?.closeSync();
    close();
  };
  try {
    connection = await (await database).connect();
    const statement = composeStatement(query, ({ name }) => `SELECT * FROM archive.${name}`, {
      // Copies are found when a source is opened.
      areOnce: ({ duckdb }) => duckdb === null,
    });
    const result = await runOne(connection, statement);
    const chunks = result.yieldRows()[Symbol.asyncIterator]();
    // Most of what can fail has failed when the first rows are there: then they can still be had in another way.
    const first = await chunks.next();
    checkReplaced(sources);
    return {
      columns: result.columnNames(),
      rows: rowsOf(first, chunks, () => checkReplaced(sources), end),
      problems: sources.flatMap(({ problems }) => problems),
      read: sources.map((source) => readOf(source, query, options)),
      statistics: () => ({ objects: sum(({ objects }) => objects), bytes: sum(({ bytes }) => bytes), cost: null }),
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** Gaps are looked for once for all queries over a source. */
const gapsOfSource = new WeakMap<Source, Promise<Looked['gaps']>>();

function readOf(source: Source, query: Query, { store }: DuckDBOptions): TableRead {
  const { table, read, seen } = source;
  return {
    table: table.name,
    async look(now) {
      if (table.name !== 'cloudtrail') return { ...read, gaps: null };
      const gaps = gapsOfSource.get(source) ?? readGaps(store, seen, query, now);
      gapsOfSource.set(source, gaps);
      return { ...read, gaps: await gaps };
    },
  };
}

/** Whoever reads parts that a compaction replaces meanwhile would count rows twice, or not at all. */
function checkReplaced(sources: readonly Source[]): void {
  const replaced = sources.flatMap(({ parts }) => parts).find(isReplaced);
  if (replaced === undefined) return;
  throw new MetsukeError('archive-in-use', say`${replaced.name} was replaced while it was read.`, {
    hint: say`Ask again when the compaction has ended, or with --no-curated.`,
  });
}

/** A statement that is one SELECT by what DuckDB itself made of it. */
async function runOne(connection: DuckDBConnection, sql: string): Promise<DuckDBResult> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new MetsukeError('query-failed', say`A query is one statement.`);
  const statement = await statements.prepare(0);
  if (statement.statementType !== loadDuckDB().StatementType.SELECT) {
    throw new MetsukeError('query-failed', say`Only a SELECT is run.`);
  }
  return statement.stream();
}

type Chunk = IteratorResult<readonly (readonly DuckDBValue[])[], unknown>;

async function* rowsOf(
  first: Chunk,
  chunks: { next(): Promise<Chunk> },
  check: () => void,
  onEnd: () => void,
): AsyncIterable<Row> {
  try {
    for (let chunk = first; !chunk.done; chunk = await chunks.next()) {
      for (const row of chunk.value) yield row.map(plainValue);
    }
    check();
  } finally {
    onEnd();
  }
}
