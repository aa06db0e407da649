import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { MAILS, promisesOfMails } from './mails.ts';
import { readDocument } from './markdown.ts';
import { isProven } from './proofs.ts';
import { sentencesOf } from './sentences.ts';

/** `test/e2e/lifecycle.test.ts › is governed by one apply` */
const proof = z.string().regex(/^\S+ › \S/);
const sentence = z.union([
  z.strictObject({ says: z.string(), proven: z.array(proof).min(1) }),
  z.strictObject({ says: z.string(), describes: z.string() }),
  /** A claim without a test, with the reason. README.md has none. */
  z.strictObject({ says: z.string(), unproven: z.string() }),
]);
const promises = z
  .record(z.string(), z.array(sentence))
  .parse(parse(readFileSync(join(import.meta.dirname, 'promises.yaml'), 'utf8')));

describe.each(Object.entries(promises))('%s', (document, entries) => {
  const said = document === MAILS ? promisesOfMails() : sentencesOf(readDocument(document));
  const listed = new Set(entries.map(({ says }) => says));

  it('says nothing that promises.yaml does not tie to a test, or call a description', () => {
    expect(said.filter((one) => !listed.has(one))).toEqual([]);
  });

  it('still says what promises.yaml lists, each once', () => {
    expect([...listed].filter((one) => !said.includes(one))).toEqual([]);
    expect(entries).toHaveLength(listed.size);
  });

  it('is proven by tests that exist', () => {
    const proofs = entries.flatMap((entry) => ('proven' in entry ? entry.proven : []));
    expect([...new Set(proofs)].filter((one) => !isProven(one))).toEqual([]);
  });
});

it('README.md promises nothing that no test proves', () => {
  expect(promises['README.md']?.filter((entry) => 'unproven' in entry)).toEqual([]);
});
