import { execFileSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';
import { lexer, type Token, walkTokens } from 'marked';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { HOSTILE, ORDINARY } from '../../../test/support/hostile-strings.ts';
import { forCsv, forHtml, forJson, forMarkdown, forShell, forSqlComment, forTerminal } from './media.ts';
import { LONGEST, visible } from './visible.ts';

const attacks = Object.entries(HOSTILE);
/** Everything that a reader does not see and that a program may obey. */
const NOT_SHOWN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\u2060\ufeff\u{e0000}-\u{e007f}\ufff9-\ufffb\p{Noncharacter_Code_Point}]/u;
const FORMULA = /^[\s\t]*[=+\-@＝＋－＠]/u;

describe('what others write', () => {
  it('are at least forty attacks', () => expect(attacks.length).toBeGreaterThanOrEqual(40));

  describe.each(attacks)('%s', (_attack, text) => {
    it.each([
      ['a terminal', forTerminal],
      ['CSV', forCsv],
      ['Markdown', forMarkdown],
      ['HTML', forHtml],
      ['a comment of SQL', forSqlComment],
    ])('is one line in which nothing is hidden, in %s', (_medium, to) => expect(to(text)).not.toMatch(NOT_SHOWN));

    it('is cut where people read', () => {
      for (const to of [forTerminal, forMarkdown]) expect(to(text).length).toBeLessThanOrEqual(LONGEST + 2);
    });

    it('is no formula in a spreadsheet, whatever ends a cell there', () => {
      const [row] = parse(`a,${forCsv(text)},b\r\n`) as string[][];
      expect(row).toHaveLength(3);
      expect(row?.[1]).not.toMatch(FORMULA);
      expect(row?.[1]?.replaceAll("'", '')).toBe(visible(text).replaceAll("'", ''));
      for (const cell of forCsv(text).split(';')) expect(cell).not.toMatch(FORMULA);
    });

    it('is text of one cell in Markdown, of which nothing becomes a link, a picture or HTML', () => {
      const tokens = lexer(`| a | b | c |\n| --- | --- | --- |\n| x | ${forMarkdown(text)} | y |\n`);
      expect(kindsIn(tokens)).toEqual(
        new Set(['table', 'text', 'codespan'].filter((kind) => kindsIn(tokens).has(kind))),
      );
      const [table] = tokens;
      if (table?.type !== 'table') throw new Error('no table');
      expect(table.rows[0]?.map(({ text: cell }: { text: string }) => cell).at(-1)).toBe('y');
      const line = lexer(`Text: ${forMarkdown(text)}\n`);
      expect(line).toHaveLength(1);
      expect([...kindsIn(line)].filter((kind) => !['paragraph', 'text', 'codespan'].includes(kind))).toEqual([]);
    });

    it('is text of an element, or of an attribute, in HTML', () => {
      const page = parseFragment(`<p title="${forHtml(text)}">${forHtml(text)}</p>`);
      const [paragraph, ...others] = page.childNodes;
      expect(others).toEqual([]);
      if (paragraph === undefined || !('attrs' in paragraph)) throw new Error('no paragraph');
      expect(paragraph.attrs.map(({ name }) => name)).toEqual(['title']);
      expect(paragraph.childNodes.map(({ nodeName }) => nodeName)).toEqual(['#text']);
    });

    it('means the same in JSON, with nothing hidden', () => {
      const json = forJson(JSON.stringify({ text }));
      expect(JSON.parse(json)).toEqual({ text });
      expect(json).not.toMatch(NOT_SHOWN);
    });
  });

  it('is one word of a command in bash, unchanged', () => {
    const words = attacks
      .map(([, text]) => text.replaceAll(/\p{Cs}/gu, '?'))
      .filter((text) => !text.includes('\0') && text.length < 10_000);
    const script = `printf '%s\\0' ${words.map(forShell).join(' ')}`;
    expect(script).not.toMatch(NOT_SHOWN);
    const said = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(said.split('\0').slice(0, -1)).toEqual(words);
  });

  it('ends no comment of SQL', () => {
    for (const [, text] of attacks) expect(forSqlComment(text)).not.toContain('*/');
  });
});

describe('ordinary names', () => {
  it.each(ORDINARY)('%s stays as it is', (name) => {
    for (const to of [forTerminal, forCsv, forMarkdown, forHtml]) expect(to(name).replaceAll('`', '')).toBe(name);
    expect(JSON.parse(forJson(JSON.stringify(name)))).toBe(name);
  });

  it('two names that differ in what is invisible look different', () => {
    expect(forTerminal('prod')).not.toBe(forTerminal('pr\u200bod'));
    expect(forTerminal('pr\u200bod')).toBe(String.raw`pr\u200bod`);
  });
});

function kindsIn(tokens: Token[]): ReadonlySet<string> {
  const kinds = new Set<string>();
  walkTokens(tokens, ({ type }) => void kinds.add(type));
  return kinds;
}
