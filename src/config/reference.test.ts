import { readdir, readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '../domain/say.ts';
import { JAPANESE } from '../words/ja/catalogue.ts';
import { makeReference } from './reference.ts';

const here = new URL('.', import.meta.url);
const page = new URL('../../docs/configuration.md', here).pathname;
const japanesePage = new URL('../../docs/ja/configuration.md', here).pathname;
const FIELDS = /(<!-- fields: .* -->\n)[\s\S]*(\n<!-- \/fields -->)/;

afterEach(() => speak(undefined));

describe('docs/configuration.md', () => {
  it('lists every field as it is now; when it is stale: npm run schema', () => expectFresh(page));

  it('lists the same in Japanese', async () => {
    speak(JAPANESE);
    await expectFresh(japanesePage);
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

async function expectFresh(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(FIELDS);
  const fresh = text.replace(FIELDS, (_all, begin: string, end: string) => `${begin}\n${makeReference()}${end}`);
  await expect(fresh).toMatchFileSnapshot(file);
}

function captures(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, captured = '']) => captured);
}
