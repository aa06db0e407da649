import { say } from '../domain/say.ts';
import type { Outcome } from '../reports/answer.ts';
import { tryReport, unlessOfOneReport } from '../reports/ask.ts';
import { REPORTS } from '../reports/catalog.ts';
import { countRows, type RowCount } from '../reports/compare.ts';
import type { ReportId } from '../reports/ids.ts';
import { type RuleStates, readRuleStates } from '../reports/pack/rule-states.ts';
import type { Period } from '../reports/period.ts';
import { queriesOf } from '../reports/run.ts';
import type { OpenedEngine } from './open-engine.ts';
import type { Session } from './session.ts';

interface Wanted {
  readonly limit: number;
  /** ISO 8601. */
  readonly now: string;
  /** Of which the rows are counted; null: not asked. */
  readonly before: Period | null;
  /** Of the rules that are ours. */
  readonly resourcePrefix: string;
}

export interface AskedPack {
  readonly outcomes: readonly Outcome[];
  readonly before: ReadonlyMap<ReportId, RowCount> | null;
  /** Null: what AWS Config recorded could not be read. */
  readonly states: RuleStates | null;
}

/** Every report over the period, and how many rows each has in the period before. */
export async function askPack(session: Session, archive: OpenedEngine, wanted: Wanted): Promise<AskedPack> {
  const { engine, scope, accounts, parameters, readVerified } = archive;
  const { limit, now, before } = wanted;
  const during = <T>(what: string, work: () => Promise<T>): Promise<T> => session.progress.during(what, work);
  try {
    const verified = await readVerified();
    const asked = { scope, accounts, parameters };
    await engine.prepare(queriesOf(REPORTS, asked)).catch(unlessOfOneReport);
    const outcomes: Outcome[] = [];
    for (const [index, report] of REPORTS.entries()) {
      const what = say`Report ${index + 1} of ${REPORTS.length}, ${report.id}`;
      outcomes.push(await during(what, () => tryReport(report, engine, { ...asked, limit, now, verified })));
    }
    const states = await during(say`States of rules`, () => readRuleStates(engine, asked, wanted.resourcePrefix)).catch(
      (error: unknown) => {
        unlessOfOneReport(error);
        return null;
      },
    );
    if (before === null) return { outcomes, before, states };
    const then = { ...asked, scope: { ...scope, ...before } };
    await engine.prepare(queriesOf(REPORTS, then)).catch(unlessOfOneReport);
    const counts = new Map<ReportId, RowCount>();
    for (const [index, report] of REPORTS.entries()) {
      const what = say`The period before, report ${index + 1} of ${REPORTS.length}, ${report.id}`;
      counts.set(report.id, await during(what, () => countRows(report, engine, { ...then, now })));
    }
    return { outcomes, before: counts, states };
  } finally {
    await engine.close();
  }
}
