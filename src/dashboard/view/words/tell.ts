import { visibleShort } from '../../../domain/text/visible.ts';
import { EN, type Word, type Words } from './en.ts';
import { JA } from './ja.ts';

export type Language = 'en' | 'ja';
export type Values = Readonly<Record<string, string | number>>;

export const WORDS: Readonly<Record<Language, Words>> = { en: EN, ja: JA };

/** A text of the page, with values in it. Values are mostly names that others chose: nothing in them is obeyed or hidden. */
export function tell(language: Language, word: Word, values: Values = {}): string {
  const [one = '', many] = WORDS[language][word].split(' | ');
  const template = many === undefined || values['n'] === 1 || values['n'] === '1' ? one : many;
  return template.replaceAll(/\{(\w+)\}/g, (all, name: string) => {
    const value = values[name];
    if (value === undefined) return all;
    return typeof value === 'number' ? value.toLocaleString('en-US') : visibleShort(value);
  });
}
