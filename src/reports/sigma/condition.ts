import { say } from '../../domain/say.ts';
import { Untranslatable } from './rule.ts';

/** A condition as SQL. `selection` gives that of a name. */
export interface Selections {
  readonly names: readonly string[];
  readonly sqlOf: (name: string) => string;
}

/** `selection and not 1 of filter_*` */
export function translateCondition(condition: string, selections: Selections): string {
  const words = condition.match(/[()|]|[^\s()|]+/g) ?? [];
  let at = 0;
  const isNext = (...expected: readonly string[]): boolean => expected.includes(words[at]?.toLowerCase() ?? '');
  const next = (): string => {
    const word = words[at];
    at += 1;
    if (word === undefined) throw new Untranslatable(say`its condition has no end`);
    return word;
  };

  const either = (): string => joined('or', all);
  const all = (): string => joined('and', one);
  const joined = (word: string, part: () => string): string => {
    const parts = [part()];
    while (isNext(word)) {
      next();
      parts.push(part());
    }
    return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(` ${word.toUpperCase()} `)})`;
  };
  const one = (): string => {
    if (isNext('not')) {
      next();
      return `NOT ${definite(one())}`;
    }
    if (isNext('(')) {
      next();
      const inner = either();
      if (next() !== ')') throw new Untranslatable(say`a bracket of its condition is not closed`);
      return inner;
    }
    return isNext('1', 'any', 'all') ? several() : selections.sqlOf(known(next(), selections.names));
  };
  const several = (): string => {
    const joint = next().toLowerCase() === 'all' ? ' AND ' : ' OR ';
    if (next().toLowerCase() !== 'of') throw new Untranslatable(say`its condition counts`);
    const names = matching(next(), selections.names);
    return `(${names.map(selections.sqlOf).join(joint)})`;
  };

  const sql = either();
  if (at < words.length) throw new Untranslatable(say`its condition goes on with ${words.slice(at).join(' ')}`);
  return sql;
}

/** A field that is missing makes a comparison neither true nor false, and its opposite neither. */
function definite(sql: string): string {
  return `coalesce(${sql}, false)`;
}

function known(name: string, names: readonly string[]): string {
  if (!names.includes(name)) throw new Untranslatable(say`its condition names ${name}, which is not defined`);
  return name;
}

function matching(pattern: string, names: readonly string[]): readonly string[] {
  const start = pattern.replace(/\*$/, '');
  const found =
    pattern === 'them' ? names : names.filter((name) => (pattern === start ? name === start : name.startsWith(start)));
  if (found.length === 0) throw new Untranslatable(say`nothing is called ${pattern}`);
  return found;
}
