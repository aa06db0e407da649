import { describe, expect, it } from 'vitest';
import { languageOf } from './language.ts';

describe('the language', () => {
  it.each([
    ['nothing is set', {}, 'en'],
    ['the locale is Japanese', { LANG: 'ja_JP.UTF-8' }, 'ja'],
    ['the locale has no charset', { LANG: 'ja' }, 'ja'],
    ['the locale is not of UTF-8', { LANG: 'ja_JP.eucJP' }, 'en'],
    ['another word begins alike', { LANG: 'jam' }, 'en'],
    ['LC_ALL goes before LANG', { LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }, 'en'],
    ['LC_MESSAGES goes before LANG', { LC_MESSAGES: 'ja_JP.UTF-8', LANG: 'en_US.UTF-8' }, 'ja'],
    ['METSUKE_LANG goes before all', { METSUKE_LANG: 'en', LC_ALL: 'ja_JP.UTF-8' }, 'en'],
    ['METSUKE_LANG is Japanese', { METSUKE_LANG: 'ja', LC_ALL: 'C' }, 'ja'],
    ['a variable is empty', { LC_ALL: '', LANG: 'ja_JP.utf8' }, 'ja'],
  ])('when %s', (_name, environment, language) => {
    expect(languageOf(['plan'], environment)).toBe(language);
  });

  it('of what programs read is English', () => {
    expect(languageOf(['plan', '--json'], { METSUKE_LANG: 'ja' })).toBe('en');
  });
});
