import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/json.ts';
import { diffValues } from './value-diff.ts';

describe('differences are told at the deepest path', () => {
  it.each<[string, Json | undefined, Json | undefined, readonly [string, string | null, string | null][]]>([
    ['nothing', { a: 1 }, { a: 1 }, []],
    ['another order of keys is nothing', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a deep value', { a: { b: [{ c: 365 }] } }, { a: { b: [{ c: 730 }] } }, [['a.b[0].c', '365', '730']]],
    ['a key that came', {}, { a: true }, [['a', null, 'true']]],
    ['a key that went', { a: 'x' }, {}, [['a', 'x', null]]],
    [
      'words that came and went',
      { a: ['x', 'y'] },
      { a: ['y', 'z'] },
      [
        ['a', 'x', null],
        ['a', null, 'z'],
      ],
    ],
    ['words in another order', { a: ['x', 'y'] }, { a: ['y', 'x'] }, [['a', '["x","y"]', '["y","x"]']]],
    ['an object that came to a list', { a: [{ b: 1 }] }, { a: [{ b: 1 }, { b: 2 }] }, [['a[1]', null, '{"b":2}']]],
    ['a function is one value', { a: { Ref: 'X' } }, { a: { Ref: 'Y' } }, [['a', '{"Ref":"X"}', '{"Ref":"Y"}']]],
    ['another kind', { a: [1] }, { a: { b: 1 } }, [['a', '[1]', '{"b":1}']]],
    [
      'an address is not shown',
      { a: 'x' },
      { a: 'mailto:some.one+tag@mail.example.com' },
      [['a', 'x', 'mailto:(hidden)']],
    ],
    ['nothing at all before', undefined, 'x', [['', null, 'x']]],
  ])('%s', (_, from, to, expected) => {
    expect(diffValues(from, to).map((change) => [change.path, change.from, change.to])).toEqual(expected);
  });

  it('are none if and only if the values are the same', () => {
    const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(diffValues(a, structuredClone(a))).toEqual([]);
        const same = JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b));
        expect(diffValues(a, b).length === 0).toBe(same);
      }),
      { numRuns: 500 },
    );
  });
});

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]): [string, Json] => [key, sortKeys(item as Json)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
