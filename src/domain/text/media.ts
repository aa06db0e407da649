import { replaceHidden, visible, visibleShort } from './visible.ts';

// How text of others reaches each medium. A medium's renderer sends every text that is not its own through its function.

/** A field on a terminal: no control, no line break. Its letters stay in the order in which they are stored. */
export function forTerminal(text: string): string {
  return visibleShort(text);
}

/**
 * A cell for spreadsheets, which run what begins like a formula, in full-width letters as well, and which may take a
 * semicolon for the end of a cell. An apostrophe makes it text. Not cut: a table is data.
 */
export function forCsv(text: string): string {
  const line = visible(text)
    .replace(/^(?=[\s']*[=+\-@＝＋－＠])/u, "'")
    .replace(/^(?=\\[trn])/, "'")
    .replaceAll(/;(?=\s*[=+\-@＝＋－＠])/gu, ";'");
  return /[",;]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}

/** Letters, digits and what means nothing in any dialect of Markdown, beginning with a letter or a digit. */
const PLAIN_MARKDOWN = /^(?!\d+[.)])[\p{L}\p{N}][\p{L}\p{M}\p{N} ,:;./()'"%?…・、。「」（）ー-]*$/u;
/** Where a program makes a link or a picture of words: addresses, names of hosts, `:emoji:`. */
const LINKED = /:\/\/|\bwww\.|\.\p{L}{2,}|:[a-z][\w+-]*:|mailto:|\/\//iu;

/**
 * Words in a line or a table of Markdown. What could mean anything (links, pictures, HTML, headings, mentions, addresses
 * that become links by themselves) is shown as code, in which nothing means anything.
 */
export function forMarkdown(text: string): string {
  const line = visibleShort(text).trim();
  if (line === '' || (PLAIN_MARKDOWN.test(line) && !LINKED.test(line))) return line;
  // A pipe ends a cell, in code too. A backslash before it would be taken for its escape.
  return inCode(line.replaceAll(/(\\?)\|/g, (_pipe, backslash) => (backslash ? String.raw`\ \|` : String.raw`\|`)));
}

/** Between more backticks than it has in a row. */
function inCode(line: string): string {
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$|^ .* $/.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** Text of an element, or of an attribute in quotes. A cell or a paragraph keeps the direction of its letters to itself. */
export function forHtml(text: string): string {
  return escapeHtml(visibleShort(text));
}

/** Our own text of several lines as well. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * JSON that shows nothing but what it says, with the same meaning: what JSON.stringify leaves as it is and a terminal or a
 * reader of lines would obey becomes `\u202e`.
 */
export function forJson(json: string): string {
  return replaceHidden(json, (hidden) =>
    // Between the values of JSON there are line breaks; within them there is none.
    hidden === '\n' ? hidden : Array.from({ length: hidden.length }, (_, at) => numberInJson(hidden, at)).join(''),
  );
}

function numberInJson(text: string, at: number): string {
  return `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
}

/** One word of a command that a person copies into bash, zsh or fish. */
export function forShell(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-')) return text;
  // In $'…' the shell turns numbers back into what they stand for, and nothing else happens.
  if (visible(text) === text) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${[...text].map(inAnsiQuotes).join('')}'`;
}

function inAnsiQuotes(character: string): string {
  if (character === '\\') return String.raw`\\`;
  // Whoever breaks a command into words knows quotes without escapes.
  if (character === "'") return String.raw`\x27`;
  if (visible(character) === character && !/^\p{M}$/u.test(character)) return character;
  return [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

/** A comment of SQL that stays on its line and within its comment. */
export function forSqlComment(text: string): string {
  return visibleShort(text).replaceAll('*/', '* /');
}
