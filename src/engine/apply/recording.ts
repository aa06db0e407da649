import { MetsukeError } from '../../domain/errors.ts';
import type { Failure, StepOutcome } from '../events.ts';
import type { RecordingStep } from '../plan/plan.ts';
import { adviceFor } from './advice.ts';
import { type ApplyContext, outcome } from './context.ts';
import { workOnEach } from './each-target.ts';

/** Starts what was stopped, and closes the entries that led there. Repeating it changes nothing. */
export async function applyRecording(step: RecordingStep, context: ApplyContext): Promise<StepOutcome> {
  const failures = await workOnEach(step, context, (target) => tryPlace(step, target, context));
  if (context.signal.aborted) return outcome('interrupted', failures);
  const unclosed = failures.length === 0 ? await closeEntries(step, context) : [];
  const all = [...failures, ...unclosed];
  return outcome(all.length > 0 ? 'failed' : 'done', all);
}

async function tryPlace(
  step: RecordingStep,
  { account, region, part, name }: RecordingStep['targets'][number],
  { ports }: ApplyContext,
): Promise<Failure | null> {
  const { recordings } = account === step.ownAccount ? ports : ports.inAccount(account, step.throughRole);
  try {
    await recordings.start(part, name, region);
    return null;
  } catch (error) {
    return failureOf(error, account, region);
  }
}

/** What is not closed is asked about once more by the next plan: that costs calls, and nothing else. */
async function closeEntries(
  { closes, throughRole }: RecordingStep,
  { ports }: ApplyContext,
): Promise<readonly Failure[]> {
  if (closes === null) return [];
  const { disturbances } = ports.inAccount(closes.account, throughRole);
  try {
    await Promise.all(closes.entries.map((entry) => disturbances.close(closes.name, closes.region, entry)));
    return [];
  } catch (error) {
    return [failureOf(error, closes.account, closes.region)];
  }
}

function failureOf(error: unknown, account: Failure['account'], region: string): Failure {
  if (!(error instanceof MetsukeError)) throw error;
  return { account, region, reason: error.message, advice: error.hint ?? adviceFor(error.message) };
}
