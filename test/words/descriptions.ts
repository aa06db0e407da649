import type { JsonSchema } from '../../src/config/json-schema.ts';

/** Every description of a schema, once. */
export function descriptionsIn(schema: JsonSchema): readonly string[] {
  return [...new Set(collect(schema))];
}

function collect(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'description' && typeof child === 'string' ? [child] : collect(child),
  );
}
