import { sqlText } from '../../archive/tables/sql-text.ts';
import { say } from '../../domain/say.ts';
import { addressesOf } from './cidr.ts';
import { type Place, placeOf } from './field.ts';
import { Untranslatable } from './rule.ts';

export type Comparison = 'equal' | 'contains' | 'startswith' | 'endswith' | 're' | 'cidr' | 'fieldref';

/** Whether a field has a value, in SQL. Of a list in JSON, one element is enough. */
export function valueMatch(place: Place, value: unknown, comparison: Comparison, isCased: boolean): string {
  const { sql, list } = place;
  if (value === null) return `NOT (${isThere(place)})`;
  if (typeof value === 'object') throw new Untranslatable(say`a value of it has parts`);
  const text = String(value);
  if (comparison === 're') return `regexp_like(${sql}, ${sqlText(text)})`;
  if (comparison === 'cidr') return `regexp_like(${sql}, ${sqlText(addressesOf(text))})`;
  if (comparison === 'fieldref') return sameAs(sql, placeOf(text).sql, isCased);
  const alone = textMatch(sql, text, comparison, isCased);
  if (list === undefined) return alone;
  const [before, after] =
    list.key === undefined ? ['[\\[,]\\s*', '\\s*[,\\]]'] : [`"${list.key}"\\s*:\\s*`, '\\s*[,}]'];
  const element = `${isCased ? '' : '(?i)'}${before}"?${expression(text, comparison)}"?${after}`;
  return `(coalesce(${alone}, false) OR coalesce(regexp_like(${list.sql}, ${sqlText(element)}), false))`;
}

/** A list is there, too. */
export function isThere({ sql, list }: Place): string {
  if (list === undefined || list.key !== undefined) return `${sql} IS NOT NULL`;
  return `coalesce(${sql}, nullif(${list.sql}, 'null')) IS NOT NULL`;
}

function sameAs(left: string, right: string, isCased: boolean): string {
  return isCased ? `${left} = ${right}` : `lower(${left}) = lower(${right})`;
}

/** Sigma does not tell capitals from small letters unless a rule says so. */
export function textMatch(sql: string, text: string, comparison: Comparison, isCased: boolean): string {
  const [left, right] = isCased ? [sql, text] : [`lower(${sql})`, text.toLowerCase()];
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
  return `${begins(comparison) ? '' : '%'}${inner}${ends(comparison) ? '' : '%'}`;
}

/** The same as a regular expression over JSON, where a quote and a backslash have a backslash before them. */
function expression(text: string, comparison: Comparison): string {
  const any = '(?:[^"\\\\]|\\\\.)';
  const inner = text.replaceAll(/\\[*?\\]|[\s\S]/g, (found) => {
    if (found === '*') return `${any}*`;
    if (found === '?') return any;
    const character = found.length === 2 ? found.slice(1) : found;
    return JSON.stringify(character)
      .slice(1, -1)
      .replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  });
  return `${begins(comparison) ? '' : `${any}*`}${inner}${ends(comparison) ? '' : `${any}*`}`;
}

function begins(comparison: Comparison): boolean {
  return comparison === 'equal' || comparison === 'startswith';
}

function ends(comparison: Comparison): boolean {
  return comparison === 'equal' || comparison === 'endswith';
}
