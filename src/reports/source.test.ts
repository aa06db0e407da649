import { expect, it } from 'vitest';
import { sourceText } from './source.ts';

it('names the place as it is called, and the log account in the language of the reader', () => {
  expect(sourceText('o-8m3k2xq1zz', 'log')).toEqual({ en: 'o-8m3k2xq1zz', ja: 'o-8m3k2xq1zz' });
  expect(sourceText(undefined, '222222222222')).toEqual({
    en: 'the log account 222222222222',
    ja: 'ログアカウント 222222222222',
  });
});
