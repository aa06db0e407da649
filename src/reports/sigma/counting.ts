import { say } from '../../domain/say.ts';
import { fieldSql } from './field.ts';
import { Untranslatable } from './rule.ts';

/** `count() by userIdentity.arn > 10`, within a time frame or in all that is asked about. */
export interface Counting {
  /** What events must have in common, in SQL. */
  readonly by: readonly string[];
  readonly comparison: '>' | '>=' | '=' | '<' | '<=';
  readonly limit: number;
  /** `INTERVAL '15' MINUTE`; undefined: the whole period. */
  readonly within: string | undefined;
}

/** Takes a condition apart into what selects events and what counts them. */
export function splitCounting(
  condition: string,
  timeframe: unknown,
): { readonly selection: string; readonly counting: Counting | undefined } {
  const at = condition.indexOf('|');
  if (at < 0) {
    if (timeframe !== undefined) throw new Untranslatable(say`it has a time frame and counts nothing`);
    return { selection: condition, counting: undefined };
  }
  return {
    selection: condition.slice(0, at).trim(),
    counting: readCounting(condition.slice(at + 1).trim(), timeframe),
  };
}

function readCounting(text: string, timeframe: unknown): Counting {
  const form = /^count\(\s*(\S*?)\s*\)(?:\s+by\s+([\w.,\s]+?))?\s*(>=|<=|>|<|==?)\s*(\d+)$/i.exec(text);
  if (form === null) throw new Untranslatable(say`its condition goes on with ${text}`);
  const [, counted = '', by = '', comparison = '', limit = ''] = form;
  if (counted !== '' && counted !== '*') throw new Untranslatable(say`it counts the different values of ${counted}`);
  const fields = by.split(',').map((name) => name.trim());
  return {
    by: fields.filter((name) => name !== '').map(fieldSql),
    comparison: (comparison === '==' ? '=' : comparison) as Counting['comparison'],
    limit: Number(limit),
    within: timeframe === undefined ? undefined : intervalOf(timeframe),
  };
}

const UNITS: Readonly<Record<string, string>> = { s: 'SECOND', m: 'MINUTE', h: 'HOUR', d: 'DAY' };

function intervalOf(timeframe: unknown): string {
  const [, count = '', unit = ''] = /^(\d+)([smhd])$/.exec(String(timeframe)) ?? [];
  const word = UNITS[unit];
  if (word === undefined) throw new Untranslatable(say`its time frame is ${String(timeframe)}`);
  return `INTERVAL '${count}' ${word}`;
}

/** How many such events there are up to an event, in SQL. */
export function countSql({ by, within }: Counting): string {
  const partition = by.length === 0 ? '' : `PARTITION BY ${by.join(', ')}`;
  if (within === undefined) return `count(*) OVER (${partition})`;
  const order = 'ORDER BY from_iso8601_timestamp(eventtime)';
  return `count(*) OVER (${partition} ${order} RANGE BETWEEN ${within} PRECEDING AND CURRENT ROW)`;
}
