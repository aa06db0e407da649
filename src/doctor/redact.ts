import type { Path } from '../config/node.ts';
import { shapeAt } from '../config/shape.ts';

/** Regions are no secret, and many mistakes hide in them. */
const REGION = /^[a-z]{2}(?:-[a-z]{3,9}){1,2}-\d$/;

/** No number of the configuration is larger: days, hours, counts. An account id without quotes is. */
const LARGE = 1_000_000;

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^\d{12}$/, 'account'],
  [/^o-[a-z0-9]{10,32}$/, 'organization'],
  [/^(?:ou|r)-[a-z0-9-]+$/, 'unit'],
  [/^arn:/, 'arn'],
  [/@/, 'address'],
];

/** Of names, by the key below which they stand. */
const KIND_OF_KEY: readonly (readonly [RegExp, string])[] = [
  [/accounts?$|^exclude$/i, 'account'],
  [/units?$|targets?$/i, 'unit'],
  [/bucket/i, 'bucket'],
  [/roles?$/i, 'role'],
];

/**
 * A configuration without anything that names somebody. Nothing is looked for that should go; what stays is what the
 * schema itself says at that place: its keys, its words, its defaults, truth values and small numbers, and regions. Every
 * other text becomes a pseudonym such as `account-1`, the same one wherever it stands.
 */
export function redactConfiguration(configuration: unknown): unknown {
  const pseudonymOf = makePseudonyms();
  const text = (value: string, path: Path): string =>
    REGION.test(value) || isOfSchema(value, path) ? value : pseudonymOf(value, path);
  const redact = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) return value.map((each, index) => redact(each, [...path, index]));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => {
          const below = [...path, key];
          return [shapeAt(below) === undefined ? pseudonymOf(key, path) : key, redact(each, below)];
        }),
      );
    }
    if (typeof value === 'string') return text(value, path);
    if (typeof value === 'number') return Math.abs(value) < LARGE ? value : pseudonymOf(String(value), path);
    return typeof value === 'boolean' || value === null ? value : undefined;
  };
  return redact(configuration, []);
}

function isOfSchema(value: string, path: Path): boolean {
  const shape = shapeAt(path);
  return shape?.enum?.includes(value) === true || shape?.const === value || shape?.default === value;
}

function makePseudonyms(): (text: string, path: Path) => string {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  return (text, path) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const kind = kindOf(text, path);
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    known.set(text, `${kind}-${number}`);
    return `${kind}-${number}`;
  };
}

function kindOf(text: string, path: Path): string {
  const byLook = KINDS.find(([pattern]) => pattern.test(text))?.[1];
  const keys = path.filter((step) => typeof step === 'string').reverse();
  const byKey = keys.flatMap((key) => KIND_OF_KEY.find(([pattern]) => pattern.test(key))?.[1] ?? [])[0];
  return byLook ?? byKey ?? 'text';
}
