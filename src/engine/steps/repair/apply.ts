import { MetsukeError } from '../../../domain/errors.ts';
import { say } from '../../../domain/say.ts';
import { adviceFor } from '../../apply/advice.ts';
import { type ApplyContext, outcome } from '../../apply/context.ts';
import { workOnEach } from '../../apply/each-target.ts';
import { followOperation, startOperation } from '../../apply/operation.ts';
import type { Failure, StepOutcome } from '../../events.ts';
import type { AccountPorts } from '../../observe/ports.ts';
import { groupTargets } from '../stack-set/apply.ts';
import { commandByHand } from './by-hand.ts';
import type { RepairStep, RepairTarget } from './step.ts';

/** Puts back what was changed behind CloudFormation's back. Repeating it changes nothing. */
export async function applyRepair(step: RepairStep, context: ApplyContext): Promise<StepOutcome> {
  const failures = [...(await workOnEach(step, context, (target) => tryTarget(step, target, context)))];
  if (step.way === 'create-anew' && !context.signal.aborted) {
    const isReady = ({ account, region }: RepairTarget): boolean =>
      !failures.some((failure) => failure.account === account && failure.region === region);
    failures.push(...(await createAnew(step, step.targets.filter(isReady), context)));
  }
  if (context.signal.aborted) return outcome('interrupted', failures);
  return outcome(failures.length > 0 ? 'failed' : 'done', failures);
}

async function tryTarget(step: RepairStep, target: RepairTarget, { ports }: ApplyContext): Promise<Failure | null> {
  const { account, region } = target;
  try {
    await work(target, account === step.ownAccount ? ports : ports.inAccount(account, step.throughRole));
    return null;
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    const advice = error.hint ?? adviceFor(error.message);
    const command = step.way === 'revert-drift' && error.code === 'stack-failed' ? commandByHand(target) : undefined;
    if (command === undefined) return { account, region, reason: error.message, advice };
    const byHand = say`Put it back by the API of the service, with the role ${step.throughRole} of the account, which the guardrails let do so:`;
    return { account, region, reason: error.message, advice: byHand, command };
  }
}

async function work(
  { repair, region }: RepairTarget,
  { stacks, recordings }: Pick<AccountPorts, 'stacks' | 'recordings'>,
): Promise<void> {
  switch (repair.way) {
    case 'start':
      return recordings.start(repair.part, repair.name, region);
    case 'continue-rollback':
      return stacks.continueRollback(repair.stack, region);
    case 'revert-drift':
      await stacks.revertDrift(repair.stack, region);
      return;
    case 'create-anew':
      // What is left of it; the stack set does the rest.
      if (repair.stack !== null) await stacks.delete(repair.stack, region);
      return;
    default:
      repair satisfies never;
  }
}

/** The stack set forgets the stacks that are gone, and deploys new ones: an instance keeps to the stack that it once had. */
async function createAnew(
  step: RepairStep,
  targets: readonly RepairTarget[],
  context: ApplyContext,
): Promise<readonly Failure[]> {
  const [stackSet] = targets.flatMap(({ repair }) => (repair.way === 'create-anew' ? [repair.stackSet] : []));
  if (stackSet === undefined) return [];
  const failures: Failure[] = [];
  const { stackSets } = context.ports;
  for (const group of groupTargets(targets, step.units)) {
    const operate = async (start: () => Promise<string>): Promise<boolean> => {
      if (context.signal.aborted) return false;
      const operationId = await startOperation(stackSet, context, start);
      const { results } = await followOperation(stackSet, operationId, context, () => {});
      const failed = results.filter(({ status }) => status !== 'SUCCEEDED');
      for (const { account, region, status, reason } of failed) {
        const words = reason ?? say`CloudFormation ended with ${status} and gave no reason.`;
        const failure = { account, region, reason: words, advice: adviceFor(words) };
        failures.push(failure);
        context.emit({ type: 'target-failed', step: step.id, failure });
      }
      return failed.length === 0;
    };
    const forgotten = await operate(() =>
      stackSets.deleteInstances(stackSet, group, step.preferences, { retainStacks: true }),
    );
    if (forgotten) await operate(() => stackSets.createInstances(stackSet, group, step.preferences));
  }
  return failures;
}
