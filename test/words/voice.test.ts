import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeJsonSchema } from '../../src/config/json-schema.ts';
import { plainText, ROOT, readDocument, tablesOf } from '../documents/markdown.ts';
import { descriptionsIn } from './descriptions.ts';
import { textsOfProgram } from './said.ts';

/** They hide who does what, or need a second reading. Beside each: what to write instead. */
const RIDDLES: Readonly<Record<string, string>> = {
  'who(?:m)?(?:so)?ever': 'name the person, the principal or the process',
  'what(?:so)?ever|whichever': 'every …, each …, any …',
  '(?:some|any)body': 'name the actor: a team, an attacker, a principal, another process',
  'of late': 'in the last days',
  'all the same': 'nevertheless, still, too',
  'what only (?:goes|comes|is)': 'say which things',
  'as it is ?(?=[.,;:)]|$)': 'unchanged',
  'out of turn': 'now, without waiting for …',
  anew: 'again',
  'for want of': 'because …',
  'is meant': 'is needed, is intended',
  'in no wise|by no means|lest|thereof|whereof|therein|hitherto': 'plain words',
  'goes without saying': 'leave it out',
};

/** Words for which we have others. */
const NOT = (tablesOf(readDocument('docs/terms.md'))[0]?.rows ?? []).flatMap(([, , not]) =>
  (not?.tokens.map(plainText).join('') ?? '').split(', ').filter((word) => word !== ''),
);

const { said, unsaid } = textsOfProgram();
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'sandbox/README.md',
  ...['docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).flatMap((file) => (file.endsWith('.md') ? [`${folder}/${file}`] : [])),
  ),
];

const TEXTS: readonly (readonly [string, string])[] = [
  ...[...said, ...unsaid].map(({ key, at }) => [at, key] as const),
  ...descriptionsIn(makeJsonSchema()).map((text) => ['a description of the configuration', text] as const),
  ...PAGES.map((file) => [file, withoutCode(readFileSync(join(ROOT, file), 'utf8'))] as const),
];

/** Where the word is right, and why. */
const EXCEPTIONS: readonly (readonly [RegExp, string])[] = [
  [/^CONTRIBUTING\.md: .*Nothing has a dry-run flag/, 'says that there is none'],
];

describe('an English text', () => {
  it.each(Object.entries(RIDDLES))('does not say %s, but %s', (words) => {
    expect(placesOf(words)).toEqual([]);
  });

  it.each(NOT)('has another word for %s', (words) => {
    expect(placesOf(words)).toEqual([]);
  });
});

function placesOf(words: string): readonly string[] {
  const pattern = new RegExp(`\\b(?:${words})\\b`, 'gi');
  return TEXTS.flatMap(([place, text]) =>
    [...text.replaceAll(/\s+/g, ' ').matchAll(pattern)].map(
      ({ index, input }) => `${place}: ${input.slice(Math.max(0, index - 40), index + 40)}`,
    ),
  ).filter((found) => !EXCEPTIONS.some(([exception]) => exception.test(found)));
}

/** Without blocks and spans of code, whose names are those of programs, and without the table of what not to say. */
function withoutCode(text: string): string {
  return text
    .replaceAll(/^(`{3,})[\s\S]*?^\1.*$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '`')
    .replaceAll(/\]\([^)\n]*\)/g, ']')
    .replace(/\| Term \|[\s\S]*?\n\n/, '');
}
