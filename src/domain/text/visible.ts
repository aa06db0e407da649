/**
 * Text of others (names, tags, user agents, messages of AWS, keys) as one line in which nothing is hidden. What a terminal,
 * a mail program or a browser would obey and not show is written as its number, `\x1b` or `\u202e`: a reader sees that it
 * is there, and two different names never look the same. What a script needs stays: joined emoji, Persian and Indic
 * joiners, variants of kanji, flags, letters that are written from right to left.
 */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : limitMarks(replaceHidden(text, numberOf));
}

/** Each character that nobody would see, or that a program would obey. */
export function replaceHidden(text: string, by: (character: string) => string): string {
  return text.replaceAll(HIDDEN, (kept, hidden) => (hidden === undefined ? kept : by(hidden)));
}

/** The same, cut where nobody reads on. JSON and CSV have all of it. */
export function visibleShort(text: string, longest = LONGEST): string {
  const line = visible(text);
  if (line.length <= longest) return line;
  const mark = `… (+${text.length - longest})`;
  // Between two halves of a character is no place to cut.
  return line.slice(0, longest - mark.length).replace(/[\ud800-\udbff]$/, '') + mark;
}

export const LONGEST = 10_000;

/** What nearly all text consists of. */
const PLAIN = /^[\x20-\x7e]*$/;

const JOINED = String.raw`\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}`;

/** Invisible characters in the places where their script has them. */
const KEPT = [
  // Joiners: within an emoji, and between two letters that join.
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=[${JOINED}])[\u200c\u200d](?=[${JOINED}])`,
  // One variation selector after what it varies: text or emoji, the form of a kanji.
  String.raw`(?<=[\p{Extended_Pictographic}\p{Script=Han}])[\ufe00-\ufe0f]`,
  String.raw`(?<=[0-9#*])\ufe0f(?=\u20e3)`,
  String.raw`(?<=\p{Script=Han})[\u{e0100}-\u{e01ef}]`,
  // The flags of England, Scotland and Wales.
  String.raw`(?<=\u{1f3f4})\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}`,
];

/**
 * Controls of C0 and C1, line breaks of every kind, controls of direction, what has no width and no glyph, annotations,
 * what is no character at all.
 */
const NEVER_SHOWN = String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]`;

const HIDDEN = new RegExp(`${KEPT.join('|')}|(${NEVER_SHOWN})`, 'gu');

const NAMES: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` };

function numberOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return NAMES[character] ?? `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/** No script puts more than four marks on a letter; a hundred of them paint over the lines above and below. */
function limitMarks(text: string): string {
  return text.replaceAll(/(\p{M}{4})\p{M}+/gu, '$1…');
}
