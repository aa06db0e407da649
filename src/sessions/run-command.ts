import pLimit from 'p-limit';
import { MetsukeError } from '../domain/errors.ts';
import type { Instance, Place } from './instance.ts';
import type { CommandRequest, Invocation, SessionsPort } from './ports.ts';

export interface CommandResult {
  readonly instance: Instance;
  readonly status: string;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly port: Pick<SessionsPort, 'sendCommand' | 'readInvocation'>;
  readonly clock: { now(): number; sleep(milliseconds: number): Promise<void> };
  readonly timeoutSeconds: number;
  /** Told each instance as it ends. */
  readonly onResult: (result: CommandResult) => void;
}

/** SendCommand takes so many instance ids. */
const INSTANCES_PER_COMMAND = 50;
const COMMANDS_AT_ONCE = 8;
const INVOCATIONS_AT_ONCE = 8;
const BETWEEN_LOOKS_MS = 2_000;
/** Systems Manager itself needs some time to tell that the time is over. */
const GRACE_MS = 60_000;

/** Runs it on all at once, and waits for each. In the order of the instances. */
export async function runCommand(
  command: string,
  instances: readonly Instance[],
  options: RunOptions,
): Promise<readonly CommandResult[]> {
  const limit = pLimit(COMMANDS_AT_ONCE);
  const batches = batchesOf(instances);
  const results = (await Promise.all(batches.map((batch) => limit(() => runBatch(command, batch, options))))).flat();
  return instances.flatMap((instance) => results.filter((result) => result.instance === instance));
}

/** One for each account, region and kind of shell. */
function batchesOf(instances: readonly Instance[]): readonly (readonly [Instance, ...Instance[]])[] {
  const batches = new Map<string, [Instance, ...Instance[]][]>();
  for (const instance of instances) {
    const key = [instance.account, instance.region, instance.platform].join();
    const ofPlace = batches.get(key) ?? [];
    const last = ofPlace.at(-1);
    if (last && last.length < INSTANCES_PER_COMMAND) last.push(instance);
    else ofPlace.push([instance]);
    batches.set(key, ofPlace);
  }
  return [...batches.values()].flat();
}

async function runBatch(
  command: string,
  batch: readonly [Instance, ...Instance[]],
  options: RunOptions,
): Promise<readonly CommandResult[]> {
  const [place] = batch;
  const request: CommandRequest = {
    documentName: place.platform === 'Windows' ? 'AWS-RunPowerShellScript' : 'AWS-RunShellScript',
    instanceIds: batch.map(({ id }) => id),
    command,
    timeoutSeconds: options.timeoutSeconds,
  };
  try {
    const commandId = await options.port.sendCommand(place, request);
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
  readonly options: RunOptions;
}

async function waitFor(instance: Instance, { commandId, place, options }: Sent): Promise<CommandResult> {
  const { port, clock, timeoutSeconds } = options;
  const last = clock.now() + timeoutSeconds * 1_000 + GRACE_MS;
  for (;;) {
    const invocation = await port.readInvocation(place, commandId, instance.id);
    if (invocation && hasEnded(invocation)) return tell({ instance, ...invocation }, options);
    if (clock.now() >= last) {
      const unknown = { status: 'Unknown', exitCode: null, stdout: '', stderr: 'Systems Manager tells no end of it.' };
      return tell({ instance, ...unknown }, options);
    }
    await clock.sleep(BETWEEN_LOOKS_MS);
  }
}

function hasEnded({ status }: Invocation): boolean {
  return !['Pending', 'InProgress', 'Delayed', 'Cancelling'].includes(status);
}

function tell(result: CommandResult, { onResult }: RunOptions): CommandResult {
  onResult(result);
  return result;
}
