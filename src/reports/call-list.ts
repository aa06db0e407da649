import { sqlText } from '../archive/tables/sql-text.ts';
import type { ColumnName } from './columns.ts';
import type { Report } from './report.ts';

/** Calls of a service: each alone, or several that are meant only under a condition. */
export type Calls = readonly (string | ConditionalCalls)[];

export interface ConditionalCalls {
  readonly calls: readonly string[];
  /** A condition in Trino's dialect over the columns of `cloudtrail`. */
  readonly when: string;
}

export type CallList = Omit<Report, 'tables' | 'columns' | 'sql'> & {
  /** By service, `kms` for kms.amazonaws.com. A name that ends in `*` is the beginning of names: Lambda's have a version behind them. */
  readonly calls: Readonly<Record<string, Calls>>;
  /** Where an event may name what was called for, in SQL; the first that is there is shown. */
  readonly target: readonly string[];
  /** Columns of this report alone, in SQL; they stand behind the target. */
  readonly also?: Readonly<Partial<Record<ColumnName, string>>>;
  /** What holds of all calls besides. */
  readonly when?: string;
};

/**
 * A report that lists calls, tried ones too: who called, where, from where, what it was about, and the error when it failed.
 * It is the form of most reports about CloudTrail; what counts or compares has an SQL of its own.
 */
export function listCalls({ calls, target, also = {}, when, ...report }: CallList): Report {
  const columns: Readonly<Partial<Record<ColumnName, string>>> = {
    time: 'eventtime',
    account: 'recipientaccountid',
    region: 'awsregion',
    actor: ACTOR,
    event: 'eventname',
    target: firstOf(target),
    ...also,
    source_ip: 'sourceipaddress',
    error: ERROR,
    event_id: 'eventid',
  };
  const select = Object.entries(columns).map(([name, sql]) => `  ${sql} AS ${name}`);
  const where = [isOneOf(calls), ...(when === undefined ? [] : [when])].join('\n  AND ');
  return {
    ...report,
    tables: ['cloudtrail'],
    columns: Object.keys(columns) as ColumnName[],
    sql: `SELECT\n${select.join(',\n')}\nFROM cloudtrail\nWHERE\n  ${where}\nORDER BY time, event_id\n`,
  };
}

export const ACTOR = 'coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid)';

/** A sign-in that fails has a message and no code. */
const ERROR = 'coalesce(errorcode, errormessage)';

/** A value of the request, by its path: `keyId`, `DeleteFlowLogsRequest.FlowLogId.content`. */
export function request(path: string): string {
  return `json_extract_scalar(requestparameters, ${sqlText(`$.${path}`)})`;
}

/** A value of the answer. */
export function response(path: string): string {
  return `json_extract_scalar(responseelements, ${sqlText(`$.${path}`)})`;
}

/** Values of the request, the first that is there. */
export function requests(...paths: readonly string[]): readonly string[] {
  return paths.map(request);
}

export function firstOf(all: readonly string[]): string {
  const [only = 'NULL'] = all;
  return all.length < 2 ? only : `coalesce(\n    ${all.join(',\n    ')}\n  )`;
}

/** A condition that holds of these calls. */
export function isOneOf(calls: CallList['calls']): string {
  const any = Object.entries(calls).flatMap(([service, each]) => conditionsOf(service, each));
  return any.length === 1 ? (any[0] ?? '') : `(\n    ${any.join('\n    OR ')}\n  )`;
}

function conditionsOf(service: string, calls: Calls): readonly string[] {
  const source = `eventsource = ${sqlText(`${service}.amazonaws.com`)}`;
  const plain = calls.filter((call) => typeof call === 'string');
  const conditional = calls.filter((call) => typeof call !== 'string');
  return [
    ...(plain.length > 0 ? [`(${source} AND ${isNamed(plain)})`] : []),
    ...conditional.map((each) => `(${source} AND ${isNamed(each.calls)} AND ${each.when})`),
  ];
}

function isNamed(names: readonly string[]): string {
  const whole = names.filter((name) => !name.endsWith('*')).map(sqlText);
  const begun = names
    .filter((name) => name.endsWith('*'))
    .map((name) => `eventname LIKE ${sqlText(`${name.slice(0, -1)}%`)}`);
  const [only = ''] = whole;
  const all = [
    ...(whole.length === 1 ? [`eventname = ${only}`] : []),
    ...(whole.length > 1 ? [`eventname IN (${whole.join(', ')})`] : []),
    ...begun,
  ];
  return all.length === 1 ? (all[0] ?? '') : `(${all.join(' OR ')})`;
}
