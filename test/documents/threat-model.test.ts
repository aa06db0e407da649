import { describe, expect, it } from 'vitest';
import { readDocument, sectionsOf, tablesOf } from './markdown.ts';
import { isProven } from './proofs.ts';

/** The lines of a page: what is attacked, what stops it, and `file › test` for each proof. */
function linesOf(page: string) {
  return sectionsOf(readDocument(page)).flatMap(({ title, tokens }) =>
    tablesOf(tokens).flatMap(({ rows }) =>
      rows.map((cells) => {
        const [attack = '', stop = '', proof = ''] = cells.map(({ text }) => text);
        return { title, attack, stop, proofs: [...proof.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name) };
      }),
    ),
  );
}

const english = linesOf('docs/threat-model.md');
const japanese = linesOf('docs/ja/threat-model.md');

describe('the threat model', () => {
  it.each(english)('$title: $attack is stopped by what a test proves', ({ stop, proofs }) => {
    expect(stop).not.toBe('');
    expect(proofs.length).toBeGreaterThan(0);
    expect(proofs.filter((proof) => !isProven(proof))).toEqual([]);
  });

  it('says of every attacker what is not stopped', () => {
    const without = sectionsOf(readDocument('docs/threat-model.md')).filter(
      ({ tokens }) => tablesOf(tokens).length > 0 && !tokens.some(({ raw }) => raw.startsWith('Not stopped:')),
    );
    expect(without.map(({ title }) => title)).toEqual([]);
  });

  it('is proven by the same tests in Japanese, line by line', () => {
    expect(japanese.map(({ proofs }) => proofs)).toEqual(english.map(({ proofs }) => proofs));
  });

  it('a proof that does not exist is none', () => {
    expect(isProven('test/documents/threat-model.test.ts › a proof that nobody wrote')).toBe(false);
    expect(isProven('test/documents/nothing.test.ts › a proof that does not exist is none')).toBe(false);
  });
});
