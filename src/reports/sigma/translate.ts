import { say } from '../../domain/say.ts';
import { translateCondition } from './condition.ts';
import { type Counting, countSql, splitCounting } from './counting.ts';
import { allTexts, placeOf } from './field.ts';
import { type SigmaRule, Untranslatable } from './rule.ts';
import { type Comparison, isThere, textMatch, valueMatch } from './value.ts';

const COLUMNS = `eventtime AS time, recipientaccountid AS account, awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event, eventsource AS service, sourceipaddress AS source_ip, errorcode AS error, eventid AS event_id`;

/** A rule as a query in Trino's dialect. Throws Untranslatable where it asks for more than SQL over events can say. */
export function translateRule({ detection }: SigmaRule): string {
  const { condition, timeframe, ...selections } = detection;
  const { selection, counting } = splitCounting(condition, timeframe);
  const sqlOf = (name: string): string => selectionSql(selections[name]);
  const where = translateCondition(selection, { names: Object.keys(selections), sqlOf });
  if (counting !== undefined) return counted(where, counting);
  return `SELECT ${COLUMNS}\nFROM cloudtrail\nWHERE ${where}\nORDER BY time, event_id`;
}

/** The events by which the number is reached, with it. */
function counted(where: string, counting: Counting): string {
  const { comparison, limit } = counting;
  return `SELECT time, account, region, actor, event, service, source_ip, error, calls, event_id
FROM (
  SELECT ${COLUMNS}, ${countSql(counting)} AS calls
  FROM cloudtrail
  WHERE ${where}
) AS counted
WHERE calls ${comparison} ${limit}
ORDER BY time, event_id`;
}

/** A map: all of it. A list of maps: any of them. A list of words: any of them, anywhere in the event. */
function selectionSql(selection: unknown): string {
  if (Array.isArray(selection)) return anyOf(selection.map(selectionSql));
  if (typeof selection === 'string' || typeof selection === 'number') return anywhere(String(selection));
  if (typeof selection !== 'object' || selection === null) throw new Untranslatable(say`a selection of it is empty`);
  return allOf(Object.entries(selection).map(([field, values]) => fieldMatch(field, values)));
}

function anywhere(word: string): string {
  return anyOf(allTexts().map((text) => `coalesce(${textMatch(text, word, 'contains', false)}, false)`));
}

function fieldMatch(given: string, values: unknown): string {
  const [name = '', ...modifiers] = given.split('|');
  const list = Array.isArray(values) ? values : [values];
  const join = modifiers.includes('all') ? allOf : anyOf;
  // `|all` without a name: all of the words, anywhere.
  if (name === '') return join(list.map((word) => anywhere(String(word))));
  const place = placeOf(name);
  if (modifiers.includes('exists')) return values === true ? isThere(place) : `NOT (${isThere(place)})`;
  const comparison = comparisonOf(modifiers);
  const isCased = modifiers.includes('cased');
  return join(list.map((value) => valueMatch(place, value, comparison, isCased)));
}

const KNOWN = new Set(['contains', 'startswith', 'endswith', 're', 'cidr', 'fieldref', 'all', 'cased']);

function comparisonOf(modifiers: readonly string[]): Comparison {
  const strange = modifiers.find((modifier) => !KNOWN.has(modifier));
  if (strange !== undefined) throw new Untranslatable(say`it has the modifier ${strange}`);
  const [comparison = 'equal', other] = modifiers.filter((modifier) => modifier !== 'all' && modifier !== 'cased');
  if (other !== undefined) throw new Untranslatable(say`it compares by ${comparison} and ${other} at once`);
  return comparison as Comparison;
}

function anyOf(all: readonly string[]): string {
  if (all.length === 0) throw new Untranslatable(say`a list of it is empty`);
  return all.length === 1 ? (all[0] ?? '') : `(${all.join(' OR ')})`;
}

function allOf(all: readonly string[]): string {
  if (all.length === 0) throw new Untranslatable(say`a selection of it is empty`);
  return all.length === 1 ? (all[0] ?? '') : `(${all.join(' AND ')})`;
}
