import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, overlap } from './action-pattern.ts';

describe('two patterns', () => {
  it.each([
    ['s3:*', 's3:ListAllMyBuckets', true],
    ['s3:Get*', 's3:*Acl', true],
    ['s3:Get*', 's3:Put*', false],
    ['s3:*', 's3files:*', false],
    ['cloudwatch:Describe*', 'cloudwatch:*Alarm*', true],
    ['lambda:GetFunction', 'LAMBDA:getfunction', true],
    ['lambda:?etFunction', 'lambda:Get*', true],
    ['lambda:?etFunction', 'lambda:etFunction', false],
    ['lambda:**', 'lambda:', true],
    ['', '**', true],
    ['', '?', false],
  ])('%s and %s have an action in common: %s', (a, b, expected) => {
    expect(overlap(a, b)).toBe(expected);
    expect(overlap(b, a)).toBe(expected);
  });

  it.each([
    ['s3:*', 's3:Get*', true],
    ['s3:Get*', 's3:*', false],
    ['s3:G?t', 's3:Get', true],
    ['s3:G?t', 's3:G*t', false],
    ['a.b:*', 'axb:Get', false],
    ['S3:GET*', 's3:GetObject', true],
  ])('%s names all that %s names: %s', (wide, narrow, expected) => {
    expect(covers(wide, narrow)).toBe(expected);
  });

  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });

  it('overlap wherever a text matches both; what is covered is matched by the wide one', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (a, b, action) => {
        if (covers(a, action) && covers(b, action)) expect(overlap(a, b)).toBe(true);
        if (covers(a, b) && covers(b, action)) expect(covers(a, action)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('overlap nowhere else: of short patterns, by trying every text', () => {
    const texts = Array.from({ length: 8 }, (_, length) => everyText(length)).flat();
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 3 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(overlap(a, b)).toBe(texts.some((one) => covers(a, one) && covers(b, one)));
      }),
      { numRuns: 300 },
    );
  });
});

function everyText(length: number): readonly string[] {
  return length === 0 ? [''] : everyText(length - 1).flatMap((start) => [`${start}a`, `${start}b`]);
}
