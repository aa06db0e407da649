import { describe, expect, it } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { makeJsonSchema } from './json-schema.ts';

const committed = new URL('../../metsuke.schema.json', import.meta.url).pathname;

describe('metsuke.schema.json', () => {
  it('is what the schema says now; when it is stale: npm run schema', async () => {
    await expect(`${JSON.stringify(makeJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(committed);
  });
});

describe('makeJsonSchema', () => {
  const fields = fieldsOf('', makeJsonSchema());
  const field = (name: string): JsonSchema | undefined => fields.find((candidate) => candidate.name === name)?.shape;

  it('is draft 7 and allows no other keys', () => {
    const sections = [makeJsonSchema(), ...fields.map(({ shape }) => shape).filter(({ properties }) => properties)];
    expect(sections[0]?.$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(sections.map(({ additionalProperties }) => additionalProperties)).not.toContain(undefined);
  });

  it('gives every field a title and a description which is a sentence', () => {
    const bare = fields.filter(({ shape }) => !/^[A-Z]/.test(shape.title ?? '') || !shape.description?.endsWith('.'));
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('gives every field that may be left out a default or an example', () => {
    const optional = fields.filter(({ isRequired, shape }) => !isRequired && !shape.properties);
    const bare = optional.filter(({ shape }) => (shape.default ?? shape.examples?.[0]) === undefined);
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('shows choices, defaults and bounds', () => {
    expect(field('stackSets.permissionModel')).toMatchObject({
      title: 'Permission model',
      default: 'SELF_MANAGED',
      enum: ['SELF_MANAGED', 'SERVICE_MANAGED'],
    });
    expect(field('logs.retentionDays')).toMatchObject({ default: 365, minimum: 1, maximum: 36_500 });
    expect(field('homeRegion')?.enum).toContain('ap-northeast-1');
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
