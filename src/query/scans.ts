import { type Token, tokensOf } from './tokens.ts';

/**
 * How often a statement reads a table, at most: Athena and Trino read a table anew wherever it is named, and once more
 * for each use of a definition (`WITH a AS (…)`) that names it.
 */
export function scansOf(sql: string, table: string): number {
  const tokens = tokensOf(sql) ?? [];
  const definitions = definitionsIn(tokens);
  const reads = new Map<string, number>([[table, 1]]);
  const count = (some: readonly Token[]): number =>
    some.reduce((sum, token, index) => sum + (isRead(token, some[index + 1]) ? (reads.get(nameOf(token)) ?? 0) : 0), 0);
  // A definition uses only those before it.
  for (const { name, from, to } of definitions) reads.set(name, count(tokens.slice(from, to)));
  return count(tokens.filter((_, index) => !definitions.some(({ from, to }) => index >= from - 3 && index < to)));
}

interface Definition {
  readonly name: string;
  /** Of the first token within the parentheses, and of the one behind the last. */
  readonly from: number;
  readonly to: number;
}

function definitionsIn(tokens: readonly Token[]): readonly Definition[] {
  const found: Definition[] = [];
  for (let from = 3; from < tokens.length; from += 1) {
    const [name, as, open] = tokens.slice(from - 3, from);
    if (name === undefined || !isName(name) || nameOf(as) !== 'as' || open?.text !== '(') continue;
    const to = closingOf(tokens, from);
    found.push({ name: nameOf(name), from, to });
    from = to;
  }
  return found;
}

function closingOf(tokens: readonly Token[], from: number): number {
  let depth = 1;
  for (let index = from; index < tokens.length; index += 1) {
    const { kind, text } = tokens[index] ?? {};
    if (kind === 'sign' && text === '(') depth += 1;
    if (kind === 'sign' && text === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return tokens.length;
}

function isName({ kind }: Token): boolean {
  return kind === 'word' || kind === 'quoted';
}

/** `cloudtrail.eventname` reads nothing more than what FROM named. */
function isRead(token: Token, next: Token | undefined): boolean {
  return isName(token) && next?.text !== '.';
}

function nameOf(token: Token | undefined): string {
  return token?.text.toLowerCase() ?? '';
}
