import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  codeBlocks,
  linksOf,
  listsOf,
  plainText,
  ROOT,
  readDocument,
  sectionsOf,
  tablesOf,
  typedIn,
} from './markdown.ts';

/** The sections of both READMEs, in their order. A new section needs its line here, and both READMEs need the section. */
const SECTIONS = [
  ['Metsuke', 'Metsuke（目付）'],
  ['Two commands', 'まずは 2 つのコマンド'],
  ['Rehearse without AWS', 'AWS なしでリハーサルする'],
  ['Change one line', '1 行変える'],
  ['Mails, reports, evidence', 'メール、レポート、証拠'],
  ['Let something go wrong on purpose', 'わざと失敗させる'],
  ['The first real deployment', '本番の組織に初めて適用する'],
  ['What it costs', 'いくらかかるか'],
  ['How to leave', 'やめるとき'],
  ['Commands', 'コマンド'],
  ['What works, and what does not yet', 'できること、まだできないこと'],
  ['What has been proven where', 'どこまで確かめてあるか'],
  ['More', 'もっと詳しく'],
] as const;

const english = sectionsOf(readDocument('README.md'));
const japanese = sectionsOf(readDocument('README.ja.md'));

it('README.md and README.ja.md have the same sections in the same order', () => {
  expect(english.map(({ title }) => title)).toEqual(SECTIONS.map(([title]) => title));
  expect(japanese.map(({ title }) => title)).toEqual(SECTIONS.map(([, title]) => title));
  expect(japanese.map(({ depth }) => depth)).toEqual(english.map(({ depth }) => depth));
});

describe.each(SECTIONS)('%s', (title, japaneseTitle) => {
  const tokens = english.find((section) => section.title === title)?.tokens ?? [];
  const tokensInJapanese = japanese.find((section) => section.title === japaneseTitle)?.tokens ?? [];

  it('lets a reader type the same commands in Japanese', () => {
    const commands = (of: typeof tokens) =>
      codeBlocks(of)
        .flatMap(typedIn)
        .map(({ command }) => command);
    expect(commands(tokensInJapanese)).toEqual(commands(tokens));
    const languages = (of: typeof tokens) => codeBlocks(of).map(({ lang }) => lang);
    expect(languages(tokensInJapanese)).toEqual(languages(tokens));
  });

  it('has the same rows of tables in Japanese, with the same commands, options and fields', () => {
    const named = (of: typeof tokens) =>
      tablesOf(of).flatMap(({ rows }) => rows.map((cells) => cells.flatMap(({ text }) => codeIn(text)).sort()));
    expect(named(tokensInJapanese)).toEqual(named(tokens));
  });

  it('has lists as long in Japanese', () => {
    const lengths = (of: typeof tokens) => listsOf(of).map(({ ordered, items }) => ({ ordered, items: items.length }));
    expect(lengths(tokensInJapanese)).toEqual(lengths(tokens));
  });

  it('has the same links and pictures in Japanese', () => {
    const targets = (of: typeof tokens) => linksOf(of).map(withoutAnchor).sort();
    expect(targets(tokensInJapanese)).toEqual(targets(tokens).map(inJapanese).sort());
  });

  it('says something in both', () => {
    for (const of of [tokens, tokensInJapanese]) expect(of.map(plainText).join('').trim()).not.toBe('');
  });
});

/** Names that are written the same in every language: commands, options, fields. */
function codeIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => (/^[\x20-\x7e]+$/.test(code) ? [code] : []));
}

function withoutAnchor(target: string): string {
  return target.replace(/#.*$/, '');
}

/** Where a Japanese page or picture exists, the Japanese README leads there. */
function inJapanese(target: string): string {
  if (target === 'README.ja.md') return 'README.md';
  const page = target.replace(/^docs\/(assets\/)?/, 'docs/$1ja/');
  return target.startsWith('docs/') && existsSync(join(ROOT, page)) ? page : target;
}
