/**
 * Japanese, Chinese and Korean are written without spaces. A line does not begin with a closing mark, nor end with an opening
 * one, and a number stays with what it counts.
 */
export function splitWide(text: string): readonly string[] {
  if (!WIDE.test(text)) return [text];
  words ??= new Intl.Segmenter('ja', { granularity: 'word' });
  const parts: string[] = [];
  for (const { segment } of words.segment(text)) {
    const before = parts.at(-1);
    if (before !== undefined && (sticks(segment, before) || !isWide(segment, before))) {
      parts[parts.length - 1] = before + segment;
    } else parts.push(segment);
  }
  return parts;
}

function sticks(segment: string, before: string): boolean {
  return STICKS_TO_WHAT_IS_BEFORE.test(segment) || STICKS_TO_WHAT_FOLLOWS.test(before);
}

function isWide(segment: string, before: string): boolean {
  return WIDE.test(segment) || WIDE.test(before);
}

/** Near enough for a comment in a file: what is wide takes two columns. */
export function columnsOf(text: string): number {
  return text.length + (text.match(TWO_COLUMNS)?.length ?? 0);
}

const TWO_COLUMNS = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]/g;

/** Where a line may end in the middle of a text without spaces. */
export function hasWide(text: string): boolean {
  return WIDE.test(text);
}

let words: Intl.Segmenter | undefined;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const STICKS_TO_WHAT_IS_BEFORE = /^[\p{Pe}\p{Pf}、。，．！？ーぁぃぅぇぉっゃゅょァィゥェォッャュョ：；・〜…\p{M}]/u;
const STICKS_TO_WHAT_FOLLOWS = /[\p{Ps}\p{Pi}「『（【]$|\d $/u;
