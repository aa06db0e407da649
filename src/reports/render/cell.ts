import { forHtml } from '../../domain/text/media.ts';
import type { Value } from '../../query/engine.ts';
import { type Reader, timeText } from './reader.ts';

export interface Place {
  /** The rows have a column with the names of accounts. */
  readonly isNamed: boolean;
}

/** A cell that breaks between words and behind the separators of an ARN, never within a word or an id. */
export function htmlCell(value: Value, reader: Reader, { isNamed }: Place): string {
  if (typeof value === 'number') return `<td class="number">${value.toLocaleString('en-US')}</td>`;
  const text = value === null ? '' : timeText(String(value), reader);
  const name = isNamed || !/^\d{12}$/.test(text) ? undefined : reader.names.get(text);
  // It is told for programs, and nobody reads it.
  const kind = UUID.test(text) ? ' class="uid"' : '';
  return `<td${kind}>${breakable(text)}${name === undefined ? '' : `<br><span class="name">${breakable(name)}</span>`}</td>`;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** What is longer than this and has no separator is no word. */
const LONGEST = 48;

/** A browser breaks a cell at these places alone: the style of tables forbids all others. */
export function breakable(text: string): string {
  if (TIME.test(text)) return text;
  const parts = forHtml(text).replaceAll(/&#\d+;|[/:,;=?|_]+|\s+|[\u3000-\u9fff\uff00-\uffef]/g, (separator) =>
    separator.startsWith('&#') ? separator : `${separator}<wbr>`,
  );
  return parts.replaceAll(new RegExp(`[\\w.+~-]{${LONGEST}}(?=[\\w.+~-])`, 'g'), '$&<wbr>');
}
