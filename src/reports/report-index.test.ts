import { expect, it } from 'vitest';
import { REPORTS } from './catalog.ts';
import { makeIndex } from './report-index.ts';

it.each([
  ['en', '../../docs/report-index.md'],
  ['ja', '../../docs/ja/report-index.md'],
] as const)('the index of all reports is up to date: %s', async (language, file) => {
  await expect(makeIndex(REPORTS, language)).toMatchFileSnapshot(file);
});
