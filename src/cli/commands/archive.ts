import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Action } from '../action.ts';
import {
  archiveOption,
  bucketOption,
  bucketOwnerOption,
  curatedOption,
  curatedOwnerOption,
  fromOption,
  noCuratedOption,
  toOption,
} from './archive-options.ts';

/** What is kept: whether all of it is there, a copy of it, and a form of it that is quick to query. */
export function registerArchive(program: CommandUnknownOpts, action: Action): void {
  const archive = program
    .command('archive')
    .description(say`the log archive: is it whole, copy it, make it quick`)
    .addHelpText('after', say`\nExamples:\n  metsuke archive status\n  metsuke archive sync ./logs`);
  archive
    .command('status')
    .description(say`which account and region has logs of which day; accounts whose logs have stopped`)
    .addOption(archiveOption)
    .addOption(bucketOption)
    .addOption(bucketOwnerOption)
    .addOption(accountsOption)
    .addOption(fromOption)
    .addOption(toOption)
    .addOption(curatedOption)
    .addOption(curatedOwnerOption)
    .addOption(noCuratedOption)
    .option('--regions', say`a line for every region`, false)
    .option('--exit-code', say`end with 3 when there are gaps`, false)
    .addHelpText('after', STATUS_EXAMPLES)
    .action(action(() => import('./archive-status.ts')));
  archive
    .command('sync')
    .description(say`copy the bucket into a folder: what is new or differs; removes nothing`)
    .argument('<folder>', say`where the copy is`)
    .addOption(bucketOption)
    .addOption(bucketOwnerOption)
    .addOption(accountsOption)
    .option('--from <date>', say`objects delivered from this day on (default: all)`)
    .option('--to <date>', say`objects delivered until the end of this day (default: all)`)
    .addHelpText('after', SYNC_EXAMPLES)
    .action((folder, options) => action(() => import('./archive-sync.ts'))({ ...options, folder }));
  archive
    .command('compact')
    .description(say`make Parquet of the log files of CloudTrail, day by day; the log files stay as they are`)
    .addOption(archiveOption)
    .addOption(bucketOption)
    .addOption(bucketOwnerOption)
    .option(
      '-o, --out <place>',
      say`a folder or s3://bucket/prefix in which curated/ is made (default: the folder of --archive, or reports.curated of metsuke.yaml)`,
    )
    .addOption(curatedOwnerOption)
    .option('--from <date>', say`days of delivery from this one on (default: all)`)
    .option('--to <date>', say`days of delivery until this one (default: all)`)
    .addHelpText('after', COMPACT_EXAMPLES)
    .action(action(() => import('./archive-compact.ts')));
}

const accountsOption = new Option('--account <id...>', say`only these accounts`);

const STATUS_EXAMPLES = say`
Examples:
  metsuke archive status                                   the last 30 days of the bucket
  metsuke archive status --archive ./logs --from 2026-10-01 --to 2026-10-31
  metsuke archive status --exit-code || echo "logs are missing"
  metsuke archive status --json | jq '.accounts[] | select(.gaps != [])'`;

const SYNC_EXAMPLES = say`
Examples:
  metsuke archive sync ./logs                              all of it; repeat it to get what is new
  metsuke archive sync ./logs --from 2026-10-01 --to 2026-10-31 --account 444444444444`;

const COMPACT_EXAMPLES = say`
Examples:
  metsuke archive compact --archive ./logs                 into ./logs/curated
  metsuke archive compact --out ./curated-logs --from 7d   the bucket's last days, every night
  metsuke archive compact --out s3://example-curated       into a bucket of your own, for the whole team

A day whose log files have not changed is left alone. It may be killed and repeated at any time.`;
