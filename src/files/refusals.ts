import { say } from '../domain/say.ts';
import { visible } from '../domain/text/visible.ts';

/** Names of others that were left out for one reason. */
export interface Refusal {
  /** The first of them, as people may read it. */
  readonly key: string;
  /** In words that follow the key. */
  readonly problem: string;
  readonly count: number;
}

/** What a command left out because of its name or its kind. Bounded: others decide how many there are. */
export interface Refusals {
  add(key: string, problem: string): void;
  /** One for each reason. */
  list(): readonly Refusal[];
}

/** So many names are known again when they are met a second time; later ones are counted each time. */
const REMEMBERED = 10_000;

export function makeRefusals(): Refusals {
  const seen = new Set<string>();
  const reasons = new Map<string, { readonly key: string; count: number }>();
  return {
    add(key, problem) {
      if (seen.has(key)) return;
      if (seen.size < REMEMBERED) seen.add(key);
      const known = reasons.get(problem) ?? { key: visible(key), count: 0 };
      known.count += 1;
      reasons.set(problem, known);
    },
    list: () => [...reasons].map(([problem, { key, count }]) => ({ key, problem, count })),
  };
}

/** For lists of what is missing: the first of each reason, which says how many others there are. */
export function refusalProblems(
  refusals: readonly Refusal[],
): readonly { readonly key: string; readonly problem: string }[] {
  return refusals.map(({ key, problem, count }) => ({
    key,
    problem: count > 1 ? say`${problem} (and ${count - 1} more like it)` : problem,
  }));
}
