import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '../../../src/domain/say.ts';
import { LEFT_OPEN } from '../../../src/guardrails/left-open.ts';
import { JAPANESE } from '../../../src/words/ja/catalogue.ts';
import { ROOT } from '../markdown.ts';
import { executionRolePage } from './execution-role.ts';
import { guardrailsPage } from './guardrails.ts';
import { LEFT_OPEN_JA } from './left-open-ja.ts';
import { makePage } from './markdown.ts';
import { namesPage } from './names.ts';

afterEach(() => speak(undefined));

describe.each([guardrailsPage, executionRolePage, namesPage])('$file', (page) => {
  it('is as the code is now; when it is stale: npm run schema', async () => {
    await expect(makePage(page, 'en')).toMatchFileSnapshot(join(ROOT, 'docs', page.file));
  });

  it('is so in Japanese', async () => {
    speak(JAPANESE);
    await expect(makePage(page, 'ja')).toMatchFileSnapshot(join(ROOT, 'docs/ja', page.file));
  });
});

it('has a reason in Japanese for all that is left open', () => {
  expect(Object.keys(LEFT_OPEN_JA).sort()).toEqual([...new Set(LEFT_OPEN.map(({ type }) => type))].sort());
});
