import type { Basis } from '../../src/reports/basis.ts';

/** Of an answer for which all was read. */
export function aBasis(changes: Partial<Basis> = {}): Basis {
  return {
    period: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
    notOverAt: null,
    accounts: null,
    regions: null,
    engine: 'duckdb',
    tables: [{ table: 'cloudtrail', objects: 7, events: 42, copies: 0 }],
    gaps: [],
    skipped: [],
    ...changes,
  };
}
