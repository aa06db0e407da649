import { type Argument, Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { say } from '../domain/say.ts';
import { listed } from '../domain/text/phrases.ts';
import type { Action } from './action.ts';
import { registerAccess } from './commands/access.ts';
import { registerArchive } from './commands/archive.ts';
import { registerCompletion } from './commands/completion.ts';
import { registerDashboard } from './commands/dashboard.ts';
import { registerEvidence } from './commands/evidence.ts';
import { registerGuardrails } from './commands/guardrails.ts';
import { registerHelp } from './commands/help.ts';
import { registerImage } from './commands/image.ts';
import { registerInventory } from './commands/inventory.ts';
import { registerNotifications } from './commands/notifications.ts';
import { registerPatch } from './commands/patch.ts';
import { registerQuery } from './commands/query.ts';
import { registerReport } from './commands/report.ts';
import { registerRules } from './commands/rules.ts';
import { registerSandbox } from './commands/sandbox.ts';
import { registerSession } from './commands/session.ts';
import { widthOf } from './render/pieces.ts';
import { prose } from './render/wrap.ts';
import { type GlobalOptions, makeSession } from './session.ts';
import { makeTerminal } from './terminal.ts';
import { tellMistakes, withSubcommands } from './usage.ts';
import { readVersion } from './version.ts';

type SetExitCode = (code: number) => void;

/** The tree of commands with their help. What a command does is loaded when it runs. */
export function makeProgram(setExitCode: SetExitCode): CommandUnknownOpts {
  const program = new Command('metsuke')
    .description(
      say`One file says how an AWS organization is governed; one command makes it so, shows what differs, and proves it.`,
    )
    .version(readVersion(), '-V, --version', say`output the version number`)
    .helpOption('-h, --help', say`display help for command`)
    .option('-c, --config <file>', say`configuration file`, 'metsuke.yaml')
    .option('--json', say`print the result as JSON`, false)
    .option('--no-color', say`no colours (as does the variable NO_COLOR)`)
    .option('--profile <name>', say`profile of the AWS configuration to take credentials from`)
    .option('--endpoint-url <url>', say`another endpoint than that of AWS; on this machine only`)
    .option('--allow-endpoint', say`let --endpoint-url be on another machine`, false)
    .configureHelp({
      showGlobalOptions: true,
      optionDescription: describe,
      argumentDescription: describe,
      styleTitle: titleOf,
      displayWidth: widthOf,
      boxWrap: (text, width) => prose(text, { width }).join('\n'),
      minWidthToWrap: 20,
    })
    .configureOutput({ writeOut: showHelp })
    .addHelpText('after', EXAMPLES);
  const action = makeAction(program, setExitCode);
  registerGovernance(program, action);
  registerDashboard(program, action);
  registerFiles(program, action);
  registerNotifications(program, action);
  registerArchive(program, action);
  registerGuardrails(program, action);
  registerEvidence(program, action);
  registerReport(program, action);
  registerQuery(program, action);
  registerInventory(program, action);
  registerAccess(program, action);
  registerPatch(program, action);
  registerRules(program, action);
  registerImage(program, action);
  registerSession(program, action);
  registerSandbox(program, setExitCode);
  registerCompletion(program);
  registerHelp(program);
  for (const group of program.commands.flatMap(withSubcommands).filter(({ commands }) => commands.length > 0))
    group.helpCommand('help [command]', say`display help for command`);
  tellMistakes(program);
  return program;
}

/** A sentence behind the examples goes on below itself; commands stay whole, to be copied. */
function showHelp(help: string): void {
  const { out, view } = makeTerminal({ color: false });
  const fit = (line: string): readonly string[] => (line.startsWith(' ') ? [line] : prose(line, view.screen));
  out(help.split('\n').flatMap(fit).join('\n'));
}

/** Commander's own headings. */
function titleOf(title: string): string {
  return TITLES[title] ?? title;
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': say`Usage:`,
  'Arguments:': say`Arguments:`,
  'Options:': say`Options:`,
  'Global Options:': say`Global Options:`,
  'Commands:': say`Commands:`,
};

type Described = Pick<Option | Argument, 'description' | 'argChoices' | 'defaultValue'>;

/** With its choices and its default; that a switch is off unless it is given goes without saying. */
function describe({ description, argChoices, defaultValue }: Described): string {
  const facts = [
    ...(argChoices === undefined ? [] : [say`choices: ${listed(argChoices)}`]),
    ...(defaultValue === undefined || typeof defaultValue === 'boolean' ? [] : [say`default: ${String(defaultValue)}`]),
  ];
  return facts.length === 0 ? description : `${description}${say` (${listed(facts)})`}`;
}

const EXAMPLES = say`
Examples:
  metsuke sandbox up && eval "$(metsuke sandbox env)"   rehearse without AWS
  metsuke init                                          write metsuke.yaml from the organization
  metsuke plan                                          what would change
  metsuke plan --out plan.json && metsuke apply plan.json

Exit codes: 0 done or nothing to do · 1 failed · 2 usage or configuration error · 3 there is something to see (--exit-code) · 130 interrupted
More: metsuke help configuration, costs or exit-codes`;

function makeAction(program: { opts(): unknown }, setExitCode: SetExitCode): Action {
  return (load) => async (options) => {
    const [{ run }, session] = await Promise.all([load(), makeSession(program.opts() as GlobalOptions)]);
    try {
      setExitCode(await run(session, options));
    } finally {
      session.progress.close();
    }
  };
}

/** Of `plan` and `apply`. */
const DEEP = say`first ask every account and region what works (some ten calls each), and for drift, as status --deep does`;

const ACCEPT_LOSSES = say`allow what records less, keeps logs for a shorter time or protects them less`;

/** What `--accept-losses` was called when it allowed only that: scripts go on. */
const formerName = () =>
  new Option('--stop-recording', ACCEPT_LOSSES).implies({ acceptLosses: true }).default(false).hideHelp();

function registerGovernance(program: CommandUnknownOpts, action: Action): void {
  program
    .command('check')
    .description(say`look before the first apply: credentials, trusted access, quotas, what already exists`)
    .option('--accounts', say`also try the bootstrap role in every account (two calls each)`, false)
    .option('--fix', say`write ids instead of names of accounts into metsuke.yaml`, false)
    .addHelpText('after', say`\nExamples:\n  metsuke check\n  metsuke check --accounts --json`)
    .action(action(() => import('./commands/check.ts')));
  program
    .command('plan')
    .description(say`show what would change, and why; changes nothing`)
    .option('-o, --out <file>', say`save the plan, to be applied exactly`)
    .option('--exit-code', say`end with 3 when there are changes`, false)
    .option(
      '--archive <folder>',
      say`a copy of the log archive: also show whom new guardrails would have stopped in the last days`,
    )
    .option('--deep', DEEP, false)
    .addHelpText(
      'after',
      say`\nExamples:\n  metsuke plan --out plan.json\n  metsuke plan --exit-code || echo "something differs"\n  metsuke plan --deep        without relying on events`,
    )
    .action(action(() => import('./commands/plan.ts')));
  program
    .command('apply')
    .description(say`make the organization as metsuke.yaml says; shows the plan and asks first`)
    .argument('[plan]', say`a saved plan: it is applied exactly, or refused`)
    .option('-y, --yes', say`do not ask`, false)
    .option('--deep', DEEP, false)
    .option('--only <step...>', say`these steps of the plan and what they need, by title or id`)
    .option('--accept-losses', ACCEPT_LOSSES, false)
    .addOption(formerName())
    .addHelpText(
      'after',
      say`\nExamples:\n  metsuke apply\n  metsuke apply --only config-recorder\n  metsuke apply --deep\n  metsuke apply plan.json\n  metsuke apply --yes        in CI`,
    )
    .action((plan, options) => action(() => import('./commands/apply.ts'))({ ...options, plan }));
  program
    .command('status')
    .description(say`what is deployed where, and whether it is healthy`)
    .option('--drift', say`ask CloudFormation what was changed by hand (takes minutes on AWS)`, false)
    .option('--deep', say`ask every account and region itself what works (some ten calls each), and for drift`, false)
    .option('--account <account...>', say`with --deep: in these accounts only, ids or names`)
    .addHelpText(
      'after',
      say`\nExamples:\n  metsuke status\n  metsuke status --drift\n  metsuke status --deep\n  metsuke status --json || echo "look at it"`,
    )
    .action(action(() => import('./commands/status.ts')));
  program
    .command('destroy')
    .description(say`leave: remove everything Metsuke made, except the logs and their buckets, which are listed`)
    .option('--confirm <organization>', say`the organization's id, instead of being asked for it`)
    .option('--accept-losses', ACCEPT_LOSSES, false)
    .addOption(formerName())
    .addHelpText(
      'after',
      say`\nExamples:\n  metsuke destroy\n  metsuke destroy --accept-losses --confirm o-exampleorgid`,
    )
    .action(action(() => import('./commands/destroy.ts')));
}

function registerFiles(program: CommandUnknownOpts, action: Action): void {
  program
    .command('init')
    .description(say`write a commented metsuke.yaml from the organization that the credentials belong to`)
    .option('--audit <account>', say`id or name of the audit account`)
    .option('--log <account>', say`id or name of the log account`)
    .option('--email <address>', say`who receives security notifications`)
    .option('--region <name>', say`home region (default: ap-northeast-1)`)
    .option('--force', say`overwrite an existing file`, false)
    .addHelpText(
      'after',
      say`\nExamples:\n  metsuke init                    asks on a terminal\n  metsuke init --audit audit --log log --email security@example.com`,
    )
    .action(action(() => import('./commands/init.ts')));
  program
    .command('doctor')
    .description(
      say`look at what this machine brings along: versions, kind of credentials, configuration, endpoint, clock`,
    )
    .option('--bundle <file>', say`write a redacted file for a report of a bug: no names, ids, addresses or secrets`)
    .addHelpText('after', say`\nExamples:\n  metsuke doctor\n  metsuke doctor --bundle bug.json`)
    .action(action(() => import('./commands/doctor.ts')));
  program
    .command('synth')
    .description(say`write every template and policy as plain JSON; needs neither AWS nor credentials`)
    .requiredOption('-o, --out <folder>', say`where to write`)
    .addHelpText('after', say`\nExamples:\n  metsuke synth --out by-hand`)
    .action(action(() => import('./commands/synth.ts')));
}
