import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { openImages, stateOf } from '../open-images.ts';
import { layRows } from '../render/rows.ts';
import type { Session } from '../session.ts';

export async function run(session: Session): Promise<number> {
  const { images, pipelines, shortName } = await openImages(session);
  const builds = (
    await Promise.all(
      pipelines.map(async (pipeline) =>
        (await images.listBuilds(pipeline)).map((build) => ({ ...build, name: shortName(pipeline) })),
      ),
    )
  ).flat();
  if (session.options.json) session.terminal.out(`${JSON.stringify({ images: builds }, null, 2)}\n`);
  else if (builds.length === 0) session.terminal.out(say`No image was built yet. Build them: metsuke image build\n`);
  else {
    const cells = builds.map((build) => [
      build.name,
      build.version,
      build.createdAt,
      build.images.map(({ region, imageId }) => `${imageId} (${region})`).join(' ') || '-',
      stateOf(build),
    ]);
    const rows = cells.map((row) => ({ cells: row }));
    session.terminal.out(`${layRows(rows, session.terminal.view).flat().join('\n')}\n`);
  }
  return EXIT.done;
}
