import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { forTerminal } from '../../domain/text/media.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { InstanceUsage } from '../../images/usage.ts';
import { judgeRunning } from '../judge-running.ts';
import { type OpenedImages, openImages } from '../open-images.ts';
import { layRows } from '../render/rows.ts';
import type { Session } from '../session.ts';
import type { Screen } from '../terminal.ts';

export interface ImageUsageOptions {
  readonly all: boolean;
}

export async function run(session: Session, { all }: ImageUsageOptions): Promise<number> {
  const opened = await openImages(session);
  const { judged: found, notAsked } = await judgeRunning(session, opened);
  const judged = found.map(({ accountId: _, ...instance }) => instance);
  const places = notAsked.map(({ name, region, reason }) => ({ account: name, region, reason }));
  const shown = all ? judged : judged.filter(({ age }) => age !== 'newest');
  if (session.options.json)
    session.terminal.out(`${JSON.stringify({ instances: shown, notAsked: places }, null, 2)}\n`);
  else session.terminal.out(render(shown, judged, opened, session.terminal.view.screen));
  for (const { account, region, reason } of places) {
    session.terminal.err(say`not asked: ${forTerminal(`${account} ${region}: ${reason}`)}\n`);
  }
  return notAsked.length > 0 ? EXIT.failed : EXIT.done;
}

function render(
  shown: readonly InstanceUsage[],
  judged: readonly InstanceUsage[],
  { shortName }: OpenedImages,
  screen: Screen,
): string {
  const newest = judged.filter(({ age }) => age === 'newest').length;
  const summary = say`${countOf(judged.length, 'running instance')}, ${newest} on the newest image.`;
  const cells = shown.map(({ account, region, id, name, imageId, age, pipeline }) => [
    age,
    account,
    region,
    id,
    name ?? '-',
    imageId,
    pipeline === null ? '-' : shortName({ name: pipeline }),
  ]);
  const rows = cells.map((row) => ({ cells: row }));
  return `${[...layRows(rows, { screen }).flat(), summary].join('\n')}\n`;
}
