import type { Command, CommandUnknownOpts, OptionValues } from '@commander-js/extra-typings';
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Action } from '../action.ts';
import { archiveOption, bucketOption, bucketOwnerOption } from './archive-options.ts';
import type { DashboardOptions } from './dashboard-page.ts';
import type { PostureOptions } from './posture.ts';

const POSTURE_EXAMPLES = say`
Examples:
  metsuke posture
  metsuke posture --account dev
  metsuke posture --logs                   also whether logs arrive
  metsuke posture --json > posture.json    its form: metsuke-posture.schema.json

It reads stack sets, the aggregator of AWS Config and GuardDuty. What could not be read is said, never counted as zero.`;

const DASHBOARD_EXAMPLES = say`
Examples:
  metsuke dashboard                        a page for the browser of this machine, until Ctrl-C
  metsuke dashboard --out today.html       the same as one file, to mail, keep or print
  metsuke dashboard --account dev --out dev.html --pseudonyms
  metsuke dashboard --activity 3           also who did what in the last three days
  metsuke dashboard --plan plan.json       review what metsuke plan --out has saved

The page shows what metsuke posture --json prints. It loads nothing from elsewhere, and its file needs no network.`;

/** What is wrong in the whole organization: as text, as data and as a page. */
export function registerDashboard(program: CommandUnknownOpts, action: Action): void {
  addChoice(program.command('posture').description(say`what is wrong in all accounts now, where, and what to do first`))
    .option('--exit-code', say`end with 3 when something is wrong or was not read`, false)
    .addHelpText('after', POSTURE_EXAMPLES)
    .action((options) => action<PostureOptions>(() => import('./posture.ts'))(options));
  addChoice(
    program.command('dashboard').description(say`the posture as a page: violations at a glance, over all accounts`),
  )
    .option('-o, --out <file>', say`write the page as one file, instead of serving it`)
    .option('--plan <file>', say`also open a saved plan, for review`)
    .option('--port <number>', say`where to serve it (default: any that is free)`, parsePort, 0)
    .option('--open', say`open the browser too`, false)
    .addHelpText('after', DASHBOARD_EXAMPLES)
    .action((options) => action<DashboardOptions>(() => import('./dashboard-page.ts'))(options));
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError(say`A port is a number from 1 to 65535.`);
}

function activityOption() {
  return new Option('--activity [days]', say`also ask who did what in the last days (7), which reads their log files`)
    .preset('7')
    .argParser(parseDays);
}

function parseDays(text: string): number {
  const [, days] = /^(\d{1,2})d?$/.exec(text) ?? [];
  if (days !== undefined && Number(days) >= 1 && Number(days) <= MOST_DAYS) return Number(days);
  throw new InvalidArgumentError(say`Days are a number from 1 to ${MOST_DAYS}.`);
}

/** What a page is to show of more is a report. */
const MOST_DAYS = 31;

function addChoice<A extends unknown[], O extends OptionValues, G extends OptionValues>(command: Command<A, O, G>) {
  return command
    .option('--account <account>', say`only this account, by id or name`)
    .option('--logs', say`also list which days the log account's bucket holds`, false)
    .option('--images', say`also ask every account from which images its instances run`, false)
    .addOption(activityOption())
    .addOption(archiveOption)
    .addOption(bucketOption)
    .addOption(bucketOwnerOption)
    .option('--pseudonyms', say`hide the names of people of whom events and logs tell`, false);
}
