import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Action } from '../action.ts';

/** Who has which access now, what changed, and that the owners of accounts have confirmed it. */
export function registerAccess(program: CommandUnknownOpts, action: Action): void {
  const access = program
    .command('access')
    .description(say`who has which access now, what changed, and what the owners of accounts confirmed`)
    .addHelpText('after', say`\nExamples:\n  metsuke access snapshot\n  metsuke access list --account 444444444444`);
  access
    .command('snapshot')
    .description(say`read who has access to every governed account, and keep it in the archive`)
    .addOption(archiveOption())
    .option('--account <account...>', say`in these accounts only: ids or names`)
    .option('--role <name>', say`role to assume in other accounts; default: stackSets.bootstrapRole`)
    .addHelpText('after', SNAPSHOT_EXAMPLES)
    .action(action(() => import('./access-snapshot.ts')));
  access
    .command('list')
    .description(say`the access of a snapshot: users, roles with outside trust, assignments of IAM Identity Center`)
    .addOption(archiveOption())
    .option('--at <when>', say`a day, a moment or the id of a snapshot (default: the newest)`)
    .option('--account <id...>', say`only these accounts, by their ids`)
    .addHelpText('after', LIST_EXAMPLES)
    .action(action(() => import('./access-list.ts')));
  access
    .command('diff')
    .description(say`what differs between two snapshots: joiners, movers, leavers, new and lost access`)
    .addOption(archiveOption())
    .requiredOption('--from <when>', say`a day, a moment or the id of a snapshot`)
    .option('--to <when>', say`the same (default: the newest)`)
    .option('--account <id...>', say`only these accounts, by their ids`)
    .option('--exit-code', say`end with 3 when something differs`, false)
    .addHelpText('after', DIFF_EXAMPLES)
    .action(action(() => import('./access-diff.ts')));
  registerReview(access, action);
}

function registerReview(access: CommandUnknownOpts, action: Action): void {
  access
    .command('review')
    .description(
      say`sheets for the owners of accounts, and what came back signed; without an option: what is confirmed`,
    )
    .addOption(archiveOption())
    .addOption(
      new Option(
        '-o, --out <folder>',
        say`write a sheet for each account, as CSV and HTML, into this folder`,
      ).conflicts('import'),
    )
    .option('--at <when>', say`a day, a moment or the id of a snapshot (default: the newest)`)
    .option('--account <id...>', say`only these accounts, by their ids`)
    .option('--import <file>', say`a finished sheet: it is kept when its signature and every cell are right`)
    .option('--signature <file>', say`of this sheet, as ssh-keygen -Y sign writes it (default: the sheet with .sig)`)
    .addHelpText('after', REVIEW_EXAMPLES)
    .action(action(() => import('./access-review.ts')));
}

function archiveOption() {
  return new Option('--archive <folder>', say`a folder instead of the log account's bucket`);
}

const SNAPSHOT_EXAMPLES = say`
Examples:
  metsuke access snapshot
  metsuke access snapshot --account prod --archive ./logs
  metsuke access snapshot --json | jq '.unread'

In other accounts its sessions may read IAM and nothing else, even through an administrator's role.
Exit code: 1 when an account or IAM Identity Center could not be read; the others are kept.`;

const LIST_EXAMPLES = say`
Examples:
  metsuke access list
  metsuke access list --at 2026-09-30 --account 444444444444
  metsuke access list --json | jq '.rows[] | select(.mfa == "no" and .password == "yes")'`;

const DIFF_EXAMPLES = say`
Examples:
  metsuke access diff --from 2026-09-30
  metsuke access diff --from 2026-06-30 --to 2026-09-30 --exit-code
  metsuke access diff --from 2026-09-30 --json | jq '.people.left'`;

const REVIEW_EXAMPLES = say`
Examples:
  metsuke access review --out ./sheets                     one sheet for each account
  ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n metsuke-access-review sheet.csv
  metsuke access review --import sheet.csv --signature sheet.csv.sig
  metsuke access review                                    who confirmed which account, and when

accessReview.reviewers in metsuke.yaml says whose signature counts for which accounts.
Exit code: 1 when an account of the snapshot has no sheet, since it could not be read.`;
