import { expect, it } from 'vitest';
import { listAll } from './pages.ts';
import { answering } from './support/fakes.ts';

it('goes on after an empty page while there is a token', async () => {
  const read = answering({ items: [1], next: 'a' }, { items: undefined, next: 'b' }, { items: [2], next: undefined });
  await expect(listAll(read)).resolves.toEqual([1, 2]);
  expect(read.inputs).toEqual([undefined, 'a', 'b']);
});

it('takes an empty token for the end', async () => {
  await expect(listAll(answering({ items: [1], next: '' }))).resolves.toEqual([1]);
});
