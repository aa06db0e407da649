import { expect, it } from 'vitest';
import { type Compliance, runRuleTests } from './guard.ts';

// Compiling the evaluator takes seconds on a busy machine.

const IMAGES = `let images = ["ami-1", "ami-2"]
rule approved when resourceType == "AWS::EC2::Instance" {
  configuration.imageId IN %images <<use an approved image>>
}`;
const TWO = `rule tagged when resourceType == "AWS::EC2::Instance" { tags.Owner exists <<say who owns it>> }
rule encrypted when resourceType == "AWS::EC2::Volume" { configuration.encrypted == true }`;
const CLAUSES = 'configuration.encrypted == true <<encrypt it>>';

const instance = (more: object) => ({ resourceType: 'AWS::EC2::Instance', ...more });
const volume = (encrypted: boolean) => ({ resourceType: 'AWS::EC2::Volume', configuration: { encrypted } });

/** Guard, item, what AWS Config would say, what Guard says of it. */
const CASES: readonly (readonly [string, string, object, Compliance, readonly string[]])[] = [
  ['an item that complies', IMAGES, instance({ configuration: { imageId: 'ami-2' } }), 'COMPLIANT', []],
  [
    'one that does not',
    IMAGES,
    instance({ configuration: { imageId: 'ami-3' } }),
    'NON_COMPLIANT',
    ['use an approved image'],
  ],
  ['one of another type', IMAGES, { resourceType: 'AWS::S3::Bucket' }, 'NOT_APPLICABLE', []],
  ['one of two rules that complies', TWO, volume(true), 'COMPLIANT', []],
  ['one of two rules that does not', TWO, instance({ tags: {} }), 'NON_COMPLIANT', ['say who owns it']],
  ['clauses without a rule, kept', CLAUSES, volume(true), 'COMPLIANT', []],
  ['clauses without a rule, broken', CLAUSES, volume(false), 'NON_COMPLIANT', ['encrypt it']],
];

it.each(CASES)('tells of %s', (_name, guard, item, expected, messages) => {
  const tests = [{ name: 'item', item: { ...item }, expect: expected }];
  expect(runRuleTests([{ name: 'own', guard, tests }])).toEqual([
    { rule: 'own', test: 'item', expected, actual: expected, messages },
  ]);
});

it('tells what does not parse, and of the others nevertheless', () => {
  const tests = [{ name: 'item', item: instance({ tags: { Owner: 'me' } }), expect: 'COMPLIANT' as const }];
  const results = runRuleTests([
    { name: 'broken', guard: 'rule x {{ foo', tests },
    { name: 'lost', guard: 'rule x when nothere { foo exists }', tests },
    { name: 'sound', guard: TWO, tests },
  ]);
  expect(results.map(({ rule, actual }) => [rule, actual])).toEqual([
    ['broken', null],
    ['lost', null],
    ['sound', 'COMPLIANT'],
  ]);
  expect(results[0]?.messages[0]).toMatch(/line 1 at column 9/);
  expect(results[1]?.messages[0]).toMatch(/nothere/);
});
