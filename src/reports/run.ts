import { tableByName } from '../archive/tables/catalog.ts';
import { sqlText } from '../archive/tables/sql-text.ts';
import type { Engine, QueryResult } from '../query/engine.ts';
import type { Parameters, Query } from '../query/query.ts';
import type { OptionalEvents, Report } from './report.ts';

export type RunOptions = Pick<Query, 'scope' | 'accounts'> & {
  /** What the configuration says instead of a report's defaults; names that a report does not know are not given to it. */
  readonly parameters: Parameters;
};

export function runReport(report: Report, engine: Engine, options: RunOptions): Promise<QueryResult> {
  return engine.run(queryOf(report, options));
}

/** All that these reports ask an engine, for it to prepare. */
export function queriesOf(reports: readonly Report[], options: RunOptions): readonly Query[] {
  const needed = new Set(reports.flatMap(({ needs }) => needs ?? []));
  return [
    ...reports.map((report) => queryOf(report, options)),
    ...[...needed].map((events) => countOf(events, options)),
  ];
}

/** How many events of a kind the logs hold. */
export function countOf(events: OptionalEvents, { scope, accounts }: RunOptions): Query {
  const sql = `SELECT count(*) FROM cloudtrail WHERE eventcategory = ${sqlText(events)}`;
  return { sql, tables: [tableByName('cloudtrail')], scope, accounts, parameters: {} };
}

export function queryOf(report: Report, { scope, accounts, parameters }: RunOptions): Query {
  const tables = report.tables.map(tableByName);
  return { sql: report.sql, tables, scope, accounts, parameters: parametersOf(report, parameters) };
}

function parametersOf({ parameters = {} }: Report, given: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, given[name] ?? value]));
}
