import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { makeReference } from './reference.ts';

const page = new URL('../../docs/configuration.md', import.meta.url).pathname;
const FIELDS = /(<!-- fields: .* -->\n)[\s\S]*(\n<!-- \/fields -->)/;

describe('docs/configuration.md', () => {
  it('lists every field as it is now; when it is stale: npm run schema', async () => {
    const text = await readFile(page, 'utf8');
    expect(text).toMatch(FIELDS);
    const fresh = text.replace(FIELDS, (_all, begin: string, end: string) => `${begin}\n${makeReference()}${end}`);
    await expect(fresh).toMatchFileSnapshot(page);
  });
});
