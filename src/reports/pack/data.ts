import { isAnswered, resultOf } from '../answer.ts';
import { rowsOf } from '../compare.ts';
import { isOfFindings } from '../render/severity-words.ts';
import { beforeOf } from './counts.ts';
import type { PackInput } from './input.ts';
import { judge } from './verdict.ts';

const VERSION = 1;

/** What the cover and the summary say, for programs: `pack.json`. */
export function packAsData(input: PackInput) {
  const { outcomes, period, before, scope, reader, madeAt, source, version } = input;
  const { kind, basis = null } = judge(outcomes);
  return {
    format: 'metsuke-pack',
    version: VERSION,
    name: period.name,
    period: { from: period.from, to: period.to },
    before: before === null ? null : period.before,
    timeZone: reader.timeZone,
    units: scope.units,
    accounts: scope.accounts,
    source,
    madeAt,
    metsukeVersion: version,
    verdict: kind,
    basis,
    reports: outcomes.map((outcome) => ({
      report: outcome.report.id,
      severity: outcome.report.severity,
      isOfFindings: isOfFindings(outcome.report),
      result: resultOf(outcome),
      ...(isAnswered(outcome) ? {} : { reason: outcome.reason }),
      now: rowsOf(outcome),
      before: before === null ? null : beforeOf(outcome, before),
    })),
  };
}
