import width from 'fast-string-width';
import { forTerminal } from '../../domain/text/media.ts';
import { splitWide } from '../../domain/text/wide.ts';

export type Paint = (text: string) => string;

/** Text of one colour. */
export interface Span {
  readonly text: string;
  readonly paint?: Paint | undefined;
}

export type Cell = string | Span;

/** Whatever is laid out comes through here: what other people named must not steer the terminal. */
export function spanOf(cell: Cell): Span {
  return typeof cell === 'string' ? { text: forTerminal(cell) } : { ...cell, text: forTerminal(cell.text) };
}

/** What stays together on a line: a word, an id, a time, a part of a long path. */
export interface Piece extends Span {
  readonly width: number;
  /** The space before it, at most two columns: a line may end here, and the space goes. */
  readonly space: string;
}

/** Terminal columns, by the rules of Unicode: a wide character takes two, a combining mark none, an emoji of many parts two. */
export function widthOf(text: string): number {
  return width(text);
}

/** Words as they are between spaces. */
export function wordsOf(spans: readonly Span[]): readonly Piece[] {
  let before = '';
  return spans.flatMap(({ text, paint }) => {
    const found = [...text.matchAll(WORD)].map(([match]) => {
      const word = match.trimStart();
      const space = before + match.slice(0, match.length - word.length);
      const piece = { text: word, paint, width: widthOf(word), space: space.slice(0, 2) };
      before = '';
      return piece;
    });
    before += text.match(/\s*$/)?.[0] ?? '';
    return found;
  });
}

/** A date and the time of day behind it are one word; so are a number and what it counts in Japanese. */
const WORD =
  /\s*(?:\S*?\d{4}-\d\d-\d\d \d\d:\d\d\S*|\S*\d [\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\S*|\S+)/gu;

const TIME = /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?/.source;

/** What nobody can read in two parts, although `-`, `:` or `.` stands in it. */
const WHOLE = [
  TIME,
  /\d\d:\d\d(?::\d\d)?Z?/.source,
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/.source,
  // i-0123456789abcdef0, ami-…, vpce-…, o-8m3k2xq1zz, ou-ab12-cdefgh34, r-ab12
  /(?<![\w-])[a-z]{1,10}(?:-[a-z]{1,6})?-(?=[a-z0-9]*\d)[a-z0-9]{4,32}(?:-[a-z0-9]{8,32})?(?![\w-])/.source,
  /(?<![\w-])[a-z]{2}(?:-(?:gov|iso[a-z]?))?-[a-z]+-\d[a-z]?(?![\w-])/.source,
  /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:\/\d{1,3})?(?![\w:])/.source,
  /\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?/.source,
].join('|');

/** An address or a hash that is longer than a line goes over the edge, where the terminal itself wraps it: it is copied whole. */
export function isWhole(text: string): boolean {
  return NEVER_BROKEN.test(text);
}

const NEVER_BROKEN = /^[("'<[「（]*(?:[a-z][a-z0-9+.-]*:\/\/|[0-9a-f]{40,}[)"'>\].,]*$)/;

/** The parts of a word that is longer than a line: behind `/`, `:`, `,` and `-`, and between Japanese words. */
export function partsOf(word: Piece): readonly Piece[] {
  if (isWhole(word.text)) return [word];
  const parts = word.text.match(PART)?.flatMap(splitWide) ?? [word.text];
  return parts.map((text, index) => ({
    text,
    paint: word.paint,
    width: widthOf(text),
    space: index === 0 ? word.space : '',
  }));
}

const PART = new RegExp(`(?:(?:${WHOLE})|[^/:,;&?=|-])+[/:,;&?=|-]*|[/:,;&?=|-]+`, 'g');

/** What has no place to break and is longer than a line all the same: cut between characters that a person sees. */
export function cut(piece: Piece, most: number): readonly Piece[] {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const cuts: string[] = [''];
  for (const { segment } of graphemes.segment(piece.text)) {
    const last = cuts.at(-1) ?? '';
    if (last !== '' && widthOf(last + segment) > most) cuts.push(segment);
    else cuts[cuts.length - 1] = last + segment;
  }
  return cuts.map((text, index) => ({
    text,
    paint: piece.paint,
    width: widthOf(text),
    space: index === 0 ? piece.space : '',
  }));
}

let graphemes: Intl.Segmenter | undefined;
