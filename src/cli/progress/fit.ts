import { widthOf } from '../render/pieces.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with one
const COLOUR = /\u001b\[[\d;]*m/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;
const RESET = '\u001b[0m';

/** One line of at most `columns` terminal columns: colours stay, every other control character becomes a space. */
export function fitLine(text: string, columns: number): string {
  const parts = text.split(new RegExp(`(${COLOUR.source})`));
  let left = columns;
  let line = '';
  for (const part of parts) {
    if (COLOUR.test(part)) {
      line += part;
      continue;
    }
    const plain = part.replaceAll(CONTROL, ' ');
    if (widthOf(plain) > left) return `${line}${cut(plain, left - 1)}…${line.includes('\u001b') ? RESET : ''}`;
    line += plain;
    left -= widthOf(plain);
  }
  return line;
}

function cut(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += widthOf(character);
    if (width > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}

export function shownWidth(line: string): number {
  return widthOf(line.replaceAll(new RegExp(COLOUR.source, 'g'), ''));
}
