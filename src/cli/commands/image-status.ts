import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { openImages, stateOf } from '../open-images.ts';
import { layRows } from '../render/rows.ts';
import type { Session } from '../session.ts';

export async function run(session: Session): Promise<number> {
  const { images, pipelines, shortName } = await openImages(session);
  const all = await Promise.all(
    pipelines.map(async (pipeline) => ({ pipeline, newest: (await images.listBuilds(pipeline))[0] ?? null })),
  );
  const hasFailed = all.some(({ newest }) => newest?.status === 'FAILED');
  if (session.options.json) session.terminal.out(`${JSON.stringify({ pipelines: all }, null, 2)}\n`);
  else {
    const cells = all.map(({ pipeline, newest }) => [
      hasFailedMark(newest?.status),
      shortName(pipeline),
      newest === null ? say`never built` : `${newest.version}  ${newest.createdAt}`,
      newest === null ? (pipeline.isEnabled ? '' : say`switched off`) : stateOf(newest),
    ]);
    const rows = cells.map((row) => ({ cells: row }));
    session.terminal.out(`${layRows(rows, session.terminal.view).flat().join('\n')}\n`);
    if (hasFailed) session.terminal.err(say`What to do when a build fails: docs/machine-images.md\n`);
  }
  return hasFailed ? EXIT.failed : EXIT.done;
}

function hasFailedMark(status: string | undefined): string {
  if (status === undefined) return '·';
  return status === 'FAILED' ? '✗' : '✓';
}
