import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { GUARDRAILS } from '../../src/guardrails/catalog.ts';
import { aConfig } from '../support/cloudformation-fixture.ts';
import { deployedResources, EVERYTHING, nameOf, THE_REST } from '../support/named.ts';
import { ROOT } from './markdown.ts';

const config = aConfig();

/** Behind the prefix: what the templates make, and the policies. */
const names = new Set(
  [
    ...[EVERYTHING, THE_REST].flatMap(deployedResources).map((resource) => nameOf(resource) ?? ''),
    ...GUARDRAILS.map((guardrail) => guardrail.policyName(config)),
  ].flatMap((name) => {
    const [, behind] = name.split(`${config.resourcePrefix}-`);
    return behind === undefined ? [] : [behind];
  }),
);

const pages = ['README.md', 'README.ja.md', 'SECURITY.md', ...pagesIn('docs'), ...pagesIn('docs/ja')];

it.each(pages)('%s names nothing of ours that is not there', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const named = [...text.matchAll(/(?:<prefix>|<resourcePrefix>|aws-organizations)-([A-Za-z0-9-]*[A-Za-z0-9])(\*?)/g)];
  const unknown = named
    .map(([, name = '', wildcard = '']) => ({ name, begins: wildcard === '' ? `${name}-` : name }))
    .filter(({ name, begins }) => !names.has(name) && ![...names].some((one) => one.startsWith(begins)))
    .map(({ name }) => name);
  expect([...new Set(unknown)]).toEqual([]);
});

function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder))
    .filter((file) => /\.(md|json)$/.test(file))
    .map((file) => `${folder}/${file}`);
}
