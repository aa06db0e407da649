import type { CostEstimate, Engine, Statistics } from './engine.ts';
import type { Query } from './query.ts';

export interface Charges {
  /** Before anything is run. Throws when the person does not want it. */
  readonly agree: (estimate: CostEstimate) => Promise<void>;
  /** Everything that was charged, at the end. */
  readonly tell: (total: CostEstimate) => void;
}

/** An engine that says what queries cost before the first of them is run, and what they did cost when it is closed. */
export function withCharges(engine: Engine, { agree, tell }: Charges): Engine {
  const agreed = new Set<string>();
  const results: (() => Statistics)[] = [];
  const agreeOn = async (queries: readonly Query[]): Promise<void> => {
    const open = queries.filter((query) => !agreed.has(keyOf(query)));
    if (open.length === 0) return;
    const estimate = await engine.estimate(open);
    if (estimate !== null) await agree(estimate);
    for (const query of open) agreed.add(keyOf(query));
  };
  return {
    ...engine,
    async prepare(queries) {
      await agreeOn(queries);
      await engine.prepare(queries);
    },
    async run(query) {
      await agreeOn([query]);
      const result = await engine.run(query);
      results.push(result.statistics);
      return result;
    },
    async close() {
      await engine.close();
      const total = totalOf(results.map((statistics) => statistics()));
      if (total !== null) tell(total);
    },
  };
}

function keyOf({ sql, scope }: Query): string {
  return JSON.stringify([sql, scope]);
}

function totalOf(statistics: readonly Statistics[]): CostEstimate | null {
  const charged = statistics.flatMap(({ bytes, cost }) => (cost === null ? [] : [{ bytes: bytes ?? 0, cost }]));
  if (charged.length === 0) return null;
  return charged.reduce((all, one) => ({ bytes: all.bytes + one.bytes, cost: all.cost + one.cost }));
}
