import { withinDays } from '../archive/tables/scope.ts';
import { ACCOUNTS_VIEW } from '../domain/athena-names.ts';
import { athenaStatement } from '../query/athena.ts';
import type { Parameters } from '../query/query.ts';
import type { Report } from './report.ts';
import { queryOf } from './run.ts';

const DAYS = 30;

/** A report as a statement that is kept: over the last days before it is run, whenever that is. */
export function recentStatement(report: Report, parameters: Parameters, database: string): string {
  return athenaStatement(
    queryOf(report, { scope: withinDays(DAYS), accounts: { table: `"${database}"."${ACCOUNTS_VIEW}"` }, parameters }),
    database,
  );
}
