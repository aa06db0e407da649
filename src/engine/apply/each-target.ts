import pLimit from 'p-limit';
import type { Failure } from '../events.ts';
import type { InstanceChange } from '../steps/change.ts';
import type { Step } from '../steps/step.ts';
import type { ApplyContext } from './context.ts';

/** Calls that are over in a second: more at once would only be throttled. */
const TARGETS_AT_ONCE = 24;

/** Works on every target of the step until the run is interrupted, and tells how far it is. `work` answers what went wrong. */
export async function workOnEach<Target extends InstanceChange>(
  { id, targets }: Pick<Step, 'id'> & { readonly targets: readonly Target[] },
  { signal, emit }: ApplyContext,
  work: (target: Target) => Promise<Failure | null>,
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  let done = 0;
  const limit = pLimit(TARGETS_AT_ONCE);
  const one = async (target: Target): Promise<void> => {
    if (signal.aborted) return;
    const failure = await work(target);
    if (failure === null) done += 1;
    else {
      failures.push(failure);
      emit({ type: 'target-failed', step: id, failure });
    }
    emit({ type: 'step-progress', step: id, progress: { total: targets.length, done, failed: failures.length } });
  };
  await Promise.all(targets.map((target) => limit(() => one(target))));
  return failures;
}
