import * as z from 'zod';
import { configSchema } from './schema.ts';

/** JSON Schema draft 7, as far as ours uses it. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
}

/** For editors. Draft 7: the YAML extension of VS Code supports it in full, 2020-12 only in part. */
export function makeJsonSchema(): JsonSchema {
  // `input`: what a person writes, before the defaults are filled in.
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' }) as JsonSchema;
  return withTitles(schema, 'metsuke.yaml');
}

function withTitles(schema: JsonSchema, title: string | undefined): JsonSchema {
  const { $schema, description, default: byDefault, properties, items, ...rest } = schema;
  return {
    ...($schema ? { $schema } : {}),
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    // `default: {}` of a section says nothing, and editors would insert it.
    ...(byDefault === undefined || properties ? {} : { default: byDefault }),
    ...rest,
    ...(items ? { items: withTitles(items, undefined) } : {}),
    ...(properties ? { properties: mapValues(properties, withTitles) } : {}),
  };
}

function mapValues(
  properties: Readonly<Record<string, JsonSchema>>,
  change: (schema: JsonSchema, title: string) => JsonSchema,
): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, change(inner, makeTitle(key))]));
}

/** `retentionDays` → `Retention days` */
function makeTitle(key: string): string {
  const words = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
