import type { Instance } from './instance.ts';
import { type Environment, makePluginCall, type PluginCall, requirePlugin } from './plugin.ts';
import type { SessionRequest, SessionsPort } from './ports.ts';

export interface OpenOptions {
  readonly port: Pick<SessionsPort, 'startSession' | 'terminateSession'>;
  readonly environment: Environment;
  readonly run: (call: PluginCall) => Promise<number>;
}

/** Returns the exit code of the plugin. A session that the plugin could not enter is ended: nobody would be in it. */
export async function openSession(
  instance: Instance,
  request: SessionRequest,
  { port, environment, run }: OpenOptions,
): Promise<number> {
  await requirePlugin(environment);
  const session = await port.startSession(instance, request);
  const call = makePluginCall(session, { region: instance.region, request, environment });
  try {
    return await run(call);
  } catch (error) {
    await port.terminateSession(instance, session.sessionId);
    throw error;
  }
}
