import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Action } from '../program.ts';
import { addArchiveOptions } from './archive-options.ts';
import type { PatchStatusOptions } from './patch-status.ts';

export function registerPatch(program: CommandUnknownOpts, action: Action): void {
  const patch = program
    .command('patch')
    .description('security patches: what is missing where, and when it is installed');
  addArchiveOptions(
    patch
      .command('status')
      .description('instances that miss patches, failed to install them or wait for a reboot, from the archive'),
  )
    .option('--all', 'instances that need nothing, too', false)
    .option('--exit-code', 'end with 3 when an instance needs something', false)
    .addHelpText('after', STATUS_EXAMPLES)
    .action((options) => action<PatchStatusOptions>(() => import('./patch-status.ts'))(options));
  patch
    .command('schedule')
    .description('which instances are patched when, as metsuke.yaml says; needs no AWS')
    .addHelpText('after', SCHEDULE_EXAMPLES)
    .action(action(() => import('./patch-schedule.ts')));
}

const STATUS_EXAMPLES = `
Examples:
  metsuke patch status                       the whole organization, the worst first
  metsuke patch status --unit Workloads --exit-code
  metsuke patch status --archive ./logs --json | jq '.[] | select(.critical > 0)'

It is what the daily scan of each instance found last: a patch of today may be missing here.`;

const SCHEDULE_EXAMPLES = `
Examples:
  metsuke patch schedule
  metsuke patch schedule --json | jq -r '.groups[0].next'`;
