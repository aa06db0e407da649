import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Action } from '../action.ts';

const EXAMPLES = say`
Examples:
  metsuke notifications preview                                     what four incidents look like
  metsuke notifications preview event.json --language ja            one of your own, in Japanese
  aws events ... | metsuke notifications preview - --json           from another program

Needs metsuke.yaml, but neither AWS nor credentials: accounts are shown by their ids.`;

/** What people are told. */
export function registerNotifications(program: CommandUnknownOpts, action: Action): void {
  program
    .command('notifications')
    .description(say`messages about what happens in the accounts`)
    .addHelpText('after', say`\nExamples:\n  metsuke notifications preview`)
    .command('preview')
    .description(say`show what a person would receive about an event, and whether at once`)
    .argument('[event]', say`a file with an event of EventBridge as JSON, or - for standard input (default: examples)`)
    .addOption(new Option('--language <code>', say`instead of that of metsuke.yaml`).choices(['en', 'ja'] as const))
    .addHelpText('after', EXAMPLES)
    .action((event, options) => action(() => import('./notifications-preview.ts'))({ ...options, event }));
}
