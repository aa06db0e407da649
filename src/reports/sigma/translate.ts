import { sqlText } from '../../archive/tables/sql-text.ts';
import { say } from '../../domain/say.ts';
import { translateCondition } from './condition.ts';
import { fieldSql } from './field.ts';
import { type SigmaRule, Untranslatable } from './rule.ts';

const COLUMNS = `SELECT eventtime AS time, recipientaccountid AS account, awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event, eventsource AS service, sourceipaddress AS source_ip, errorcode AS error, eventid AS event_id`;

/** A rule as a query in Trino's dialect. Throws Untranslatable where it asks for more than SQL over one event can say. */
export function translateRule({ detection }: SigmaRule): string {
  const { condition, timeframe, ...selections } = detection;
  if (timeframe !== undefined) throw new Untranslatable(say`it counts within a time frame`);
  const sqlOf = (name: string): string => selectionSql(selections[name]);
  const where = translateCondition(condition, { names: Object.keys(selections), sqlOf });
  return `${COLUMNS}\nFROM cloudtrail\nWHERE ${where}\nORDER BY time, event_id`;
}

/** A map: all of it. A list of maps: any of them. */
function selectionSql(selection: unknown): string {
  if (Array.isArray(selection)) return anyOf(selection.map(selectionSql));
  if (typeof selection !== 'object' || selection === null) {
    throw new Untranslatable(say`it looks for words anywhere in an event`);
  }
  return allOf(Object.entries(selection).map(([field, values]) => fieldMatch(field, values)));
}

type Comparison = 'equal' | 'contains' | 'startswith' | 'endswith' | 're';

function fieldMatch(given: string, values: unknown): string {
  const [name = '', ...modifiers] = given.split('|');
  const field = fieldSql(name);
  if (modifiers.includes('exists')) return `${field} IS ${values === true ? 'NOT ' : ''}NULL`;
  const comparison = comparisonOf(modifiers);
  const isCased = modifiers.includes('cased');
  const list = Array.isArray(values) ? values : [values];
  const each = list.map((value) => valueMatch(field, value, comparison, isCased));
  return modifiers.includes('all') ? allOf(each) : anyOf(each);
}

const KNOWN = new Set(['contains', 'startswith', 'endswith', 're', 'all', 'cased']);

function comparisonOf(modifiers: readonly string[]): Comparison {
  const strange = modifiers.find((modifier) => !KNOWN.has(modifier));
  if (strange !== undefined) throw new Untranslatable(say`it has the modifier ${strange}`);
  const [comparison = 'equal', other] = modifiers.filter((modifier) => modifier !== 'all' && modifier !== 'cased');
  if (other !== undefined) throw new Untranslatable(say`it compares by ${comparison} and ${other} at once`);
  return comparison as Comparison;
}

function valueMatch(field: string, value: unknown, comparison: Comparison, isCased: boolean): string {
  if (value === null) return `${field} IS NULL`;
  if (typeof value === 'object') throw new Untranslatable(say`a value of it has parts`);
  const text = String(value);
  if (comparison === 're') return `regexp_like(${field}, ${sqlText(text)})`;
  // Sigma does not tell capitals from small letters unless a rule says so.
  const [left, right] = isCased ? [field, text] : [`lower(${field})`, text.toLowerCase()];
  if (comparison === 'equal' && !/[*?\\]/.test(right)) return `${left} = ${sqlText(right)}`;
  return `${left} LIKE ${sqlText(pattern(right, comparison))} ESCAPE '!'`;
}

/** `*` and `?` of Sigma as `%` and `_` of SQL; a backslash takes their meaning away. */
function pattern(text: string, comparison: Comparison): string {
  const inner = text.replaceAll(/\\[*?\\]|[%_!*?]/g, (found) => {
    if (found === '*') return '%';
    if (found === '?') return '_';
    const character = found.length === 2 ? found.slice(1) : found;
    return /[%_!]/.test(character) ? `!${character}` : character;
  });
  const begin = comparison === 'contains' || comparison === 'endswith' ? '%' : '';
  const end = comparison === 'contains' || comparison === 'startswith' ? '%' : '';
  return `${begin}${inner}${end}`;
}

function anyOf(all: readonly string[]): string {
  if (all.length === 0) throw new Untranslatable(say`a list of it is empty`);
  return all.length === 1 ? (all[0] ?? '') : `(${all.join(' OR ')})`;
}

function allOf(all: readonly string[]): string {
  if (all.length === 0) throw new Untranslatable(say`a selection of it is empty`);
  return all.length === 1 ? (all[0] ?? '') : `(${all.join(' AND ')})`;
}
