import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { ROOT, readDocument } from './markdown.ts';
import { isProven } from './proofs.ts';
import { sentencesOf } from './sentences.ts';

const TESTS = 'sandbox/emulator/tests';
/** `test_stacks › test_replacement`, of the contract suite, or a file of its own like `test/e2e/sandbox.test.ts › …`. */
const proof = z
  .string()
  .regex(/^\S+ › \S/)
  .transform((text) => (text.startsWith('test_') ? `${TESTS}/${text.replace(' › ', '.py › ')}` : text));
const claims = z
  .array(
    z.union([
      z.strictObject({
        says: z.string(),
        aws: z.array(z.string().regex(/^docs\.aws\.amazon\.com\/\S+\.html$/)).min(1),
        proven: z
          .array(proof.refine((text) => text.startsWith(TESTS), 'what AWS does is asked by its own client'))
          .min(1),
      }),
      z.strictObject({ says: z.string(), proven: z.array(proof).min(1) }),
      z.strictObject({ says: z.string(), describes: z.string() }),
    ]),
  )
  .parse(parse(readFileSync(join(import.meta.dirname, 'sandbox.yaml'), 'utf8')));
const said = sentencesOf(readDocument('sandbox/README.md'));

it('says nothing that sandbox.yaml does not tie to a test, or call a description', () => {
  const listed = claims.map(({ says }) => says);
  expect(said.filter((one) => !listed.includes(one))).toEqual([]);
  expect(listed.filter((one) => !said.includes(one))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});

it('is proven by tests that exist', () => {
  const proofs = claims.flatMap((claim) => ('proven' in claim ? claim.proven : []));
  expect([...new Set(proofs)].filter((one) => !isProven(one))).toEqual([]);
});

it('asks the emulator in no other way than a client would', () => {
  // forks.py is no test: it runs the program in a process of its own. The secret of a key is derived on both sides.
  const files = readdirSync(join(ROOT, TESTS)).filter((name) => name.endsWith('.py') && name !== 'forks.py');
  const insides = files.filter((name) => {
    const source = readFileSync(join(ROOT, TESTS, name), 'utf8').replaceAll('from ..keys import', '');
    return /^\s*(from \.\.|from emulator|import emulator)/m.test(source);
  });
  expect(files.length).toBeGreaterThan(30);
  expect(insides).toEqual([]);
});

it("names AWS's page in each file of contract tests", () => {
  // What the sandbox does by itself has none; the mutations are of what other files have the pages of.
  const own = ['control_endpoints', 'doors', 'mutations', 'process', 'seed_templates'].map((name) => `test_${name}.py`);
  const files = readdirSync(join(ROOT, TESTS)).filter((name) => name.startsWith('test_'));
  const without = files.filter(
    (name) => !/docs\.aws\.amazon\.com\/\S+\.html/.test(readFileSync(join(ROOT, TESTS, name), 'utf8')),
  );
  expect(without.sort()).toEqual(own);
});
