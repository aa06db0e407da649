import pLimit from 'p-limit';
import { regionsOf } from '../../blueprints/blueprint.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { forTerminal } from '../../domain/text/media.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { splitAccounts } from '../../engine/plan/accounts.ts';
import type { InstanceUsage } from '../../images/usage.ts';
import { judgeInstances } from '../../images/usage.ts';
import { type OpenedImages, openImages, throughRole } from '../open-images.ts';
import { layRows } from '../render/rows.ts';
import type { Session } from '../session.ts';
import type { Screen } from '../terminal.ts';

export interface ImageUsageOptions {
  readonly all: boolean;
}

interface NotAsked {
  readonly account: string;
  readonly region: string;
  readonly reason: string;
}

export async function run(session: Session, { all }: ImageUsageOptions): Promise<number> {
  const opened = await openImages(session);
  const known = await Promise.all(
    opened.pipelines.map(async (pipeline) => ({ pipeline, builds: await opened.images.listBuilds(pipeline) })),
  );
  const { instances, notAsked } = await listInstances(session, opened);
  const judged = judgeInstances(instances, known);
  const shown = all ? judged : judged.filter(({ age }) => age !== 'newest');
  if (session.options.json) session.terminal.out(`${JSON.stringify({ instances: shown, notAsked }, null, 2)}\n`);
  else session.terminal.out(render(shown, judged, opened, session.terminal.view.screen));
  for (const { account, region, reason } of notAsked) {
    session.terminal.err(say`not asked: ${forTerminal(`${account} ${region}: ${reason}`)}\n`);
  }
  return notAsked.length > 0 ? EXIT.failed : EXIT.done;
}

const ACCOUNTS_AT_ONCE = 24;

/** One that lets nobody in is named, and the others go on. */
async function listInstances(session: Session, { input }: OpenedImages) {
  const { openRunningInstances } = await import('../../aws/machine-images.ts');
  const limit = pLimit(ACCOUNTS_AT_ONCE);
  const regions = regionsOf({ regions: 'governed' }, input.config);
  const notAsked: NotAsked[] = [];
  const asked = splitAccounts(input).governed.map(({ id, name }) =>
    limit(async () => {
      const port = openRunningInstances(throughRole(session, input, id));
      const found = regions.map(async (region) => {
        try {
          return (await port.list(region)).map((instance) => ({ ...instance, account: name, region }));
        } catch (error) {
          if (!(error instanceof MetsukeError)) throw error;
          notAsked.push({ account: name, region, reason: error.message });
          return [];
        }
      });
      return (await Promise.all(found)).flat();
    }),
  );
  return { instances: (await Promise.all(asked)).flat(), notAsked };
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
