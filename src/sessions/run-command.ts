import pLimit from 'p-limit';
import type { Instance } from './instance.ts';
import type { CommandRequest } from './ports.ts';
import { type Batch, type CommandResult, INSTANCES_PER_COMMAND, type SendOptions, sendToAll } from './send-to-all.ts';

export interface RunOptions extends Omit<SendOptions, 'waitSeconds' | 'betweenLooksMs'> {
  readonly timeoutSeconds: number;
}

const COMMANDS_AT_ONCE = 8;
const BETWEEN_LOOKS_MS = 2_000;

/** Runs it on all at once, and waits for each. In the order of the instances. */
export async function runCommand(
  command: string,
  instances: readonly Instance[],
  { timeoutSeconds, ...options }: RunOptions,
): Promise<readonly CommandResult[]> {
  const limit = pLimit(COMMANDS_AT_ONCE);
  const waiting = { ...options, waitSeconds: timeoutSeconds, betweenLooksMs: BETWEEN_LOOKS_MS };
  const run = (batch: Batch) =>
    limit(() => sendToAll(makeRequest(command, batch[0].platform, timeoutSeconds), batch, waiting));
  const results = (await Promise.all(batchesOf(instances).map(run))).flat();
  return instances.flatMap((instance) => results.filter((result) => result.instance === instance));
}

/** One for each account, region and kind of shell. */
function batchesOf(instances: readonly Instance[]): readonly Batch[] {
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

function makeRequest(
  command: string,
  platform: Instance['platform'],
  timeoutSeconds: number,
): Omit<CommandRequest, 'instanceIds'> {
  return {
    documentName: platform === 'Windows' ? 'AWS-RunPowerShellScript' : 'AWS-RunShellScript',
    parameters: { commands: [command], executionTimeout: [String(timeoutSeconds)] },
    deliverySeconds: timeoutSeconds,
  };
}
