import { type DuckDBConnection, type DuckDBResult, StatementType } from '@duckdb/node-api';
import type { Table } from '../../archive/tables/table.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { composeStatement } from '../compose.ts';
import type { Engine, Query, QueryResult, Row } from '../engine.ts';
import { type Database, type DatabaseOptions, openDatabase } from './database.ts';
import { openSource, type Source, type SourceOptions } from './sources.ts';
import { plainValue } from './values.ts';

export type DuckDBOptions = SourceOptions & DatabaseOptions;

/**
 * DuckDB in this process. Each query has a database of its own. What several queries read is read once, when they are
 * announced by `prepare`.
 */
export function makeDuckDBEngine(options: DuckDBOptions): Engine {
  const prepared = new Map<string, Promise<Source>>();
  const keyOf = (table: Table, { scope }: Query): string => JSON.stringify([table.name, scope]);
  return {
    name: 'duckdb',
    async prepare(queries) {
      for (const query of queries) {
        for (const table of query.tables) {
          const together = queries.filter(({ tables, scope }) => tables.includes(table) && scope === query.scope);
          const sql = together.map((each) => each.sql).join('\n;\n');
          const key = keyOf(table, query);
          if (!prepared.has(key)) prepared.set(key, openSource(table, query.scope, sql, options));
          await prepared.get(key);
        }
      }
    },
    async run(query) {
      const own: Source[] = [];
      const sources: Source[] = [];
      for (const table of query.tables) {
        const ready = await prepared.get(keyOf(table, query));
        const source = ready ?? (await openSource(table, query.scope, query.sql, options));
        if (ready === undefined) own.push(source);
        sources.push(source);
      }
      return runOver(sources, query, options, () => {
        for (const source of own) source.close();
      });
    },
    estimate: async () => null,
    async close() {
      for (const source of prepared.values()) (await source).close();
      prepared.clear();
    },
  };
}

async function runOver(
  sources: readonly Source[],
  query: Query,
  options: DatabaseOptions,
  onEnd: () => void,
): Promise<QueryResult> {
  const sum = (number: (source: Source) => number): number => sources.reduce((all, each) => all + number(each), 0);
  let database: Database | undefined;
  const end = (): void => {
    database?.close();
    onEnd();
  };
  try {
    database = await openDatabase(sources, options);
    const statement = composeStatement(query, ({ name }) => `SELECT * FROM archive.${name}`);
    const result = await runOne(database.connection, statement);
    return {
      columns: result.columnNames(),
      rows: rowsOf(result, end),
      problems: sources.flatMap(({ problems }) => problems),
      statistics: () => ({ objects: sum(({ objects }) => objects), bytes: sum(({ bytes }) => bytes), cost: null }),
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** A statement that is one SELECT by what DuckDB itself made of it. */
async function runOne(connection: DuckDBConnection, sql: string): Promise<DuckDBResult> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new MetsukeError('query-failed', 'A query is one statement.');
  const statement = await statements.prepare(0);
  if (statement.statementType !== StatementType.SELECT) {
    throw new MetsukeError('query-failed', 'Only a SELECT is run.');
  }
  return statement.stream();
}

async function* rowsOf(result: DuckDBResult, onEnd: () => void): AsyncIterable<Row> {
  try {
    for await (const rows of result.yieldRows()) {
      for (const row of rows) yield row.map(plainValue);
    }
  } finally {
    onEnd();
  }
}
