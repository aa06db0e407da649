import { expect, it } from 'vitest';
import { mutationsOf, sample } from './mutate.mjs';

/** The source as each mutation leaves it. */
function mutated(source) {
  return mutationsOf(source).map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));
}

it.each([
  ['a === b', ['a !== b']],
  ['(a) && (b)', ['(a) || (b)']],
  ['a ?? b', ['b']],
  ['!a', ['(a)']],
  ['a ? b : c', ['!(a) ? b : c']],
  ['if (a) b;', ['if (!(a)) b;']],
  ['a.some(b)', ['a.every(b)', ';']],
  ['a.filter(b).c', ['a.c']],
  ['await a.b();', [';']],
  ['const a: 1 | 2 = 1', ['const a: 1 | 2 = 2']],
  ["import { a } from 'a'", []],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  ['const a = say`${b === c}`', []],
])('changes %s', (source, changes) => {
  expect(mutated(source).sort()).toEqual(changes.sort());
});

it('chooses the same ones for the same seed, each once', () => {
  const all = Array.from({ length: 100 }, (_, index) => index);
  const chosen = sample(all, 20, 5);
  expect(sample(all, 20, 5)).toEqual(chosen);
  expect(new Set(chosen).size).toBe(20);
  expect(sample(all, 20, 6)).not.toEqual(chosen);
});
