import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Action } from '../action.ts';

export function registerSession(program: CommandUnknownOpts, action: Action): void {
  program
    .command('session')
    .description(say`open a shell on an instance of any account, forward a port, or run a command on many; no keys`)
    .argument('[target]', say`name (* for anything), instance id, account id, or tag=value; default: all, to pick from`)
    .option('--account <account...>', say`look in these accounts only: ids or names`)
    .option('--region <region...>', say`look in these regions only; default: the governed ones`)
    .option('--role <name>', say`role to assume in other accounts; default: stackSets.bootstrapRole`)
    .option('--forward <ports>', say`instead of a shell: LOCAL:REMOTE[:HOST]`)
    .addOption(
      new Option('--run <command>', say`instead of a shell: run it on every instance that matches`).conflicts(
        'forward',
      ),
    )
    .option('--timeout <seconds>', say`how long --run may take on an instance`, '600')
    .addOption(
      new Option('--list', say`instead of a shell: list what matches`).default(false).conflicts(['forward', 'run']),
    )
    .addHelpText('after', EXAMPLES)
    .action((target, options) =>
      action(() => import('./session-open.ts'))({ ...options, ...(target === undefined ? {} : { target }) }),
    );
}

const EXAMPLES = say`
Examples:
  metsuke session                                       pick one of all instances
  metsuke session web-1                                 a shell, wherever web-1 is
  metsuke session i-0123456789abcdef0 --account dev     quicker: one account is asked
  metsuke session db-1 --forward 5432:5432:db.internal  reach a database through an instance
  metsuke session Environment=dev --run 'uptime'        on every one, outputs gathered
  metsuke session --list --json | jq '.instances[] | select(.agent != "ONLINE")'

A shell needs session-manager-plugin on this machine. Exit code: 1 when a session or a command failed somewhere.`;
