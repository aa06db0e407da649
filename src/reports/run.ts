import { tableByName } from '../archive/tables/catalog.ts';
import type { Engine, QueryResult } from '../query/engine.ts';
import type { Parameters, Query } from '../query/query.ts';
import type { Report } from './report.ts';

export type RunOptions = Pick<Query, 'scope' | 'accounts'> & {
  /** What the configuration says instead of a report's defaults; names that a report does not know are not given to it. */
  readonly parameters: Parameters;
};

export function runReport(report: Report, engine: Engine, options: RunOptions): Promise<QueryResult> {
  return engine.run(queryOf(report, options));
}

export function queryOf(report: Report, { scope, accounts, parameters }: RunOptions): Query {
  const tables = report.tables.map(tableByName);
  return { sql: report.sql, tables, scope, accounts, parameters: parametersOf(report, parameters) };
}

function parametersOf({ parameters = {} }: Report, given: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, given[name] ?? value]));
}
