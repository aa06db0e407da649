import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { referToSchema } from './schema-reference.ts';

let machine: string;
beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'metsuke-schema-'));
});
afterEach(() => rmSync(machine, { recursive: true }));

/** What an editor reads that resolves the reference in a file, when init has done its part. */
function schemaSeenFrom(configFile: string, root: string): string {
  const packageRoot = join(machine, root);
  mkdirSync(packageRoot, { recursive: true });
  writeFileSync(join(packageRoot, 'metsuke.schema.json'), 'the schema');
  const file = join(machine, configFile);
  mkdirSync(dirname(file), { recursive: true });
  const { location, copyTo } = referToSchema(file, packageRoot);
  if (copyTo !== undefined) writeFileSync(copyTo, readFileSync(join(packageRoot, 'metsuke.schema.json')));
  expect(location).toMatch(/^\.\.?\//);
  return readFileSync(resolve(dirname(file), location), 'utf8');
}

it.each([
  ['in a checkout', 'checkout/metsuke.yaml', 'checkout'],
  ['below a checkout', 'checkout/examples/mine/metsuke.yaml', 'checkout'],
  ['with npm in the project', 'project/metsuke.yaml', 'project/node_modules/metsuke'],
  ['with npm in the project, below it', 'project/aws/tokyo/metsuke.yaml', 'project/node_modules/metsuke'],
  ['with npm for the machine', 'home/me/governance/metsuke.yaml', 'usr/lib/node_modules/metsuke'],
  ['with npm for another project', 'home/me/governance/metsuke.yaml', 'home/me/other/node_modules/metsuke'],
])('an editor finds the schema: %s', (_name, configFile, root) => {
  expect(schemaSeenFrom(configFile, root)).toBe('the schema');
});

it('a copy is made only where the package is out of reach', () => {
  schemaSeenFrom('project/metsuke.yaml', 'project/node_modules/metsuke');
  expect(() => readFileSync(join(machine, 'project', 'metsuke.schema.json'))).toThrow();
});
