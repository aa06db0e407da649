import { describe, expect, it } from 'vitest';
import { withCharges } from '../query/charged.ts';
import type { Engine } from '../query/engine.ts';
import type { Query } from '../query/query.ts';
import { type CostOptions, makeCharges } from './query-cost.ts';
import { makeTerminal } from './terminal.ts';

const scope = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
const aQuery = (sql: string): Query => ({ sql, tables: [], scope, accounts: [], parameters: {} });
const [one, two] = [aQuery('SELECT 1'), aQuery('SELECT 2')];

/** Charges half a dollar for each query, a tenth of it in the end. */
function anEngine(options: CostOptions, price: number | null = 0.5) {
  const said: string[] = [];
  const ran: string[] = [];
  const engine: Engine = {
    name: 'athena',
    prepare: async () => {},
    estimate: async ({ length }) => (price === null ? null : { bytes: length * 2 ** 30, cost: length * price }),
    async run({ sql }) {
      ran.push(sql);
      const statistics = { objects: null, bytes: 2 ** 20, cost: price === null ? null : price / 10 };
      return { columns: [], rows: (async function* () {})(), problems: [], read: [], statistics: () => statistics };
    },
    close: async () => {},
  };
  const err = (text: string): void => void said.push(text.trim());
  const terminal = { ...makeTerminal({ color: false }), isInteractive: false, err };
  return { engine: withCharges(engine, makeCharges(options, terminal)), said, ran };
}

describe('what queries cost', () => {
  it('is said before and after, and not asked about below the limit', async () => {
    const { engine, said, ran } = anEngine({});
    await engine.prepare([one, two]);
    await engine.run(one);
    await engine.run(two);
    await engine.close();
    expect(said).toEqual(['At most 2.0 GB will be read, for $1.00.', '2.0 MB were read, for $0.10.']);
    expect(ran).toEqual(['SELECT 1', 'SELECT 2']);
  });

  it('is asked about above it: where nobody can be asked, nothing is run', async () => {
    const { engine, ran, said } = anEngine({ maxUsd: '0.4' });
    await expect(engine.run(one)).rejects.toMatchObject({
      code: 'not-confirmed',
      message: 'Up to $0.50 would be charged, and nobody can be asked here; nothing was run.',
      hint: 'Say it with --yes, or raise --max-usd.',
    });
    await engine.close();
    expect(ran).toEqual([]);
    expect(said).toEqual(['At most 1.0 GB will be read, for $0.50.']);
  });

  it('is not asked about with --yes', async () => {
    const { engine, ran } = anEngine({ maxUsd: '0', yes: true });
    await engine.run(one);
    expect(ran).toEqual(['SELECT 1']);
  });

  it('is not a word where nobody charges', async () => {
    const { engine, said } = anEngine({ maxUsd: '0' }, null);
    await engine.run(one);
    await engine.close();
    expect(said).toEqual([]);
  });

  it('shows small amounts too', async () => {
    const { engine, said } = anEngine({}, 0.0000477);
    await engine.run(one);
    expect(said).toEqual(['At most 1.0 GB will be read, for $0.00005.']);
  });

  it.each(['', 'much', '-1', 'Infinity'])('has a limit that is an amount, not "%s"', (maxUsd) => {
    expect(() => anEngine({ maxUsd })).toThrow(/no amount of dollars/);
  });
});
