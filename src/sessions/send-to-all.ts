import pLimit from 'p-limit';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { Instance, Place } from './instance.ts';
import type { CommandRequest, Invocation, SessionsPort } from './ports.ts';

export interface CommandResult {
  readonly instance: Instance;
  /** In the words of Systems Manager; `NotSent` and `Unknown` are ours. */
  readonly status: string;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SendOptions {
  readonly port: Pick<SessionsPort, 'sendCommand' | 'readInvocation'>;
  readonly clock: { now(): number; sleep(milliseconds: number): Promise<void> };
  /** How long an instance is waited for. */
  readonly waitSeconds: number;
  readonly betweenLooksMs: number;
  /** Told each instance as it ends. */
  readonly onResult: (result: CommandResult) => void;
}

/** SendCommand takes so many instance ids. */
export const INSTANCES_PER_COMMAND = 50;
const INVOCATIONS_AT_ONCE = 8;
/** Systems Manager itself needs some time to tell that the time is over. */
const GRACE_MS = 60_000;

/** At most `INSTANCES_PER_COMMAND` of them, all of one place. */
export type Batch = readonly [Instance, ...Instance[]];

/** One command to all of them, and waits for each. A place that refuses it is the result of each of its instances. */
export async function sendToAll(
  request: Omit<CommandRequest, 'instanceIds'>,
  batch: Batch,
  options: SendOptions,
): Promise<readonly CommandResult[]> {
  const [place] = batch;
  try {
    const commandId = await options.port.sendCommand(place, { ...request, instanceIds: batch.map(({ id }) => id) });
    const limit = pLimit(INVOCATIONS_AT_ONCE);
    return await Promise.all(batch.map((instance) => limit(() => waitFor(instance, { commandId, place, options }))));
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    const refused = { status: 'NotSent', exitCode: null, stdout: '', stderr: error.message };
    return batch.map((instance) => tell({ instance, ...refused }, options));
  }
}

interface Sent {
  readonly commandId: string;
  readonly place: Place;
  readonly options: SendOptions;
}

async function waitFor(instance: Instance, { commandId, place, options }: Sent): Promise<CommandResult> {
  const { port, clock, waitSeconds, betweenLooksMs } = options;
  const last = clock.now() + waitSeconds * 1_000 + GRACE_MS;
  for (;;) {
    const invocation = await port.readInvocation(place, commandId, instance.id);
    if (invocation && hasEnded(invocation)) return tell({ instance, ...invocation }, options);
    if (clock.now() >= last) {
      const unknown = {
        status: 'Unknown',
        exitCode: null,
        stdout: '',
        stderr: say`Systems Manager did not report that the command ended.`,
      };
      return tell({ instance, ...unknown }, options);
    }
    await clock.sleep(betweenLooksMs);
  }
}

function hasEnded({ status }: Invocation): boolean {
  return !['Pending', 'InProgress', 'Delayed', 'Cancelling'].includes(status);
}

function tell(result: CommandResult, { onResult }: SendOptions): CommandResult {
  onResult(result);
  return result;
}
