import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Option } from '@commander-js/extra-typings';
import { SEVERITY_NAMES } from '../../capabilities/patching/rules.ts';
import { say } from '../../domain/say.ts';
import type { Action } from '../action.ts';
import { addArchiveOptions } from './archive-options.ts';
import type { PatchStatusOptions } from './patch-status.ts';

export function registerPatch(program: CommandUnknownOpts, action: Action): void {
  const patch = program
    .command('patch')
    .description(say`security patches: what is missing where, when it is installed, and installing it now`)
    .addHelpText(
      'after',
      say`\nExamples:\n  metsuke patch status\n  metsuke patch now --severity critical --group dev`,
    );
  addArchiveOptions(
    patch
      .command('status')
      .description(say`instances that miss patches, failed to install them or wait for a reboot, from the archive`),
  )
    .option('--all', say`instances that need nothing, too`, false)
    .option('--exit-code', say`end with 3 when an instance needs something`, false)
    .addHelpText('after', STATUS_EXAMPLES)
    .action((options) => action<PatchStatusOptions>(() => import('./patch-status.ts'))(options));
  patch
    .command('schedule')
    .description(say`which instances are patched when, as metsuke.yaml says; needs no AWS`)
    .addHelpText('after', SCHEDULE_EXAMPLES)
    .action(action(() => import('./patch-schedule.ts')));
  registerNow(patch, action);
}

function registerNow(patch: CommandUnknownOpts, action: Action): void {
  patch
    .command('now')
    .description(say`install now, outside the maintenance windows; shows the plan and asks first`)
    .option(
      '--patch <id...>',
      say`these patches, approved by a baseline or not: CVEs, advisories, packages (openssl*), KB numbers`,
    )
    .addOption(
      new Option('--severity <severity...>', say`security patches of this severity, without the days that they wait`)
        .choices(SEVERITY_NAMES)
        .conflicts('patch'),
    )
    .option('--group <group...>', say`these patch groups only; default: all of metsuke.yaml`)
    .option('--account <account...>', say`in these accounts only: ids or names`)
    .option('--region <region...>', say`in these regions only; default: the governed ones`)
    .option('--role <name>', say`role to assume in other accounts; default: stackSets.bootstrapRole`)
    .option('--reboot', say`instances reboot when a patch needs it; default: patching.install.reboot`)
    .option('--no-reboot', say`no instance reboots`)
    .option('--max-concurrency <share>', say`instances of an account and region at once: 5 or 10%`, '10%')
    .option('--max-errors <share>', say`after more failures than that, no further instance begins`, '1')
    .option('-y, --yes', say`do not ask`, false)
    .addHelpText('after', NOW_EXAMPLES)
    .action(action(() => import('./patch-now.ts')));
}

const STATUS_EXAMPLES = say`
Examples:
  metsuke patch status                       the whole organization, the worst first
  metsuke patch status --unit Workloads --exit-code
  metsuke patch status --archive ./logs --json | jq '.[] | select(.critical > 0)'

It shows what the last daily scan of each instance found: a patch of today may be missing here.`;

const SCHEDULE_EXAMPLES = say`
Examples:
  metsuke patch schedule
  metsuke patch schedule --json | jq -r '.groups[0].next'`;

const NOW_EXAMPLES = say`
Examples:
  metsuke patch now --severity critical --group dev        critical patches, without the days that they wait
  metsuke patch now --patch CVE-2026-12345 --max-concurrency 50%
  metsuke patch now --patch 'openssl*' --no-reboot --account prod
  metsuke patch now --group dev --yes --json | jq '.results[] | select(.status != "Success")'

Without --patch and --severity: what the baseline of each instance approves today. Instances without the tag PatchGroup are
never patched. Ctrl-C: no further instance begins, those that have begun go on.
Exit code: 1 when an instance failed or was not begun, when an account could not be looked at, or when you said no.`;
