import pLimit from 'p-limit';
import type { CommandRequest, SessionsPort } from '../sessions/ports.ts';
import {
  type Batch,
  type CommandResult,
  INSTANCES_PER_COMMAND,
  type SendOptions,
  sendToAll,
} from '../sessions/send-to-all.ts';
import type { PatchPlan, PlacePlan } from './plan.ts';

export interface InstallOptions extends Omit<SendOptions, 'waitSeconds' | 'betweenLooksMs'> {
  /**
   * Where instances read the baseline that replaces theirs; null: theirs. Asked for each command: an address does not work
   * for long.
   */
  readonly overrideAddress: (() => Promise<string>) | null;
}

const PLACES_AT_ONCE = 8;
/** How long the document itself lets an instance take. */
const WAIT_SECONDS = 7_200;
const DELIVERY_SECONDS = 600;
const BETWEEN_LOOKS_MS = 10_000;

/**
 * In waves, so many instances of a place at once. Instances that fail anywhere stop the waves everywhere, when they are too
 * many; a place that refuses the command stops nobody.
 */
export async function installPatches(plan: PatchPlan, options: InstallOptions): Promise<readonly CommandResult[]> {
  let failures = 0;
  const waiting: SendOptions = {
    ...options,
    port: withOverride(options.port, options.overrideAddress),
    waitSeconds: WAIT_SECONDS,
    betweenLooksMs: BETWEEN_LOOKS_MS,
    onResult: (result) => {
      if (result.status !== 'Success' && result.status !== 'NotSent') failures += 1;
      options.onResult(result);
    },
  };
  const patchPlace = async (place: PlacePlan): Promise<readonly CommandResult[]> => {
    const results: CommandResult[] = [];
    for (const wave of wavesOf(place)) {
      const ended = failures > plan.maxErrors ? wave.map(leaveOut) : await sendToAll(makeRequest(plan), wave, waiting);
      results.push(...ended);
    }
    return results;
  };
  const limit = pLimit(PLACES_AT_ONCE);
  return (await Promise.all(plan.places.map((place) => limit(() => patchPlace(place))))).flat();

  function leaveOut(instance: Batch[number]): CommandResult {
    const result = { instance, status: 'NotBegun', exitCode: null, stdout: '', stderr: 'Too many had failed.' };
    options.onResult(result);
    return result;
  }
}

function makeRequest({ reboot }: PatchPlan): Omit<CommandRequest, 'instanceIds'> {
  return {
    documentName: 'AWS-RunPatchBaseline',
    parameters: { Operation: ['Install'], RebootOption: [reboot] },
    deliverySeconds: DELIVERY_SECONDS,
  };
}

function withOverride(port: SendOptions['port'], address: InstallOptions['overrideAddress']): SendOptions['port'] {
  if (address === null) return port;
  const sendCommand: SessionsPort['sendCommand'] = async (place, request) => {
    const parameters = { ...request.parameters, BaselineOverride: [await address()] };
    return port.sendCommand(place, { ...request, parameters });
  };
  return { sendCommand, readInvocation: (...asked) => port.readInvocation(...asked) };
}

function wavesOf({ instances, atOnce }: PlacePlan): readonly Batch[] {
  const size = Math.max(1, Math.min(atOnce, INSTANCES_PER_COMMAND));
  const waves: Batch[] = [];
  for (let at = 0; at < instances.length; at += size) {
    const [first, ...others] = instances.slice(at, at + size).map(({ instance }) => instance);
    if (first) waves.push([first, ...others]);
  }
  return waves;
}
