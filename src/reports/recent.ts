import { storedRows } from '../archive/tables/partitions.ts';
import { type Scope, withinDays } from '../archive/tables/scope.ts';
import { composeStatement } from '../query/compose.ts';
import type { Parameters } from '../query/engine.ts';
import type { Report } from './report.ts';
import { queryOf } from './run.ts';

const DAYS = 30;

/** A report as a statement that is kept: over the last days before it is run, whenever that is. */
export function recentStatement(report: Report, parameters: Parameters, database: string): string {
  const scope: Scope = withinDays(DAYS);
  const query = queryOf(report, { scope, accounts: [], parameters });
  return composeStatement(query, (table) =>
    storedRows(table, table.stored, `"${database}"."${table.stored.name}"`, scope),
  );
}
