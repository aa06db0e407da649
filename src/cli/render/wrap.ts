import { hasWide } from '../../domain/text/wide.ts';
import {
  type Cell,
  cut,
  isWhole,
  type Paint,
  type Piece,
  partsOf,
  type Span,
  spanOf,
  widthOf,
  wordsOf,
} from './pieces.ts';

/** One line before its colours. */
export interface Line {
  readonly spans: readonly Span[];
  readonly width: number;
}

/**
 * Lines of at most `width` columns, the first of at most `first`: broken at spaces, in a long word behind its separators,
 * never in an id, a time or the address of a page.
 */
export function wrapSpans(spans: readonly Span[], width: number, first = width): readonly Line[] {
  return wrap(spans, { width, first, isLong: (word) => word.width > width });
}

interface WrapOptions {
  readonly width: number;
  readonly first: number;
  /** It may go on in the next line. */
  readonly isLong: (word: Piece) => boolean;
}

function wrap(spans: readonly Span[], { width, first, isLong }: WrapOptions): readonly Line[] {
  const whole = makeLine(spans);
  if (whole.width <= first) return [whole];
  const lines: Piece[][] = [[]];
  let used = 0;
  const add = (piece: Piece): void => {
    const line = lines.at(-1) ?? [];
    const room = line.length > 0 ? piece.width + piece.space.length : piece.width;
    const isFull = used + room > (lines.length === 1 ? first : width);
    if (isFull && (line.length > 0 || first < width)) {
      lines.push([{ ...piece, space: '' }]);
      used = piece.width;
    } else {
      line.push(line.length > 0 ? piece : { ...piece, space: '' });
      used += room;
    }
  };
  for (const word of wordsOf(spans)) (isLong(word) ? piecesOf(word, width) : [word]).forEach(add);
  return lines.map((pieces) => makeLine(pieces.map(({ text, paint, space }) => ({ text: space + text, paint }))));
}

function piecesOf(word: Piece, width: number): readonly Piece[] {
  return partsOf(word).flatMap((part) => (part.width <= width || isWhole(part.text) ? [part] : cut(part, width)));
}

/** The narrowest column in which no word and no id is broken; what is longer than `word` may be, behind its separators. */
export function narrowestFor(text: string, word: number): number {
  return Math.max(
    0,
    ...wordsOf([{ text }]).map((one) =>
      one.width <= word ? one.width : Math.max(...partsOf(one).map(({ width }) => width)),
    ),
  );
}

/** A colour is opened and closed within its line. */
export function paintLine({ spans }: Line): string {
  return spans.map(({ text, paint }) => (paint === undefined || text === '' ? text : paint(text))).join('');
}

export interface ParagraphOptions {
  readonly width: number;
  /** Before the first line, and before each of the others. */
  readonly first?: string;
  readonly rest?: string;
}

export function paragraph(text: string | readonly Cell[], options: ParagraphOptions): readonly string[] {
  const { width, first = '', rest = first } = options;
  const spans = (typeof text === 'string' ? [text] : text).map(spanOf);
  const indent = Math.max(widthOf(first), widthOf(rest));
  // Rather a smaller indentation than a broken word; no indentation helps what has no room in any line.
  const narrowest = Math.max(0, ...spans.map(({ text }) => narrowestFor(text, width - indent)));
  const most = width === Number.POSITIVE_INFINITY || narrowest > width ? indent : width - narrowest;
  const room = Math.max(width - Math.min(indent, Math.max(most, 0)), 1);
  // A sentence without spaces fills its lines.
  const isLong = (word: Piece): boolean => word.width > room || hasWide(word.text);
  return wrap(spans, { width: room, first: room, isLong }).map(
    (line, index) => `${(index === 0 ? first : rest).slice(0, Math.max(most, 0))}${paintLine(line)}`,
  );
}

/** What a program says: its line breaks stay, and each of its lines wraps below its own beginning. */
export function prose(text: string, { width }: { readonly width: number }, paint?: Paint): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const first = line.match(/^ */)?.[0] ?? '';
    return paragraph([{ text: line.slice(first.length), paint }], { width, first });
  });
}

/** A command that can be copied: a shell takes lines that end with `\` for one. */
export function commandLines(command: string, { width, first = '' }: ParagraphOptions): readonly string[] {
  if (widthOf(first + command) <= width) return [first + command];
  const lines: string[] = [];
  let line = first;
  for (const word of command.match(SHELL_WORD) ?? []) {
    const longer = line.trim() === '' ? line + word : `${line} ${word}`;
    if (widthOf(longer) <= width - 2) line = longer;
    else {
      if (line.trim() !== '') lines.push(`${line} \\`);
      line = `${first}  ${word}`;
    }
    while (widthOf(line) > width) {
      // Within a word the next line begins at its first column: spaces would become part of the command.
      const [part = ''] = cut({ text: line, width: widthOf(line), space: '' }, width - 1).map(({ text }) => text);
      lines.push(`${part}\\`);
      line = line.slice(part.length);
    }
  }
  return [...lines, line];
}

const SHELL_WORD = /(?:'[^']*'|"[^"]*"|\S)+/g;

function makeLine(spans: readonly Span[]): Line {
  const merged: { text: string; paint: Paint | undefined }[] = [];
  for (const { text, paint } of spans) {
    const last = merged.at(-1);
    if (last && last.paint === paint) last.text += text;
    else merged.push({ text, paint });
  }
  return { spans: merged, width: merged.reduce((sum, span) => sum + widthOf(span.text), 0) };
}
