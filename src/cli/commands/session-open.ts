import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { type Found, findInstances } from '../../sessions/find.ts';
import { makeRequest, parseForward } from '../../sessions/forward.ts';
import type { Instance } from '../../sessions/instance.ts';
import { openSession } from '../../sessions/open-session.ts';
import { requirePlugin, runPlugin } from '../../sessions/plugin.ts';
import type { SessionsPort } from '../../sessions/ports.ts';
import { runCommand } from '../../sessions/run-command.ts';
import { parseTarget, type Target } from '../../sessions/target.ts';
import { pickInstance } from '../pick-instance.ts';
import { renderResult, resultJson } from '../render/command-results.ts';
import { renderFailures, renderInstances } from '../render/instances.ts';
import type { Session } from '../session.ts';
import { type PlaceOptions, placesFor } from '../session-places.ts';

export interface SessionOptions extends PlaceOptions {
  readonly target?: string;
  readonly forward?: string;
  readonly run?: string;
  readonly timeout: string;
  readonly list: boolean;
}

export async function run(session: Session, options: SessionOptions): Promise<number> {
  const target = options.target === undefined ? null : parseTarget(options.target);
  const forward = options.forward === undefined ? null : parseForward(options.forward);
  const timeoutSeconds = parseTimeout(options.timeout);
  refuseEverywhere(options);
  const isShell = !options.list && options.run === undefined;
  if (isShell) await requirePlugin(session.environment);
  const { places, port, document } = await placesFor(session, options, target);
  const found = await findInstances(port, places, target);
  session.terminal.err(renderFailures(found.failures, session.terminal.errView));
  if (options.list) return list(session, found);
  const usable = requireSome(found, target);
  if (options.run !== undefined) return runOnAll(session, options.run, { port, usable, timeoutSeconds });
  const instance = await pickInstance(session.terminal, usable);
  session.terminal.err(
    `${session.terminal.errStyle.dim(say`Session on ${instance.id} in ${instance.accountName} …`)}\n`,
  );
  const code = await openSession(instance, makeRequest(instance.id, forward, document), {
    port,
    environment: session.environment,
    run: runPlugin,
  });
  return code === 0 ? EXIT.done : EXIT.failed;
}

function parseTimeout(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 172_800) return seconds;
  throw new MetsukeError('usage', say`--timeout ${text} is no number of seconds.`, { hint: say`Write 1 to 172800.` });
}

function refuseEverywhere({ run: command, target, account }: SessionOptions): void {
  if (command === undefined || target !== undefined || account !== undefined) return;
  throw new MetsukeError('usage', say`--run needs to be told on which instances.`, {
    hint: say`Name them: metsuke session 'web-*' --run …; or, for all of them: metsuke session '*' --run …`,
  });
}

function list({ terminal, options }: Session, found: Found): number {
  if (options.json) terminal.out(`${JSON.stringify(found, null, 2)}\n`);
  else terminal.out(renderInstances(found.instances, terminal));
  return EXIT.done;
}

/** Those that Systems Manager reaches; when there is none, why. */
function requireSome({ instances, failures }: Found, target: Target | null): readonly Instance[] {
  const usable = instances.filter(({ agent }) => agent === 'ONLINE');
  if (usable.length > 0) return usable;
  if (instances.length > 0) {
    const message = say`${countOf(instances.length, 'instance')} found, but Systems Manager reaches none of them.`;
    const hint = say`The agent needs a role (default host management, or an instance profile) and a way to Systems Manager; see docs/sessions.md.`;
    throw new MetsukeError('not-found', message, { hint });
  }
  const where = failures.length > 0 ? say`; ${countOf(failures.length, 'place')} could not be looked at` : '';
  throw new MetsukeError(
    'not-found',
    target === null ? say`No running instance was found${where}.` : say`No running instance matches${where}.`,
    {
      hint: say`See what there is: metsuke session --list`,
    },
  );
}

interface OnAll {
  readonly port: SessionsPort;
  readonly usable: readonly Instance[];
  readonly timeoutSeconds: number;
}

async function runOnAll(session: Session, command: string, { port, usable, timeoutSeconds }: OnAll): Promise<number> {
  const { terminal, options, clock } = session;
  terminal.err(say`Running on ${countOf(usable.length, 'instance')} …\n`);
  const results = await runCommand(command, usable, {
    port,
    clock,
    timeoutSeconds,
    onResult: (result) => {
      if (!options.json) terminal.out(renderResult(result, terminal.view));
    },
  });
  if (options.json) terminal.out(`${JSON.stringify({ results: results.map(resultJson) }, null, 2)}\n`);
  const failed = results.filter(({ status }) => status !== 'Success').length;
  terminal.err(say`${countOf(results.length - failed, 'instance')} succeeded, ${failed} failed.\n`);
  return failed === 0 ? EXIT.done : EXIT.failed;
}
