import { localTime } from '../../domain/local-time.ts';
import type { Language } from '../language.ts';

/** For whom a page is written. */
export interface Reader {
  readonly language: Language;
  /** Of the IANA database. */
  readonly timeZone: string;
  /** Account id → name, as far as they are known. */
  readonly names: ReadonlyMap<string, string>;
}

/** Who reads times in UTC, and accounts by their ids. */
export function anyReader(language: Language): Reader {
  return { language, timeZone: 'UTC', names: new Map() };
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** A moment on the reader's clock, `2026-10-14 12:00:00`; any other text as it is. */
export function timeText(text: string, { timeZone }: Pick<Reader, 'timeZone'>): string {
  return MOMENT.test(text) ? localTime(text, timeZone) : text;
}

/** With whose clock it is. */
export function zonedText(text: string, reader: Pick<Reader, 'timeZone' | 'language'>): string {
  const [time, zone] = [timeText(text, reader), reader.timeZone];
  return reader.language === 'ja' ? `${time}（${zone}）` : `${time} (${zone})`;
}

/** `dev (111111111111)`; without a name the id alone. */
export function accountText(id: string, { names, language }: Reader): string {
  const name = names.get(id);
  if (name === undefined || name === '') return id;
  return language === 'ja' ? `${name}（${id}）` : `${name} (${id})`;
}
