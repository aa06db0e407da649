import { describe, expect, it } from 'vitest';
import { countOf, duration, listOrCount } from './phrases.ts';

describe('text', () => {
  it.each([
    [0, '0 accounts'],
    [1, '1 account'],
    [2, '2 accounts'],
  ])('counts %i: %s', (count, text) => {
    expect(countOf(count, 'account')).toBe(text);
  });

  it('names a few and counts many', () => {
    expect(listOrCount(['dev', 'stg'], 2, 'accounts')).toBe('dev, stg');
    expect(listOrCount(['dev', 'stg', 'prod'], 2, 'accounts')).toBe('3 accounts');
  });

  it.each([
    [400, '0 s'],
    [59_000, '59 s'],
    [65_000, '1 m 05 s'],
    [3_600_000, '60 m 00 s'],
  ])('%i milliseconds are %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });
});
