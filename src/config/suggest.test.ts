import { describe, expect, it } from 'vitest';
import { closest, editDistance } from './suggest.ts';

describe('closest', () => {
  it.each([
    ['loging', ['audit', 'log', 'dev'], 'log'],
    ['lgo', ['dev', 'log'], 'log'],
    ['PROD', ['dev', 'prod'], 'prod'],
    ['production', ['dev', 'prod'], 'prod'],
    ['dev3', ['dev1', 'dev2', 'dev'], 'dev1'],
    ['stg', ['log', 'dev'], undefined],
    ['x', ['audit'], undefined],
    ['', ['a', 'dev'], undefined],
    ['b', ['a', 'c'], undefined],
    ['log', [], undefined],
  ])('to %o of %o is %o', (text, candidates, expected) => {
    expect(closest(text, candidates)).toBe(expected);
  });
});

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['kitten', 'sitting', 3],
  ])('from %o to %o is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});
