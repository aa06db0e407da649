import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { makeReference } from './reference.ts';

const here = new URL('.', import.meta.url);
const page = new URL('../../docs/configuration.md', here).pathname;
const FIELDS = /(<!-- fields: .* -->\n)[\s\S]*(\n<!-- \/fields -->)/;

describe('docs/configuration.md', () => {
  it('lists every field as it is now; when it is stale: npm run schema', async () => {
    const text = await readFile(page, 'utf8');
    expect(text).toMatch(FIELDS);
    const fresh = text.replace(FIELDS, (_all, begin: string, end: string) => `${begin}\n${makeReference()}${end}`);
    await expect(fresh).toMatchFileSnapshot(page);
  });

  it('explains every code of a finding, and no other', async () => {
    const files = (await readdir(here)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    const sources = await Promise.all(files.map((file) => readFile(new URL(file, here), 'utf8')));
    const inCode = sources.flatMap((source) =>
      captures(source, /(?:code: |(?:error|warning)\(\s*|rejected\(file, |#tell\(\s*\w+,\s*)'([a-z-]+)'/g),
    );
    const inPage = captures(await readFile(page, 'utf8'), /^\| `([a-z-]+)` \| [A-Z]/gm);
    expect([...new Set(inCode)].sort()).toEqual([...inPage].sort());
  });
});

function captures(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, captured = '']) => captured);
}
