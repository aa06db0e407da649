import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JAPANESE } from '../../src/words/ja/catalogue.ts';
import { plainText, ROOT, readDocument, tablesOf } from '../documents/markdown.ts';

const TERMS = (tablesOf(readDocument('docs/ja/terms.md'))[0]?.rows ?? []).map((cells) => {
  const [english = '', japanese = '', not = ''] = cells.map((cell) => cell.tokens.map(plainText).join(''));
  return { english, japanese: listOf(japanese), not: listOf(not) };
});

/** Everything that is read in Japanese, without code: its names are those of programs. */
const TEXTS: readonly (readonly [string, string])[] = [
  ...filesIn('docs/ja', /(?<!terms)\.md$/).map((file) => [file, withoutCode(read(file))] as const),
  ['README.ja.md', withoutCode(read('README.ja.md'))],
  ['the catalogue', Object.values(JAPANESE).map(withoutCode).join('\n')],
  ...['src/notifications', 'src/reports', 'src/rules', 'src/evidence', 'src/dashboard/view/words'].flatMap((folder) =>
    filesIn(folder, /(?<!\.test)\.ts$/).map((file) => [file, withoutCode(literalsOf(read(file)))] as const),
  ),
];

it('there are terms', () => {
  expect(TERMS.length).toBeGreaterThan(40);
});

describe('a Japanese text', () => {
  it.each(TERMS.flatMap(({ not }) => not))('does not say %s, unless to explain a term in parentheses', (word) => {
    expect(placesOf(new RegExp(`(?<!（)${word}(?!ー)`, 'g'))).toEqual([]);
  });

  it('has one punctuation', () => {
    expect(placesOf(/[，．]/g)).toEqual([]);
  });

  it('has wide parentheses next to Japanese, without spaces around them', () => {
    expect(placesOf(/[ぁ-んァ-ヶ一-龠ー]\(|\)[ぁ-んァ-ヶ一-龠]|[ぁ-んァ-ヶ一-龠ー] （|） [ぁ-んァ-ヶ一-龠]/g)).toEqual(
      [],
    );
  });

  it('has a space between Japanese and Latin letters or digits', () => {
    expect(placesOf(/[ぁ-んァ-ヶ一-龠々ー][A-Za-z0-9]|[A-Za-z0-9][ぁ-んァ-ヶ一-龠々]/g)).toEqual([]);
  });

  it('has a narrow colon, and a space behind it', () => {
    expect(placesOf(/[ぁ-んァ-ヶ一-龠ー）]：/g)).toEqual([]);
  });
});

describe('the translation of a text about', () => {
  const stripped = Object.entries(JAPANESE).map(([key, text]) => [proseOf(key), text, key] as const);

  it.each(TERMS)('$english says $japanese', ({ english, japanese }) => {
    const word = new RegExp(`\\b${english.replace(/y$/, '(?:y|ies)').replace(/s$/, '')}s?\\b`, 'i');
    const differ = stripped.filter(
      ([prose, text]) => word.test(prose) && !japanese.some((term) => text.includes(term)),
    );
    expect(differ.map(([, text, key]) => [key, text])).toEqual([]);
  });
});

function placesOf(pattern: RegExp): readonly string[] {
  return TEXTS.flatMap(([file, text]) =>
    [...text.matchAll(pattern)].map(
      ({ index }) => `${file}: ${text.slice(Math.max(0, index - 20), index + 20).replaceAll('\n', ' ')}`,
    ),
  );
}

function listOf(cell: string): readonly string[] {
  return cell.split('、').filter((word) => word !== '');
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function filesIn(folder: string, name: RegExp): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => name.test(file));
}

/** What people are told stands between quotes. */
function literalsOf(source: string): string {
  return [...source.matchAll(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g)].map(([text]) => text.slice(1, -1)).join('\n');
}

/** Of Markdown: without blocks and spans of code, and without targets of links. */
function withoutCode(text: string): string {
  return text
    .replaceAll(/^(`{3,})[\s\S]*?^\1.*$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '`')
    .replaceAll(/\]\([^)\n]*\)/g, ']');
}

/** Of an English text: without commands, options, files, keys and code. */
function proseOf(text: string): string {
  return text.replaceAll(
    /metsuke( [a-z-]+)+|aws( [a-z-]+)+|`[^`]*`|"[^"]*\b(?:SELECT|BY)\b[^"]*"|'[^']*\bselect\b[^']*'|--[a-z-]+|\S*[/_.]\w\S*|\bsession-defaults\b/g,
    '',
  );
}
