import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Session } from '../session.ts';
import type { ImageBuildOptions } from './image-build.ts';
import type { ImageUsageOptions } from './image-usage.ts';

type Run<Options> = (session: Session, options: Options) => Promise<number>;
type Action = <Options>(load: () => Promise<{ readonly run: Run<Options> }>) => (options: Options) => Promise<void>;

const BUILD_EXAMPLES = say`
Examples:
  metsuke image build                              every pipeline, without waiting
  metsuke image build amazon-linux-2023-x86-64 --follow

Image Builder starts instances in the image account, for about an hour. The pipelines also run by themselves: see
machineImages.schedule.`;

const USAGE_EXAMPLES = say`
Examples:
  metsuke image usage                              instances on old and foreign images
  metsuke image usage --all                        the others too
  metsuke image usage --json | jq '.instances[] | select(.age == "foreign") | .id'

It asks Amazon EC2 in every governed account and region, through the bootstrap role.`;

/** Hardened machine images: built, followed, listed, and who runs which. */
export function registerImage(program: CommandUnknownOpts, action: Action): void {
  const image = program
    .command('image')
    .description(say`hardened machine images: build them, follow them, see who runs which`)
    .addHelpText('after', say`\nExamples:\n  metsuke image build --follow\n  metsuke image usage`);
  image
    .command('build')
    .description(say`build images now`)
    .argument('[name]', say`one kind of image: amazon-linux-2023-x86-64`)
    .option('--follow', say`wait until the builds have ended; 1 when one failed`, false)
    .addHelpText('after', BUILD_EXAMPLES)
    .action((name, options) =>
      action<ImageBuildOptions>(() => import('./image-build.ts'))({ follow: options.follow, name: name ?? null }),
    );
  image
    .command('status')
    .description(say`each pipeline with its newest build; 1 when that one failed`)
    .addHelpText('after', say`\nExamples:\n  metsuke image status`)
    .action(action(() => import('./image-status.ts')));
  image
    .command('list')
    .description(say`every image that was built, with its id in each region`)
    .addHelpText('after', say`\nExamples:\n  metsuke image list\n  metsuke image list --json`)
    .action(action(() => import('./image-list.ts')));
  image
    .command('usage')
    .description(say`running instances on old images of Metsuke, or on images of others`)
    .option('--all', say`those on the newest image too`, false)
    .addHelpText('after', USAGE_EXAMPLES)
    .action((options) => action<ImageUsageOptions>(() => import('./image-usage.ts'))(options));
}
