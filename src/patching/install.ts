import pLimit from 'p-limit';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { CommandRequest, SessionsPort } from '../sessions/ports.ts';
import {
  type Batch,
  type CommandResult,
  INSTANCES_PER_COMMAND,
  type SendOptions,
  sendToAll,
} from '../sessions/send-to-all.ts';
import type { PatchPlan, PlacePlan } from './plan.ts';

/** Ours: the run succeeded, and none of the patches that were named is for the instance. */
export const NOTHING_FITS = 'NothingFits';

/** Begins what is said beside a success. */
export const UNKNOWN_FIT = say`Whether a patch fitted is not known`;

export interface InstallOptions extends Omit<SendOptions, 'waitSeconds' | 'betweenLooksMs' | 'port'> {
  readonly port: Pick<SessionsPort, 'sendCommand' | 'readInvocation' | 'readPatchState'>;
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
/** Of an instance and this machine. */
const CLOCKS_APART_MS = 60_000;

/**
 * In waves, so many instances of a place at once. Instances that fail anywhere stop the waves everywhere, when they are too
 * many; a place that refuses the command stops nobody.
 */
export async function installPatches(plan: PatchPlan, options: InstallOptions): Promise<readonly CommandResult[]> {
  let failures = 0;
  const waiting: SendOptions = {
    ...options,
    port: { sendCommand: sendWithOverride(options), readInvocation: readOutcome(plan, options) },
    waitSeconds: WAIT_SECONDS,
    betweenLooksMs: BETWEEN_LOOKS_MS,
    onResult: (result) => {
      if (!['Success', NOTHING_FITS, 'NotSent'].includes(result.status)) failures += 1;
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
    const result = { instance, status: 'NotBegun', exitCode: null, stdout: '', stderr: say`Too many had failed.` };
    options.onResult(result);
    return result;
  }
}

/** Where the patches that were named fit nowhere at all, the name is probably wrong: nobody is safer than before. */
export function isRunDone(results: readonly CommandResult[]): boolean {
  const isFine = results.every(({ status }) => status === 'Success' || status === NOTHING_FITS);
  return isFine && (results.length === 0 || results.some(({ status }) => status === 'Success'));
}

function makeRequest({ reboot }: PatchPlan): Omit<CommandRequest, 'instanceIds'> {
  return {
    documentName: 'AWS-RunPatchBaseline',
    parameters: { Operation: ['Install'], RebootOption: [reboot] },
    deliverySeconds: DELIVERY_SECONDS,
  };
}

function sendWithOverride({ port, overrideAddress }: InstallOptions): SessionsPort['sendCommand'] {
  return async (place, request) => {
    if (overrideAddress === null) return port.sendCommand(place, request);
    const parameters = { ...request.parameters, BaselineOverride: [await overrideAddress()] };
    return port.sendCommand(place, { ...request, parameters });
  };
}

/** AWS calls it a success when a patch that was named is for no package of the instance: whoever named it must hear of that. */
function readOutcome({ choice }: PatchPlan, { port, clock }: InstallOptions): SessionsPort['readInvocation'] {
  const since = clock.now() - CLOCKS_APART_MS;
  return async (place, commandId, instanceId) => {
    const invocation = await port.readInvocation(place, commandId, instanceId);
    if (invocation?.status !== 'Success' || choice.by !== 'patch') return invocation;
    try {
      const state = await port.readPatchState(place, instanceId);
      const isOfThisRun = state !== null && state.operation === 'Install' && state.endedAt >= since;
      return isOfThisRun && state.fitting === 0 ? { ...invocation, status: NOTHING_FITS } : invocation;
    } catch (error) {
      if (!(error instanceof MetsukeError)) throw error;
      return { ...invocation, stderr: `${UNKNOWN_FIT}: ${error.message}` };
    }
  };
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
