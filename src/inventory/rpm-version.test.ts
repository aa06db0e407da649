import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRpmVersions, compareSegments, parseRpmVersion } from './rpm-version.ts';

/** The cases by which rpm itself is tested (tests/rpmvercmp.at): older, newer or same. */
const CASES = `
1.0 = 1.0|1.0 < 2.0|2.0.1 = 2.0.1|2.0 < 2.0.1|2.0.1a = 2.0.1a|2.0.1 < 2.0.1a
5.5p1 = 5.5p1|5.5p1 < 5.5p2|5.5p10 = 5.5p10|5.5p1 < 5.5p10|10xyz < 10.1xyz
xyz10 = xyz10|xyz10 < xyz10.1|xyz.4 = xyz.4|xyz.4 < 8|xyz.4 < 2
5.5p2 < 5.6p1|5.6p1 < 6.5p1|6.0 < 6.0.rc1|10a1 < 10b2|10a2 < 10b2
1.0aa = 1.0aa|1.0a < 1.0aa|10.0001 = 10.0001|10.0001 = 10.1|10.0001 < 10.0039
4.999.9 < 5.0|20101121 = 20101121|20101121 < 20101122|2_0 = 2_0|2.0 = 2_0
a = a|a+ = a+|a+ = a_|+a = +a|+a = _a|+_ = +_|_+ = +_|_+ = _+|+ = _
1.0~rc1 = 1.0~rc1|1.0~rc1 < 1.0|1.0~rc1 < 1.0~rc2|1.0~rc1~git123 = 1.0~rc1~git123|1.0~rc1~git123 < 1.0~rc1
1.0^ = 1.0^|1.0 < 1.0^|1.0^git1 = 1.0^git1|1.0 < 1.0^git1|1.0^git1 < 1.0^git2|1.0^git1 < 1.01
1.0^20160101 = 1.0^20160101|1.0^20160101 < 1.0.1|1.0^20160101^git1 = 1.0^20160101^git1
1.0^20160101^git1 < 1.0^20160102|1.0~rc1^git1 = 1.0~rc1^git1|1.0~rc1 < 1.0~rc1^git1
1.0^git1~pre = 1.0^git1~pre|1.0^git1~pre < 1.0^git1
1b.fc17 = 1b.fc17|1b.fc17 < 1.fc17|1g.fc17 = 1g.fc17|1.fc17 < 1g.fc17
1.1.α = 1.1.α|1.1.α = 1.1.β|1.1.αα = 1.1.α|1.1.α = 1.1.ββ|1.1.ββ = 1.1.αα
`
  .trim()
  .split(/[\n|]/)
  .map((line) => line.split(' '));

describe('rpm', () => {
  it.each(CASES)('%s %s %s', (a = '', relation, b = '') => {
    const expected = relation === '=' ? 0 : -1;
    expect(compareSegments(a, b)).toBe(expected);
    expect(compareSegments(b, a)).toBe(expected === 0 ? 0 : 1);
  });

  it.each([
    ['1:1.0-1', '2.0-1', 1],
    ['0:1.0-1', '1.0-1', 0],
    ['1.0-1.amzn2023', '1.0-2.amzn2023', -1],
    ['3.0.8-1.amzn2023.0.3', '3.0.8-1.amzn2023.0.10', -1],
    ['1.0-9', '1.0.1-1', -1],
    ['1.0', '1.0-1', -1],
  ])('%s and %s: epoch, then version, then release', (a, b, expected) => {
    expect(compareRpmVersions(parseRpmVersion(a), parseRpmVersion(b))).toBe(expected);
  });

  const text = fc.string({ unit: fc.constantFrom(...'0123aAb.~^-_+'), maxLength: 8 });
  const compare = (a: string, b: string) => compareRpmVersions(parseRpmVersion(a), parseRpmVersion(b));

  it('says the opposite when asked the other way round', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(compare(a, b) + compare(b, a)).toBe(0);
        expect(compare(a, a)).toBe(0);
      }),
      { numRuns: 3_000 },
    );
  });

  it('puts versions into one order', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const [x = '', y = '', z = ''] = [a, b, c].sort(compare);
        expect(compare(x, y)).toBeLessThanOrEqual(0);
        expect(compare(y, z)).toBeLessThanOrEqual(0);
        expect(compare(x, z)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 10_000 },
    );
  });
});
