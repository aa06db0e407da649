/** At most so many pieces of work at a time, however many ask. */
export interface Pool {
  /** Runs the work when there is room, and gives its result. */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
}

export function makePool(size: number): Pool {
  let free = size;
  const waiting: (() => void)[] = [];
  return {
    async run(work) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
  };
}

/** Maps a stream in its order, with so many items under way ahead of the reader. */
export async function* mapInOrder<In, Out>(
  items: AsyncIterable<In> | Iterable<In>,
  ahead: number,
  map: (item: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const underway: Promise<Out>[] = [];
  for await (const item of items) {
    const result = map(item);
    // Whoever reads meets the error in its turn; until then it is nobody's unhandled rejection.
    result.catch(() => {});
    underway.push(result);
    const first = underway.length >= ahead ? underway.shift() : undefined;
    if (first) yield await first;
  }
  for (const result of underway) yield await result;
}

/** Work that nobody waits for one by one: `add` waits while too much is under way, `done` for all of it. */
export interface Backlog {
  add(work: () => Promise<void>): Promise<void>;
  done(): Promise<void>;
}

export function makeBacklog(size: number): Backlog {
  let underway = 0;
  let failure: { readonly error: unknown } | null = null;
  let wake = (): void => {};
  const fewerThan = async (limit: number): Promise<void> => {
    while (underway >= limit) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failure) throw failure.error;
  };
  const start = async (work: () => Promise<void>): Promise<void> => {
    underway += 1;
    try {
      await work();
    } catch (error) {
      failure ??= { error };
    }
    underway -= 1;
    wake();
  };
  return {
    async add(work) {
      await fewerThan(size);
      start(work);
    },
    done: () => fewerThan(1),
  };
}
