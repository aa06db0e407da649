import type { Row } from '../../src/query/engine.ts';
import type { Answer } from '../../src/reports/answer.ts';
import type { Basis } from '../../src/reports/basis.ts';
import { reportById } from '../../src/reports/catalog.ts';
import type { ReportId } from '../../src/reports/ids.ts';
import type { PackInput } from '../../src/reports/pack/input.ts';
import { anyReader } from '../../src/reports/render/reader.ts';
import type { Report } from '../../src/reports/report.ts';
import { aBasis } from './basis.ts';

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
    controls: null,
    exceptions: null,
    scope: { units: [], accounts: null },
    reader: anyReader('en'),
    madeAt: '2026-11-01T00:00:00.000Z',
    source: 'here',
    version: '1',
    ...changes,
  };
}

/** Of a report over CloudTrail for which all was read. */
export function anAnswer(id: ReportId, rows: readonly Row[], basis: Partial<Basis> = {}): Answer {
  const report = reportById(id) as Report;
  const whole = aBasis({ verified: null, ...basis });
  return {
    report,
    columns: report.columns,
    rows,
    isCut: false,
    period: whole.period,
    engine: 'duckdb',
    problems: [],
    statistics: { objects: 1, bytes: 1, cost: null },
    basis: whole,
  };
}
