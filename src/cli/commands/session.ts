import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Option } from '@commander-js/extra-typings';
import type { Action } from '../program.ts';

export function registerSession(program: CommandUnknownOpts, action: Action): void {
  program
    .command('session')
    .description('open a shell on an instance of any account, forward a port, or run a command on many; no keys')
    .argument('[target]', 'name (* for anything), instance id, account id, or tag=value; default: all, to pick from')
    .option('--account <account...>', 'look in these accounts only: ids or names')
    .option('--region <region...>', 'look in these regions only; default: the governed ones')
    .option('--role <name>', 'role to assume in other accounts; default: stackSets.bootstrapRole')
    .option('--forward <ports>', 'instead of a shell: LOCAL:REMOTE[:HOST]')
    .addOption(
      new Option('--run <command>', 'instead of a shell: run it on every instance that matches').conflicts('forward'),
    )
    .option('--timeout <seconds>', 'how long --run may take on an instance', '600')
    .addOption(
      new Option('--list', 'instead of a shell: list what matches').default(false).conflicts(['forward', 'run']),
    )
    .addHelpText('after', EXAMPLES)
    .action((target, options) =>
      action(() => import('./session-open.ts'))({ ...options, ...(target === undefined ? {} : { target }) }),
    );
}

const EXAMPLES = `
Examples:
  metsuke session                                       pick one of all instances
  metsuke session web-1                                 a shell, wherever web-1 is
  metsuke session i-0123456789abcdef0 --account dev     quicker: one account is asked
  metsuke session db-1 --forward 5432:5432:db.internal  reach a database through an instance
  metsuke session Environment=dev --run 'uptime'        on every one, outputs gathered
  metsuke session --list --json | jq '.instances[] | select(.agent != "ONLINE")'

A shell needs session-manager-plugin on this machine. Exit code: 1 when a session or a command failed somewhere.`;
