import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Argument, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Fault } from '../../sandbox/control.ts';
import type { Shell } from '../../sandbox/credentials.ts';
import type { SandboxState } from '../../sandbox/state.ts';
import { print, printJson } from '../print.ts';
import { registerActivity } from './sandbox-activity.ts';
import { registerDigest } from './sandbox-digest.ts';
import { registerEvent } from './sandbox-event.ts';
import { registerMail } from './sandbox-mail.ts';

const SHELLS = ['posix', 'fish', 'powershell'] as const satisfies readonly Shell[];
const FAULTS = ['account', 'throttle', 'error', 'step-seconds', 'role-propagation', 'clear'] as const;

/** The sandbox of the current folder. Its modules are loaded when a command runs, not before. */
export function registerSandbox(program: CommandUnknownOpts, setExitCode: (code: number) => void): void {
  const sandbox = program
    .command('sandbox')
    .description(say`an emulated organization on this machine, to rehearse without AWS`)
    .addHelpText(
      'after',
      say`\nExamples:\n  metsuke sandbox up\n  eval "$(metsuke sandbox env)"\n  metsuke sandbox down`,
    );
  registerUp(sandbox);
  sandbox
    .command('down')
    .description(say`stop it`)
    .addHelpText('after', say`\nExamples:\n  metsuke sandbox down`)
    .action(down);
  sandbox
    .command('status')
    .description(say`what it holds, and how much of that is only recorded`)
    .addHelpText('after', say`\nExamples:\n  metsuke sandbox status`)
    .action((_options, command) => status(wantsJson(command)));
  registerEnvironment(sandbox);
  registerAddAccount(sandbox);
  registerFault(sandbox);
  registerActivity(sandbox);
  registerEvent(sandbox, setExitCode);
  registerMail(sandbox);
  registerDigest(sandbox, setExitCode);
}

function registerUp(sandbox: CommandUnknownOpts): void {
  sandbox
    .command('up')
    .description(say`start it`)
    .option('--organization <file>', say`accounts and units to begin with (default: those of the demo)`)
    .option('--port <number>', say`port on the loopback address (default: any free one)`, parsePort)
    .option('--enforce', say`let service control policies deny what member accounts do, as AWS would`)
    .option('--control-tower', say`begin with a landing zone of AWS Control Tower`)
    .option(
      '--slow-iam <seconds>',
      say`a new role cannot be assumed for so long, as IAM is eventually consistent`,
      parseCount,
    )
    .option(
      '--slow-lists <seconds>',
      say`lists miss a new account or stack set for so long, as they do on AWS`,
      parseCount,
    )
    .addOption(new Option('--parent-pid <pid>', say`stop when this process is gone`).argParser(parseCount).hideHelp())
    .addHelpText(
      'after',
      say`\nExamples:\n  metsuke sandbox up\n  metsuke sandbox up --organization organization.json --enforce`,
    )
    .action(async (options, command) => {
      const { startSandbox } = await import('../../sandbox/sandbox.ts');
      const starting = {
        folder: process.cwd(),
        environment: process.env,
        organizationFile: options.organization,
        port: options.port,
        parentPid: options.parentPid,
        enforce: options.enforce,
        controlTower: options.controlTower,
        slowIam: options.slowIam,
        slowLists: options.slowLists,
        now: new Date(),
      };
      const { openProgress } = await import('../session.ts');
      const { makeTerminal } = await import('../terminal.ts');
      const progress = openProgress(makeTerminal({ color: true }));
      const { state, wasRunning } = await progress.during(say`Starting the emulator`, () => startSandbox(starting));
      if (wantsJson(command)) printJson({ ...shown(state), wasRunning });
      else print(describeStart(state, wasRunning));
    });
}

function describeStart(state: SandboxState, wasRunning: boolean): string {
  return [
    say`The sandbox ${wasRunning ? say`was running already` : say`is up`}: organization ${state.organizationId}, management account ${state.managementAccountId}`,
    `  endpoint      ${state.endpoint}`,
    `  organization  ${state.organizationFile}`,
    '',
    say`Point this shell at it:  eval "$(metsuke sandbox env)"`,
    say`Stop it:                 metsuke sandbox down`,
  ].join('\n');
}

/** `sandbox env` is the one command that prints what opens the sandbox. */
function shown({ secret: _secret, process: _process, ...rest }: SandboxState): object {
  return rest;
}

async function down(): Promise<void> {
  const { stopSandbox } = await import('../../sandbox/sandbox.ts');
  print((await stopSandbox(process.cwd())) ? say`The sandbox is down.` : say`No sandbox was running in this folder.`);
}

async function status(json: boolean): Promise<void> {
  const { requireSandbox, readSummary } = await import('../../sandbox/sandbox.ts');
  const { connectSandbox } = await import('../../sandbox/control.ts');
  const state = await requireSandbox(process.cwd());
  const summary = await readSummary(connectSandbox(state));
  const upSeconds = Math.round((Date.now() - Date.parse(state.startedAt)) / 1_000);
  if (json) return printJson({ ...shown(state), upSeconds, ...summary });
  const { makeTerminal } = await import('../terminal.ts');
  const { layRows } = await import('../render/rows.ts');
  const rows = [
    ['endpoint', say`${state.endpoint} (process ${state.pid}, up ${describeDuration(upSeconds)})`],
    ['organization', `${state.organizationId}, ${count(summary.accounts, 'account')}`],
    ['deployed', `${count(summary.stackSets, say`stack set`)}, ${count(summary.stacks, 'stack')}`],
    ['resources', say`${summary.realResources} real, ${summary.recordedResources} only recorded`],
    ...summary.recordedTypes.map((type) => ['', say`${type} is only recorded: nothing acts on it`]),
    ['log', state.logFile],
  ];
  const { view } = makeTerminal({ color: true });
  print(
    layRows(
      rows.map((cells) => ({ cells })),
      view,
    )
      .flat()
      .join('\n'),
  );
}

function registerEnvironment(sandbox: CommandUnknownOpts): void {
  sandbox
    .command('env')
    .description(say`print what points a shell, an SDK or the AWS CLI at it: eval "$(metsuke sandbox env)"`)
    .addOption(new Option('--shell <name>', say`syntax of the lines`).choices(SHELLS).default('posix' as const))
    .option('--account <id>', say`act in this account (default: the management account)`)
    .option('--region <name>', 'region', 'ap-northeast-1')
    .addHelpText(
      'after',
      say`\nExamples:\n  eval "$(metsuke sandbox env)"\n  metsuke sandbox env --shell fish | source`,
    )
    .action(async (options, command) => {
      const { requireSandbox } = await import('../../sandbox/sandbox.ts');
      const { sandboxEnvironment, shellLines } = await import('../../sandbox/credentials.ts');
      const state = await requireSandbox(process.cwd());
      const account = options.account ?? state.managementAccountId;
      const environment = sandboxEnvironment(state, account, options.region);
      if (wantsJson(command)) printJson(environment);
      else print(shellLines(environment, options.shell));
    });
}

function registerAddAccount(sandbox: CommandUnknownOpts): void {
  sandbox
    .command('add-account')
    .description(say`let a new account join, as a team would create one`)
    .argument('<name>', say`what the account is called`)
    .option('--unit <name>', say`organizational unit (default: the root)`)
    .option('--invited', say`joined by invitation: it lacks OrganizationAccountAccessRole`)
    .addHelpText(
      'after',
      say`\nExamples:\n  metsuke sandbox add-account dev2 --unit Workloads\n  metsuke sandbox add-account partner --invited`,
    )
    .action(async (name, options, command) => {
      const account = await (await control()).addAccount({
        name,
        email: `${name}@example.com`,
        joined: options.invited ? 'INVITED' : 'CREATED',
        ...(options.unit === undefined ? {} : { unit: options.unit }),
      });
      if (wantsJson(command)) printJson(account);
      else print(say`${account.name} (${account.id}) joined the organization.`);
    });
}

function registerFault(sandbox: CommandUnknownOpts): void {
  sandbox
    .command('fault')
    .description(say`let something fail on purpose`)
    .addArgument(new Argument('<kind>', say`what fails; clear: nothing any more`).choices(FAULTS))
    .argument('[settings...]', 'key=value', collectSettings, [])
    .addHelpText(
      'after',
      say`\nExamples:\n  metsuke sandbox fault account account=444444444444 reason="No more roles"\n  metsuke sandbox fault throttle service=cloudformation operation=ListStackInstances times=3\n  metsuke sandbox fault clear`,
    )
    .action(async (kind, settings, _options, command) => {
      // The emulator checks the settings and says what is wrong with them.
      const fault = { kind, ...Object.fromEntries(settings) } as Fault;
      await (await control()).injectFault(fault);
      if (wantsJson(command)) return printJson(fault);
      print(
        kind === 'clear'
          ? say`Nothing fails any more.`
          : say`The fault is set: ${[kind, ...settings.map((setting) => setting.join('='))].join(' ')}`,
      );
    });
}

async function control() {
  const { requireSandbox } = await import('../../sandbox/sandbox.ts');
  const { connectSandbox } = await import('../../sandbox/control.ts');
  return connectSandbox(await requireSandbox(process.cwd()));
}

type Setting = readonly [key: string, value: string];

function collectSettings(text: string, before: readonly Setting[]): readonly Setting[] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(say`Write it as key=value.`);
  return [...before, [text.slice(0, at), text.slice(at + 1)]];
}

function parsePort(text: string): number {
  const port = parseCount(text);
  if (port > 65_535) throw new InvalidArgumentError(say`A port is at most 65535.`);
  return port;
}

function parseCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(say`It must be a whole number.`);
  return Number(text);
}

function describeDuration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return say`${Math.floor(seconds / 60)} min`;
  return say`${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function wantsJson(command: CommandUnknownOpts): boolean {
  return (command.optsWithGlobals() as { json?: boolean }).json === true;
}
