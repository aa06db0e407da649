import { say } from '../../domain/say.ts';
/** What is being read, and how much of it is there: `accounts, stack sets 3 of 12`. */
export interface Readings {
  /** The answer is called when it has been read. */
  add(what: string): () => void;
  text(): string;
  isEmpty(): boolean;
}

export function makeReadings(): Readings {
  const counts = new Map<string, { done: number; total: number }>();
  return {
    add(what) {
      const count = counts.get(what) ?? { done: 0, total: 0 };
      counts.set(what, count);
      count.total += 1;
      return () => {
        count.done += 1;
        if (count.done === count.total) counts.delete(what);
      };
    },
    text: () =>
      [...counts].map(([what, { done, total }]) => (total === 1 ? what : say`${what} ${done} of ${total}`)).join(', '),
    isEmpty: () => counts.size === 0,
  };
}
