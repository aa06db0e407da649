import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDpkgVersions, type DpkgVersion, parseDpkgVersion } from './dpkg-version.ts';

const version = (epoch: string, upstream: string, revision: string): DpkgVersion => ({ epoch, upstream, revision });
const compare = (a: string, b: string) => compareDpkgVersions(parseDpkgVersion(a), parseDpkgVersion(b));

describe('dpkg, by the cases it is tested with itself (t-version.c)', () => {
  it.each([
    { a: version('1', '', ''), b: version('2', '', ''), order: -1 },
    { a: version('0', '1', '1'), b: version('0', '2', '1'), order: -1 },
    { a: version('0', '1', '1'), b: version('0', '1', '2'), order: -1 },
    { a: version('0', '0', '0'), b: version('0', '0', '0'), order: 0 },
    { a: version('0', '0', '00'), b: version('0', '00', '0'), order: 0 },
    { a: version('1', '2', '3'), b: version('1', '2', '3'), order: 0 },
    { a: version('0', '0', '0'), b: version('1', '0', '0'), order: -1 },
    { a: version('0', 'a', '0'), b: version('0', 'b', '0'), order: -1 },
    { a: version('0', '0', 'a'), b: version('0', '0', 'b'), order: -1 },
  ])('$a.epoch:$a.upstream-$a.revision against $b.epoch:$b.upstream-$b.revision', ({ a, b, order }) => {
    expect(compareDpkgVersions(a, b)).toBe(order);
    expect(compareDpkgVersions(b, a)).toBe(order === 0 ? 0 : 1);
  });

  it.each([
    ['0', version('0', '0', '')],
    ['0:0', version('0', '0', '')],
    ['0:0-0', version('0', '0', '0')],
    ['0:0.0-0.0', version('0', '0.0', '0.0')],
    ['1:0', version('1', '0', '')],
    ['5:1', version('5', '1', '')],
    ['0:0-0-0', version('0', '0-0', '0')],
    ['0:0-0-0-0', version('0', '0-0-0', '0')],
    ['0:0:0-0', version('0', '0:0', '0')],
    ['0:0:0:0-0', version('0', '0:0:0', '0')],
    ['0:0:0-0-0', version('0', '0:0-0', '0')],
    ['0:0-0:0-0', version('0', '0-0:0', '0')],
    ['0:09azAZ.-+~:-0', version('0', '09azAZ.-+~:', '0')],
    ['0:0-azAZ09.+~', version('0', '0', 'azAZ09.+~')],
    ['  \t0:0-1', version('0', '0', '1')],
    ['0:0-1\t  ', version('0', '0', '1')],
  ])('reads %j', (text, expected) => {
    const parsed = parseDpkgVersion(text);
    expect({ ...parsed, epoch: parsed.epoch ?? '0', revision: parsed.revision ?? '' }).toEqual(expected);
  });
});

describe('dpkg, as Debian policy says', () => {
  it.each([
    ['1.0~rc1', '1.0'],
    ['1.0~~', '1.0~'],
    ['1.0~', '1.0'],
    ['1.0', '1.0a'],
    ['1.0a', '1.0+'],
    ['1.9', '1.10'],
    ['2.0', '1:1.0'],
    ['3.0.2-0ubuntu1.9', '3.0.2-0ubuntu1.10'],
    ['2.1.0~beta3-0', '2.1.0-6+deb8u1'],
    ['1.0-1~bpo1', '1.0-1'],
  ])('%s is older than %s', (a, b) => {
    expect(compare(a, b)).toBe(-1);
    expect(compare(b, a)).toBe(1);
  });

  const text = fc.string({ unit: fc.constantFrom(...'0129aAz.~+-:'), maxLength: 8 });

  it('puts versions into one order', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const [x = '', y = '', z = ''] = [a, b, c].sort(compare);
        expect(compare(x, y)).toBeLessThanOrEqual(0);
        expect(compare(y, z)).toBeLessThanOrEqual(0);
        expect(compare(x, z)).toBeLessThanOrEqual(0);
        expect(compare(a, b) + compare(b, a)).toBe(0);
      }),
      { numRuns: 10_000 },
    );
  });
});
