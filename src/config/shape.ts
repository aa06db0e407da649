import type { JsonSchema } from './json-schema.ts';
import { makeJsonSchema } from './json-schema.ts';
import type { Path } from './node.ts';

let cached: JsonSchema | undefined;

/** What the format allows at a path; undefined when nothing. Our own keys only: `constructor` is none of them. */
export function shapeAt(path: Path): JsonSchema | undefined {
  cached ??= makeJsonSchema();
  let shape: JsonSchema | undefined = cached;
  for (const step of path) shape = shape && inner(shape, step);
  return shape;
}

export function keysAt(path: Path): readonly string[] {
  return Object.keys(shapeAt(path)?.properties ?? {});
}

/** Sections that have such a key: `retentionDays` → `logs`. */
export function sectionsWith(key: string): readonly string[] {
  return allSections([])
    .filter((section) => keysAt(section).includes(key))
    .map((section) => section.join('.'));
}

export function allKeys(): readonly string[] {
  return [...new Set(allSections([]).flatMap(keysAt))];
}

/** The file itself and every section in it. */
function allSections(section: readonly string[]): readonly (readonly string[])[] {
  const inside = keysAt(section).map((key) => [...section, key]);
  return [section, ...inside.filter((path) => shapeAt(path)?.properties).flatMap(allSections)];
}

function inner(shape: JsonSchema, step: string | number): JsonSchema | undefined {
  if (typeof step === 'number') return shape.items;
  return shape.properties && Object.hasOwn(shape.properties, step) ? shape.properties[step] : undefined;
}
