import { Interruption, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import type { OperationResult, StackSetOperation } from '../observe/ports.ts';
import type { RunContext } from './context.ts';

type OperationContext = Pick<RunContext, 'ports' | 'clock' | 'signal' | 'emit'>;

const FIRST_POLL_MS = 100;
const LONGEST_POLL_MS = 5_000;
/** Listing results costs a call per 100 accounts: with many accounts not at every poll. */
const FEW_RESULTS = 200;
const POLLS_PER_LISTING = 4;

/** What came of an operation, per account × region. */
export interface FinishedOperation {
  readonly operation: StackSetOperation;
  readonly results: readonly OperationResult[];
}

/** Starts an operation; waits first for one that is at work on the same stack set: CloudFormation takes one at a time. */
export async function startOperation(
  stackSet: string,
  context: OperationContext,
  start: () => Promise<string>,
): Promise<string> {
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof MetsukeError && error.code === 'operation-in-progress')) throw error;
      context.emit({ type: 'waiting', what: say`another operation works on ${stackSet}` });
      await waitUntilIdle(stackSet, context);
      if (context.signal.aborted) throw new Interruption('Interrupted.');
    }
  }
}

/** Resolves when no operation works on the stack set: one that a killed run started goes on in AWS. */
export async function waitUntilIdle(stackSet: string, context: Omit<OperationContext, 'emit'>): Promise<void> {
  const { ports, clock, signal } = context;
  for (const delay of pollDelays()) {
    if (signal.aborted) return;
    if ((await ports.stackSets.listUnfinishedOperations(stackSet)).length === 0) return;
    await clock.sleep(delay, signal);
  }
}

/** Waits for the end of an operation. Interrupted, it asks CloudFormation to stop and waits for that. */
export async function followOperation(
  stackSet: string,
  operationId: string,
  context: OperationContext,
  onResults: (results: readonly OperationResult[]) => void,
): Promise<FinishedOperation> {
  const { ports, clock, signal } = context;
  let asked = false;
  let polls = 0;
  let expected = 0;
  for (const delay of pollDelays()) {
    if (signal.aborted && !asked) {
      asked = true;
      await stop(stackSet, operationId, context);
    }
    const withResults = expected <= FEW_RESULTS || polls % POLLS_PER_LISTING === 0;
    const look = await unlessInterrupted(() => lookAt(stackSet, operationId, { ports, withResults }));
    if (look === null) continue;
    const { operation, results } = look;
    if (results !== null) {
      expected = results.length;
      onResults(results);
      if (isEnded(operation)) return { operation, results };
    }
    polls += 1;
    // After a stop the signal is aborted for good: sleep without it, or this would spin.
    await clock.sleep(delay, asked ? undefined : signal);
  }
  throw new Error('unreachable: the delays never end');
}

async function lookAt(
  stackSet: string,
  operationId: string,
  { ports, withResults }: Pick<OperationContext, 'ports'> & { readonly withResults: boolean },
) {
  const operation = await ports.stackSets.readOperation(stackSet, operationId);
  const isWanted = withResults || isEnded(operation);
  return { operation, results: isWanted ? await ports.stackSets.listOperationResults(stackSet, operationId) : null };
}

/** Null: while AWS was waited for, the run was interrupted. CloudFormation is to be asked to stop before the next look. */
async function unlessInterrupted<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Interruption) return null;
    throw error;
  }
}

function isEnded({ status }: StackSetOperation): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED' || status === 'STOPPED';
}

async function stop(stackSet: string, operationId: string, { ports }: OperationContext): Promise<void> {
  try {
    await ports.stackSets.stopOperation(stackSet, operationId);
  } catch (error) {
    // It ended in the meantime: AWS refuses to stop what is not running.
    if (!(error instanceof MetsukeError)) throw error;
  }
}

function* pollDelays(): Generator<number, never> {
  let delay = FIRST_POLL_MS;
  for (;;) {
    yield delay;
    delay = Math.min(delay * 1.4, LONGEST_POLL_MS);
  }
}
