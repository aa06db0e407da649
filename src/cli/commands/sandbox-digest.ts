import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import type { Schedule, Trace } from '../../sandbox/event-chain.ts';
import type { Shown } from './sandbox-chain.ts';

const EXAMPLES = say`
Examples:
  metsuke sandbox event --sample config-violation --repeat 100 && metsuke sandbox digest
  metsuke sandbox mail                            the last one is the digest

Nothing in the sandbox happens by the clock: this fires every schedule whose name ends in "digest".`;

export function registerDigest(sandbox: CommandUnknownOpts, setExitCode: (code: number) => void): void {
  sandbox
    .command('digest')
    .description(say`send the daily digest now`)
    .addHelpText('after', EXAMPLES)
    .action(async (_options, command) => setExitCode(await run(command.optsWithGlobals() as Shown)));
}

async function run(shown: Shown): Promise<number> {
  const { requireSandbox } = await import('../../sandbox/sandbox.ts');
  const { connectSandbox } = await import('../../sandbox/control.ts');
  const { connectEventChain } = await import('../../sandbox/event-chain.ts');
  const { makeTerminal } = await import('../terminal.ts');
  const { renderTraces, hasFailed } = await import('./sandbox-chain.ts');
  const sandbox = await requireSandbox(process.cwd());
  const chain = connectEventChain(sandbox);
  const traces: Trace[] = [];
  for (const schedule of requireDigests(await chain.listSchedules()))
    traces.push(...(await chain.runSchedule(schedule)));
  const { accounts } = await connectSandbox(sandbox).readOrganization();
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const { out, view } = makeTerminal({ color: shown.color !== false, json: shown.json === true });
  out(`${shown.json ? JSON.stringify(traces) : renderTraces(traces, names, view)}\n`);
  return hasFailed(traces) ? EXIT.failed : EXIT.done;
}

function requireDigests(schedules: readonly Schedule[]): readonly Schedule[] {
  const digests = schedules.filter(({ name }) => /digest$/i.test(name));
  if (digests.length > 0) return digests;
  throw new MetsukeError('not-found', say`There is no schedule for a digest.`, {
    hint: say`notifications.digest in metsuke.yaml makes one; apply it first.`,
  });
}
