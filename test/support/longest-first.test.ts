import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LONG, sortLongestFirst } from './longest-first.ts';

it.each(LONG)('knows of a file that there is: %s', (name) => {
  expect(existsSync(new URL(`../../${name}`, import.meta.url))).toBe(true);
});

it('puts long files before the others, whose order stays', () => {
  const files = ['b.test.ts', 'test/e2e/trino.test.ts', 'a.test.ts', 'test/images/playbook.test.ts'];
  const sorted = sortLongestFirst(files.map((name) => ({ moduleId: `/checkout/${name}` })));
  expect(sorted.map(({ moduleId }) => moduleId.replace('/checkout/', ''))).toEqual([
    'test/images/playbook.test.ts',
    'test/e2e/trino.test.ts',
    'b.test.ts',
    'a.test.ts',
  ]);
});
