import { createHash } from 'node:crypto';

/** Chance that comes out the same whenever the seed is the same. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from 0 to below the limit. */
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
  chance(probability: number): boolean;
  hex(length: number): string;
  uuid(): string;
  /** Upper case letters and digits, as in ids of AWS. */
  id(length: number): string;
}

/** sfc32 over the SHA-256 of what it is for: any two purposes have nothing to do with each other. */
export function makeRandom(...purpose: readonly (string | number)[]): Random {
  const seed = createHash('sha256').update(purpose.join('\n')).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => seed.readUInt32LE(at)) as [number, number, number, number];
  const bits = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  const next = (): number => bits() / 0x1_0000_0000;
  const below = (limit: number): number => Math.floor(next() * limit);
  const letters = (alphabet: string, length: number): string => {
    let text = '';
    while (text.length < length) text += alphabet[below(alphabet.length)];
    return text;
  };
  const hex = (length: number): string => letters('0123456789abcdef', length);
  return {
    next,
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
    chance: (probability) => next() < probability,
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    id: (length) => letters('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', length),
  };
}
