// biome-ignore-all lint/suspicious/noControlCharactersInRegex: these are what the attacks consist of
import { parse as parseCsv } from 'csv-parse/sync';
import { lexer, type Token, walkTokens } from 'marked';
import { defaultTreeAdapter, parse as parseHtml } from 'parse5';
import { HOSTILE } from './hostile-strings.ts';

/** In what form a command answers. */
export type Form = 'text' | 'json' | 'csv' | 'markdown' | 'html';

export interface Attack {
  readonly text: string;
  /** What is seen of it wherever it is shown. */
  readonly mark: string;
}

/** Each ends with a mark of its own, so that a test knows whether it came through at all. Too long a one is cut. */
export const ATTACKS: readonly Attack[] = Object.values(HOSTILE).map((text, index) => {
  const mark = `zq${String(index).padStart(2, '0')}z`;
  return { text: text.length > 1_000 ? text : `${text}${mark}`, mark };
});

/** Everything that a reader does not see and that a program may obey, but for the end of a line. */
const NOT_SHOWN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\u2060\ufeff\u{e0000}-\u{e007f}\ufff9-\ufffb\p{Noncharacter_Code_Point}]/u;
const FORMULA = /^[\s]*[=+\-@＝＋－＠]/u;

/** Lines that no command of ours writes: what stands behind a line break in one of the attacks. */
const FORGED_LINES = Object.values(HOSTILE).flatMap((text) =>
  text
    .split(/[\r\n\u2028\u2029\u0085\u000b\u000c]+/)
    .slice(1)
    .map((line) => line.trim())
    // What another attack begins with may well begin a line.
    .filter((line) => line.length > 3 && Object.values(HOSTILE).every((other) => !other.trim().startsWith(line))),
);

/** What of the attacks has an effect in this output; empty: nothing. */
export function effectsIn(form: Form, output: string): readonly string[] {
  const lines = form === 'csv' ? output.replaceAll('\r\n', '\n') : output;
  const hidden = NOT_SHOWN.exec(lines);
  const effects = hidden === null ? [] : [`hidden: ${around(lines, hidden.index)}`];
  return [...effects, ...forgedLines(output), ...EFFECTS[form](output)];
}

const EFFECTS: Readonly<Record<Form, (output: string) => readonly string[]>> = {
  text: () => [],
  json: (output) => {
    try {
      JSON.parse(output);
      return [];
    } catch (error) {
      return [`no JSON: ${(error as Error).message}`];
    }
  },
  csv: (output) => {
    const rows = parseCsv(output, { relax_column_count: true, skip_empty_lines: true }) as string[][];
    const cells = rows.flat().flatMap((cell) => [cell, ...cell.split(';')]);
    return cells.filter((cell) => FORMULA.test(cell) && Number.isNaN(Number(cell))).map((cell) => `formula: ${cell}`);
  },
  markdown: (output) => markdownEffects(lexer(output)),
  html: htmlEffects,
};

function forgedLines(output: string): readonly string[] {
  return output.split('\n').flatMap((line) => {
    const forged = FORGED_LINES.find((text) => line.trim().startsWith(text));
    return forged === undefined ? [] : [`a line of its own: ${line}`];
  });
}

/** Ours lead within the page. */
const OUR_LINK = /^(#|\.\/)/;
const MARKUP = ['link', 'image', 'html', 'del', 'checkbox', 'def'];

function markdownEffects(tokens: Token[]): readonly string[] {
  const effects: string[] = [];
  walkTokens(tokens, (token) => {
    const isOurs = 'href' in token && OUR_LINK.test(String(token.href));
    if (MARKUP.includes(token.type) && !isOurs) effects.push(`${token.type}: ${token.raw}`);
    if (token.type === 'heading' && token.raw.includes('All is well')) effects.push(`heading: ${token.raw}`);
  });
  return effects;
}

const ELEMENTS = ['script', 'img', 'iframe', 'object', 'embed', 'b'];

function htmlEffects(output: string): readonly string[] {
  return elementsIn(parseHtml(output)).flatMap(({ tag, attributes }) => [
    ...(ELEMENTS.includes(tag) ? [`element: ${tag}`] : []),
    ...attributes.filter(isEffective).map(({ name, value }) => `attribute: ${name}="${value}"`),
  ]);
}

function isEffective({ name, value }: Attribute): boolean {
  if (name.startsWith('on')) return true;
  return ['href', 'src', 'action', 'style'].includes(name) && /evil\.example|javascript:/.test(value);
}

type ParentNode = Parameters<typeof defaultTreeAdapter.getChildNodes>[0];
type Attribute = ReturnType<typeof defaultTreeAdapter.getAttrList>[number];
interface Found {
  readonly tag: string;
  readonly attributes: readonly Attribute[];
}

function elementsIn(node: ParentNode): readonly Found[] {
  return defaultTreeAdapter.getChildNodes(node).flatMap((child) => {
    if (!defaultTreeAdapter.isElementNode(child)) return [];
    const found = { tag: defaultTreeAdapter.getTagName(child), attributes: defaultTreeAdapter.getAttrList(child) };
    return [found, ...elementsIn(child)];
  });
}

function around(text: string, at: number): string {
  return JSON.stringify(text.slice(Math.max(0, at - 60), at + 20));
}
