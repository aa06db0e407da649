import type { PackInput } from '../../src/reports/pack/input.ts';
import { anyReader } from '../../src/reports/render/reader.ts';

/** Of October, over all accounts, without a comparison. */
export function aPack(changes: Partial<PackInput> = {}): PackInput {
  return {
    outcomes: [],
    period: {
      name: '2026-10',
      from: '2026-10-01T00:00:00Z',
      to: '2026-11-01T00:00:00Z',
      before: { from: '2026-09-01T00:00:00Z', to: '2026-10-01T00:00:00Z' },
    },
    before: null,
    scope: { units: [], accounts: null },
    reader: anyReader('en'),
    madeAt: '2026-11-01T00:00:00.000Z',
    source: 'here',
    version: '1',
    ...changes,
  };
}
