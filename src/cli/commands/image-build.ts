import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { forTerminal } from '../../domain/text/media.ts';
import { type ImageBuild, isFinished, type MachineImagesPort, type Pipeline } from '../../images/ports.ts';
import { openImages, stateOf } from '../open-images.ts';
import type { Session } from '../session.ts';

export interface ImageBuildOptions {
  readonly name: string | null;
  readonly follow: boolean;
}

export async function run(session: Session, { name, follow }: ImageBuildOptions): Promise<number> {
  const opened = await openImages(session);
  const chosen = choose(opened.pipelines, opened.shortName, name);
  const started = await Promise.all(
    chosen.map(async (pipeline) => {
      const arn = await opened.images.startBuild(pipeline);
      session.terminal.err(say`${opened.shortName(pipeline)}: build started\n`);
      return { name: opened.shortName(pipeline), arn };
    }),
  );
  const builds = follow
    ? await Promise.all(
        started.map(async ({ name: title, arn }) => ({
          name: title,
          ...(await waitFor(arn, title, opened.images, session)),
        })),
      )
    : started;
  if (session.options.json) session.terminal.out(`${JSON.stringify({ builds }, null, 2)}\n`);
  else if (!follow) session.terminal.out(say`Follow them with: metsuke image status\n`);
  const hasFailed = builds.some((build) => 'status' in build && build.status !== 'AVAILABLE');
  return hasFailed ? EXIT.failed : EXIT.done;
}

function choose(
  pipelines: readonly Pipeline[],
  shortName: (pipeline: Pipeline) => string,
  name: string | null,
): readonly Pipeline[] {
  if (name === null) return pipelines;
  const found = pipelines.filter((pipeline) => shortName(pipeline) === name || pipeline.name === name);
  if (found.length > 0) return found;
  throw new MetsukeError('not-found', say`There is no kind of image called ${name}.`, {
    hint: say`There are: ${pipelines.map(shortName).join(', ')}.`,
  });
}

/** A build takes the better part of an hour. */
const EVERY_MS = 30_000;

async function waitFor(
  arn: string,
  name: string,
  images: MachineImagesPort,
  { clock, terminal }: Session,
): Promise<ImageBuild> {
  for (let before = ''; ; ) {
    const build = await images.readBuild(arn);
    if (build === null) throw new MetsukeError('not-found', say`The build ${arn} is gone.`);
    if (build.status !== before) terminal.err(`${forTerminal(`${name}: ${stateOf(build)}`)}\n`);
    if (isFinished(build)) return build;
    before = build.status;
    await clock.sleep(EVERY_MS);
  }
}
