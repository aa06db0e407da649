import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type JsonSchema, makeJsonSchema } from './json-schema.ts';

const committed = new URL('../../metsuke.schema.json', import.meta.url).pathname;

describe('metsuke.schema.json', () => {
  it('is what the schema says now; when it is stale: npm run schema', async () => {
    await expect(`${JSON.stringify(makeJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(committed);
  });

  it('is draft 7', async () => {
    expect(JSON.parse(await readFile(committed, 'utf8'))).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      additionalProperties: false,
    });
  });
});

describe('every field', () => {
  const fields = fieldsOf('', makeJsonSchema());

  it.each(fields)('$name has a title and a description', ({ shape }) => {
    expect(shape.title).toMatch(/^[A-Z]/);
    expect(shape.description).toMatch(/[.]$/);
  });

  it.each(fields.filter(({ isRequired, shape }) => !isRequired && !shape.properties))(
    '$name is required, or has a default or an example',
    ({ shape }) => {
      expect(shape.default ?? shape.examples?.[0]).toBeDefined();
    },
  );

  it('shows choices, defaults and bounds', () => {
    const of = (name: string): JsonSchema | undefined => fields.find((field) => field.name === name)?.shape;
    expect(of('stackSets.permissionModel')).toMatchObject({
      title: 'Permission model',
      default: 'SELF_MANAGED',
      enum: ['SELF_MANAGED', 'SERVICE_MANAGED'],
    });
    expect(of('logs.retentionDays')).toMatchObject({ default: 365, minimum: 1, maximum: 36_500 });
    expect(of('homeRegion')?.enum).toContain('ap-northeast-1');
  });
});

interface Field {
  readonly name: string;
  readonly shape: JsonSchema;
  readonly isRequired: boolean;
}

function fieldsOf(section: string, { properties = {}, required = [] }: JsonSchema): Field[] {
  return Object.entries(properties).flatMap(([key, shape]) => {
    const name = `${section}${key}`;
    return [{ name, shape, isRequired: required.includes(key) }, ...fieldsOf(`${name}.`, shape)];
  });
}
