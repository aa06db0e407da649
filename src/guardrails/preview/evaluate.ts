import type { Json, JsonObject } from '../../domain/json.ts';

/** A request as a policy sees it. */
export interface PolicyRequest {
  /** `sns:DeleteTopic` */
  readonly action: string;
  /** What it is done to, as far as is known; empty when nothing is. */
  readonly resources: readonly string[];
  /** Condition keys, in lower case. A key that is not there is absent. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** The Sid of the first Deny statement that stops the request; null when none does. */
export function denyingStatement(document: JsonObject, request: PolicyRequest): string | null {
  const found = listOf(document.Statement)
    .map(asObject)
    .find((statement) => denies(statement, request));
  return found ? String(found.Sid ?? '') : null;
}

function denies(statement: JsonObject, { action, resources, context }: PolicyRequest): boolean {
  return (
    statement.Effect === 'Deny' &&
    isAbout(statement, 'Action', [action]) &&
    isAbout(statement, 'Resource', resources.length > 0 ? resources : ['*']) &&
    Object.entries(asObject(statement.Condition ?? {})).every(([operator, keys]) =>
      Object.entries(asObject(keys)).every(([key, wanted]) =>
        holds(operator, textsOf(wanted), context[key.toLowerCase()]),
      ),
    )
  );
}

/** Of several resources one is enough. A resource that is not known is in no list of names. */
function isAbout(statement: JsonObject, element: 'Action' | 'Resource', values: readonly string[]): boolean {
  const named = statement[element];
  const excepted = statement[`Not${element}`];
  const isIn = (patterns: Json) => values.some((value) => textsOf(patterns).some((pattern) => isLike(pattern, value)));
  if (named !== undefined) return isIn(named);
  return excepted !== undefined && !isIn(excepted);
}

/** The operators that our policies use. Anything else is a bug of ours, and must not pass for a policy that lets through. */
function holds(operator: string, wanted: readonly string[], actual: readonly string[] | undefined): boolean {
  const name = operator.replace(/^ForAnyValue:/, '').replace(/IfExists$/, '');
  if (name === 'Null') return (actual === undefined) === (wanted[0] === 'true');
  const isNegated = name.includes('Not');
  if (actual === undefined) return operator.endsWith('IfExists') || isNegated;
  const matches = MATCHES[name.replace('Not', '')];
  if (!matches) throw new Error(`the condition operator ${operator} is not known here`);
  return actual.some((value) => wanted.some((pattern) => matches(pattern, value))) !== isNegated;
}

const MATCHES: Readonly<Record<string, (pattern: string, value: string) => boolean>> = {
  StringEquals: (pattern, value) => pattern === value,
  StringLike: (pattern, value) => patternOf(pattern, '').test(value),
  ArnLike: isArnLike,
  ArnEquals: isArnLike,
  Bool: (pattern, value) => pattern.toLowerCase() === value.toLowerCase(),
};

/** Each of the six parts by itself: a star does not reach over a colon, except in the last. */
function isArnLike(pattern: string, value: string): boolean {
  const [patterns, values] = [partsOf(pattern), partsOf(value)];
  return (
    patterns.length === values.length && patterns.every((part, index) => patternOf(part, '').test(values[index] ?? ''))
  );
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Actions in whatever case; stars over anything. */
function isLike(pattern: string, value: string): boolean {
  return patternOf(pattern, pattern.startsWith('arn:') ? '' : 'i').test(value);
}

const patterns = new Map<string, RegExp>();

function patternOf(text: string, flags: string): RegExp {
  const key = `${flags} ${text}`;
  const known =
    patterns.get(key) ??
    new RegExp(
      `^${text
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
      `s${flags}`,
    );
  patterns.set(key, known);
  return known;
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function textsOf(value: Json): readonly string[] {
  return listOf(value).map(String);
}

function asObject(value: Json): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return {};
  return value as JsonObject;
}
