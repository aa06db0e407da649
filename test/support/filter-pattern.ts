import type { Json } from '../../src/domain/json.ts';

/**
 * CloudWatch Logs' filter syntax for JSON events, as far as our patterns go: `{ $.a.b = "text*" && ($.c NOT EXISTS) }`.
 * A comparison with a field that an event does not have is false, whichever the operator.
 */
export function matchesPattern(pattern: string, event: Json): boolean {
  const tokens = tokenize(pattern);
  const reader = { tokens, at: 0 };
  expectToken(reader, '{');
  const matches = readAlternatives(reader);
  expectToken(reader, '}');
  if (reader.at !== tokens.length) throw new Error(`${pattern}: something follows the closing brace`);
  return matches(event);
}

type Test = (event: Json) => boolean;

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

const TOKEN = /\s*(\|\||&&|[{}()]|!=|<=|>=|=|<|>|"(?:[^"\\]|\\.)*"|[^\s{}()=!<>&|"]+)/y;

function tokenize(pattern: string): readonly string[] {
  const tokens: string[] = [];
  const text = pattern.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found?.[1]) throw new Error(`${pattern}: cannot be read from character ${from} on`);
    tokens.push(found[1]);
  }
  return tokens;
}

function readAlternatives(reader: Reader): Test {
  const tests = [readConjunction(reader)];
  while (reader.tokens[reader.at] === '||') {
    reader.at += 1;
    tests.push(readConjunction(reader));
  }
  return (event) => tests.some((test) => test(event));
}

function readConjunction(reader: Reader): Test {
  const tests = [readTerm(reader)];
  while (reader.tokens[reader.at] === '&&') {
    reader.at += 1;
    tests.push(readTerm(reader));
  }
  return (event) => tests.every((test) => test(event));
}

function readTerm(reader: Reader): Test {
  if (reader.tokens[reader.at] === '(') {
    reader.at += 1;
    const inner = readAlternatives(reader);
    expectToken(reader, ')');
    return inner;
  }
  return readCondition(reader);
}

function readCondition(reader: Reader): Test {
  const selector = next(reader);
  if (!selector.startsWith('$.')) throw new Error(`${selector} is no selector`);
  const path = selector.slice(2).split('.');
  const operator = next(reader);
  switch (operator) {
    case 'NOT':
      expectToken(reader, 'EXISTS');
      return (event) => valueAt(event, path) === undefined;
    case '=':
      return comparison(path, next(reader), (same) => same);
    case '!=':
      return comparison(path, next(reader), (same) => !same);
    default:
      throw new Error(`${operator}: no such operator here`);
  }
}

function comparison(path: readonly string[], wanted: string, decide: (same: boolean) => boolean): Test {
  const isLike = likeness(wanted.startsWith('"') ? wanted.slice(1, -1).replace(/\\(.)/g, '$1') : wanted);
  return (event) => {
    const value = valueAt(event, path);
    if (value === undefined || value === null || typeof value === 'object') return false;
    return decide(isLike(String(value)));
  };
}

/** `*` stands for anything. */
function likeness(text: string): (value: string) => boolean {
  const expression = new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's');
  return (value) => expression.test(value);
}

function valueAt(event: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = event;
  for (const key of path) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
    value = (value as Readonly<Record<string, Json>>)[key];
  }
  return value;
}

function next(reader: Reader): string {
  const token = reader.tokens[reader.at];
  if (token === undefined) throw new Error('the pattern ends too early');
  reader.at += 1;
  return token;
}

function expectToken(reader: Reader, wanted: string): void {
  const token = next(reader);
  if (token !== wanted) throw new Error(`${wanted} expected, not ${token}`);
}
