import { deliveryDays, type Scope } from './scope.ts';
import { sqlText } from './sql-text.ts';
import type { Partition, StoredTable, Table } from './table.ts';

/** Days that are named one by one when their texts do not sort as days do. */
const MOST_DAYS = 400;
const DAY = 86_400_000;

/**
 * A SELECT in Trino's dialect that gives a table's rows of the stored ones, reading only partitions of the scope.
 * @param name of the stored table, quoted where it needs quotes
 */
export function storedRows(table: Table, stored: StoredTable, name: string, scope: Scope): string {
  const where = stored.partitions.flatMap((partition) => conditionOf(partition, table, scope)).join(' AND ') || 'true';
  if (stored.rows === null) return `SELECT * FROM ${name} WHERE ${where}`;
  return stored.rows.replaceAll('{stored}', () => name).replaceAll('{where}', () => where);
}

function conditionOf(partition: Partition, table: Table, scope: Scope): readonly string[] {
  const column = `"${partition.name}"`;
  switch (partition.kind) {
    case 'account':
      // Where the account of a row stands in the row, the folder may be that of an administrator.
      return partition.name === table.account ? isOneOf(column, scope.accounts) : [];
    case 'region':
      return isOneOf(column, scope.regions);
    case 'day':
      return isDay(column, partition.format, scope);
    case 'values':
      return [];
    default:
      return partition satisfies never;
  }
}

function isOneOf(column: string, values: readonly string[] | undefined): readonly string[] {
  return values === undefined ? [] : [`${column} IN (${['', ...values].map(sqlText).join(', ')})`];
}

function isDay(column: string, format: string, scope: Scope): readonly string[] {
  const isPadded = format.includes('MM');
  if (scope.recentDays !== undefined) return isRecent(column, isPadded, scope.recentDays);
  const { first, last } = deliveryDays(scope);
  if (isPadded) {
    const [from, to] = [first, last].map((day) => sqlText(day.replaceAll('-', '/')));
    return [`${column} BETWEEN ${from} AND ${to}`];
  }
  const days = daysBetween(first, last).map((day) => sqlText(day.split('-').map(Number).join('/')));
  return days.length > MOST_DAYS ? [] : [`${column} IN (${days.join(', ')})`];
}

/** Only whole numbers of days: they come from ourselves. */
function isRecent(column: string, isPadded: boolean, days: number): readonly string[] {
  const first = `current_date - interval '${Math.trunc(days)}' day`;
  if (isPadded) return [`${column} >= date_format(${first}, '%Y/%m/%d')`];
  return [`date_parse(${column}, '%Y/%c/%e') >= ${first}`];
}

function daysBetween(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let time = Date.parse(first); time <= Date.parse(last) && days.length <= MOST_DAYS; time += DAY) {
    days.push(new Date(time).toISOString().slice(0, 10));
  }
  return days;
}
