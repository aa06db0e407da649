import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { BLUEPRINTS } from '../src/blueprints/catalog.ts';
import { configSchema } from '../src/config/schema.ts';
import { differences } from './compare-templates.mjs';

it('compares with all templates on, but for those that exclude each other', () => {
  const config = configSchema.parse(parse(readFileSync('test/templates/everything.yaml', 'utf8')));
  const off = BLUEPRINTS.filter((blueprint) => !blueprint.isEnabled(config)).map(({ id }) => id);
  expect(off).toEqual(['audit-execution-roles', 'account-trail']);
});

it('tells what is changed, new and gone', () => {
  const before = new Map([
    ['a', '1'],
    ['b', '1'],
    ['c', '1'],
  ]);
  const after = new Map([
    ['a', '1'],
    ['b', '2'],
    ['d', '1'],
  ]);
  expect(differences(before, after)).toEqual([
    { path: 'b', what: 'changed' },
    { path: 'c', what: 'gone' },
    { path: 'd', what: 'new' },
  ]);
});
