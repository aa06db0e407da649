import { expect, it } from 'vitest';
import { inDependencyOrder } from './order.ts';

const node = (id: string, ...dependsOn: readonly string[]) => ({ id, dependsOn });
const order = (...nodes: readonly ReturnType<typeof node>[]) => inDependencyOrder(nodes).map(({ id }) => id);

it.each([
  ['the given order, when nothing depends on anything', [node('b'), node('a')], ['b', 'a']],
  ['dependencies first', [node('a', 'b'), node('b', 'c'), node('c')], ['c', 'b', 'a']],
  ['each once', [node('a', 'c'), node('b', 'c'), node('c')], ['c', 'a', 'b']],
  ['what is not there is no matter', [node('a', 'x')], ['a']],
])('%s', (_, nodes, expected) => {
  expect(order(...nodes)).toEqual(expected);
});

it('a cycle is a bug, and is named', () => {
  expect(() => order(node('a', 'b'), node('b', 'a'))).toThrow('dependency cycle: a → b → a');
});
