import { EXIT } from '../../domain/errors.ts';
import { note } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { readInstances } from '../../inventory/fleet.ts';
import { type EngineOptions, openEngine } from '../open-engine.ts';
import { ADDRESS, NAME, PLATFORM, REPORTED, renderList } from '../render/list.ts';
import { tellProblems } from '../render/problems.ts';
import type { Session } from '../session.ts';

export type InventoryInstancesOptions = EngineOptions;

const COLUMNS = ['account', 'region', 'instance', NAME, PLATFORM, note`agent`, ADDRESS, REPORTED];

export async function run(session: Session, options: InventoryInstancesOptions): Promise<number> {
  const { terminal } = session;
  const archive = await openEngine(session, options);
  try {
    const { items, problems } = await readInstances(archive);
    tellProblems(problems, terminal);
    if (session.options.json) terminal.out(`${JSON.stringify(items, null, 2)}\n`);
    else {
      const rows = items.map((one) => [
        one.accountName || one.account,
        one.region,
        one.instance,
        one.computer,
        one.platform,
        one.agentVersion,
        one.address,
        one.captured,
      ]);
      terminal.out(renderList({ columns: COLUMNS, rows }, terminal, countOf(items.length, 'instance')));
    }
    return EXIT.done;
  } finally {
    await archive.engine.close();
  }
}
