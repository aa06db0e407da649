import pLimit from 'p-limit';
import { regionsOf } from '../blueprints/blueprint.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { splitAccounts } from '../engine/plan/accounts.ts';
import { type InstanceUsage, judgeInstances } from '../images/usage.ts';
import { type OpenedImages, throughRole } from './open-images.ts';
import type { Session } from './session.ts';

/** An account and region that nobody could ask. */
export interface NotAsked {
  readonly account: AccountId;
  readonly name: string;
  readonly region: string;
  readonly reason: string;
}

export interface JudgedInstance extends InstanceUsage {
  readonly accountId: AccountId;
}

/** What each running instance of every governed account was started from. One account that lets nobody in is named, and the others go on. */
export async function judgeRunning(
  session: Session,
  opened: OpenedImages,
): Promise<{
  readonly judged: readonly JudgedInstance[];
  readonly notAsked: readonly NotAsked[];
  readonly places: number;
}> {
  const { images, pipelines, input } = opened;
  const known = await Promise.all(
    pipelines.map(async (pipeline) => ({ pipeline, builds: await images.listBuilds(pipeline) })),
  );
  const { instances, notAsked, places } = await listRunning(session, input);
  return { judged: judgeInstances(instances, known), notAsked, places };
}

const ACCOUNTS_AT_ONCE = 24;

async function listRunning(session: Session, input: OpenedImages['input']) {
  const { openRunningInstances } = await import('../aws/machine-images.ts');
  const limit = pLimit(ACCOUNTS_AT_ONCE);
  const regions = regionsOf({ regions: 'governed' }, input.config);
  const notAsked: NotAsked[] = [];
  const { governed } = splitAccounts(input);
  const asked = governed.map(({ id, name }) =>
    limit(async () => {
      const port = openRunningInstances(throughRole(session, input, id));
      const found = regions.map(async (region) => {
        try {
          return (await port.list(region)).map((one) => ({ ...one, account: name, accountId: id, region }));
        } catch (error) {
          if (!(error instanceof MetsukeError)) throw error;
          notAsked.push({ account: id, name, region, reason: error.message });
          return [];
        }
      });
      return (await Promise.all(found)).flat();
    }),
  );
  const instances = (await Promise.all(asked)).flat();
  return { instances, notAsked, places: governed.length * regions.length };
}
