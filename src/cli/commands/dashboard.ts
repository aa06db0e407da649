import type { Command, CommandUnknownOpts, OptionValues } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Action } from '../program.ts';
import { archiveOption, bucketOption, bucketOwnerOption } from './archive-options.ts';
import type { PostureOptions } from './posture.ts';

const POSTURE_EXAMPLES = say`
Examples:
  metsuke posture
  metsuke posture --account dev
  metsuke posture --logs                   also whether logs arrive
  metsuke posture --json > posture.json    its form: metsuke-posture.schema.json

It reads stack sets, the aggregator of AWS Config and GuardDuty. What could not be read is said, never counted as zero.`;

/** What is wrong in the whole organization: as text and as data. */
export function registerDashboard(program: CommandUnknownOpts, action: Action): void {
  addChoice(program.command('posture').description(say`what is wrong in all accounts now, where, and what to do first`))
    .option('--exit-code', say`end with 3 when something is wrong or was not read`, false)
    .addHelpText('after', POSTURE_EXAMPLES)
    .action((options) => action<PostureOptions>(() => import('./posture.ts'))(options));
}

function addChoice<A extends unknown[], O extends OptionValues, G extends OptionValues>(command: Command<A, O, G>) {
  return command
    .option('--account <account>', say`only this account, by id or name`)
    .option('--logs', say`also list which days the log account's bucket holds`, false)
    .addOption(archiveOption)
    .addOption(bucketOption)
    .addOption(bucketOwnerOption)
    .option('--pseudonyms', say`hide the names of people`, false);
}
