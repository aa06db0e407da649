import type { Json, JsonObject } from '../../src/domain/json.ts';

/** Whether EventBridge would match an event with a pattern, as far as our patterns go. Throws on operators it does not know. */
export function matchesPattern(pattern: JsonObject, event: unknown): boolean {
  return Object.entries(pattern).every(([key, condition]) => {
    if (key === '$or') return list(condition).some((branch) => matchesPattern(object(branch), event));
    const value = fieldOf(event, key);
    if (Array.isArray(condition)) return condition.some((item: Json) => matchesOne(item, value));
    return matchesPattern(object(condition), value);
  });
}

/** Fields within something that is no object are absent. */
function fieldOf(event: unknown, key: string): unknown {
  return typeof event === 'object' && event !== null && !Array.isArray(event) ? Reflect.get(event, key) : undefined;
}

function matchesOne(condition: Json, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => matchesOne(condition, item));
  if (condition === null || typeof condition !== 'object') return condition === value;
  const [operator, argument] = Object.entries(condition)[0] ?? [];
  // A path that leads to an object has no value either.
  const isThere = value !== undefined && (typeof value !== 'object' || value === null);
  switch (operator) {
    case 'exists':
      return argument === isThere;
    case 'prefix':
      return typeof value === 'string' && value.startsWith(String(argument));
    case 'wildcard':
      return typeof value === 'string' && wildcard(String(argument)).test(value);
    case 'anything-but':
      return isThere && !isButOne(argument as Json, value);
    default:
      throw new Error(`the operator ${operator} is not known here`);
  }
}

function isButOne(excluded: Json, value: unknown): boolean {
  if (Array.isArray(excluded)) return excluded.includes(value as Json);
  if (excluded === null || typeof excluded !== 'object') return excluded === value;
  return Object.entries(object(excluded)).some(([operator, argument]) =>
    (Array.isArray(argument) ? argument : [argument]).some((one: Json) => matchesOne({ [operator]: one }, value)),
  );
}

function wildcard(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

function list(value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw new Error(`not a list: ${JSON.stringify(value)}`);
  return value;
}

function object(value: Json): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Error(`neither a list nor an object: ${JSON.stringify(value)}`);
  }
  return value as JsonObject;
}
