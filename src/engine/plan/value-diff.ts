import type { Json, JsonObject } from '../../domain/json.ts';
import { canonicalJson } from '../../domain/json.ts';
import type { ValueChange } from '../steps/change.ts';

const EMAIL_ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Where two JSON values differ, at the deepest paths that tell it: `Rules[0].ExpirationInDays  365 → 730`. */
export function diffValues(from: Json | undefined, to: Json | undefined, path = ''): readonly ValueChange[] {
  if (isSame(from, to)) return [];
  if (isPlainObject(from) && isPlainObject(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => diffValues(own(from, key), own(to, key), path === '' ? key : `${path}.${key}`));
  }
  if (Array.isArray(from) && Array.isArray(to)) return diffLists(from, to, path);
  const documents = [from, to].map(parseDocument);
  if (documents.every((document) => document !== null)) return diffValues(documents[0], documents[1], path);
  return [{ path, from: show(from), to: show(to) }];
}

/** Some properties are JSON as text, perhaps with placeholders of Fn::Sub: a reader wants to see what differs inside. */
function parseDocument(value: Json | undefined): JsonObject | null {
  const text = isSubstitution(value) ? value['Fn::Sub'] : value;
  if (typeof text !== 'string' || !text.startsWith('{')) return null;
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return null;
  }
}

function isSubstitution(value: Json | undefined): value is { readonly 'Fn::Sub': Json } {
  return typeof value === 'object' && value !== null && 'Fn::Sub' in value;
}

/** Every object inherits a `toString`, which is no value of a document. */
function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Lists of words are sets to a reader: show what came and went. Lists of objects are compared place by place. */
function diffLists(from: readonly Json[], to: readonly Json[], path: string): readonly ValueChange[] {
  if ([...from, ...to].every((item) => typeof item !== 'object')) {
    const gone = from.filter((item) => !to.includes(item)).map((item) => ({ path, from: show(item), to: null }));
    const added = to.filter((item) => !from.includes(item)).map((item) => ({ path, from: null, to: show(item) }));
    return gone.length + added.length > 0 ? [...gone, ...added] : [{ path, from: show(from), to: show(to) }];
  }
  const length = Math.max(from.length, to.length);
  return Array.from({ length }, (_, index) => diffValues(from[index], to[index], `${path}[${index}]`)).flat();
}

function isSame(from: Json | undefined, to: Json | undefined): boolean {
  if (from === undefined || to === undefined) return from === to;
  return canonicalJson(from) === canonicalJson(to);
}

function isPlainObject(value: Json | undefined): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  // An intrinsic function is one value to a reader: {"Ref": "Topic"} → {"Ref": "Queue"}.
  const keys = Object.keys(value);
  return !(keys.length === 1 && (keys[0] === 'Ref' || keys[0]?.startsWith('Fn::')));
}

function show(value: Json | undefined): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : canonicalJson(value);
  // Parameters for addresses are known by name; somebody else's template may have them anywhere.
  return text.replace(EMAIL_ADDRESS, '(hidden)');
}
