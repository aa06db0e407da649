import { ACTOR, type CallList, isOneOf } from './call-list.ts';
import type { ColumnName } from './columns.ts';
import type { Report } from './report.ts';

export type CallCount = Omit<CallList, 'calls' | 'target' | 'also'> & {
  /** Absent: every call for which `when` holds. */
  readonly calls?: CallList['calls'];
  /** What tells rows apart beside account and actor, in SQL. */
  readonly by: Readonly<Partial<Record<ColumnName, string>>>;
  /** Of what the different ones are counted, in SQL. */
  readonly resources?: string;
};

/** A report that counts calls: of whom, of what, how many, how many failed, from where, and from when to when. */
export function countCalls({ calls, by, resources, when, ...report }: CallCount): Report {
  const groups: Readonly<Partial<Record<ColumnName, string>>> = { account: 'recipientaccountid', actor: ACTOR, ...by };
  const columns: Readonly<Partial<Record<ColumnName, string>>> = {
    ...groups,
    ...(resources === undefined ? {} : { resources: `count(DISTINCT ${resources})` }),
    calls: 'count(*)',
    failed: 'count_if(errorcode IS NOT NULL)',
    source_ips: "array_join(array_sort(array_agg(DISTINCT sourceipaddress)), ', ')",
    first_time: 'min(eventtime)',
    last_time: 'max(eventtime)',
  };
  const select = Object.entries(columns).map(([name, sql]) => `  ${sql} AS ${name}`);
  const where = [...(calls === undefined ? [] : [isOneOf(calls)]), ...(when === undefined ? [] : [when])];
  const places = Object.keys(groups).map((_, index) => index + 1);
  return {
    ...report,
    tables: ['cloudtrail'],
    columns: Object.keys(columns) as ColumnName[],
    sql: `SELECT\n${select.join(',\n')}\nFROM cloudtrail\nWHERE\n  ${where.join('\n  AND ')}\nGROUP BY ${places.join(', ')}\nORDER BY calls DESC, ${Object.keys(groups).join(', ')}\n`,
  };
}
