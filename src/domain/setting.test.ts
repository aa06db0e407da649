import { expect, it } from 'vitest';
import { readMemory } from './setting.ts';

it('a memory is read as it was written', () => {
  expect(readMemory('{"ebsEncryption":false,"tokens":"optional"}')).toEqual({
    ebsEncryption: false,
    tokens: 'optional',
  });
});

it.each(['', 'gone', '[]', '"text"', 'null', '{'])('a memory that says %j is none', (text) => {
  expect(readMemory(text)).toBeNull();
});

it('a memory names nothing that every object has', () => {
  expect(readMemory('{"constructor":1,"__proto__":{"a":1},"toString":2,"b":3}')).toEqual({ b: 3 });
});
