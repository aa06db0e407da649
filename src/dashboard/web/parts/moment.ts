import type { Language } from '../../view/words/tell.ts';

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** In the reader's time zone. A day without a time stays a day. */
export function moment(text: string, language: Language): string {
  if (!text.includes('T')) return text;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return text;
  const format =
    FORMATS.get(language) ?? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  FORMATS.set(language, format);
  return format.format(time);
}
