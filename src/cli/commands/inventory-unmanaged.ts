import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { findInstances } from '../../sessions/find.ts';
import { renderFailures } from '../render/instances.ts';
import { ADDRESS, NAME, PLATFORM, renderList } from '../render/list.ts';
import type { Session } from '../session.ts';
import { placesFor } from '../session-places.ts';

export interface InventoryUnmanagedOptions {
  readonly account?: readonly string[];
}

const COLUMNS = ['account', 'region', 'instance', NAME, PLATFORM, ADDRESS];

/** Instances that run and whose agent never reported: they are in no inventory, and get no patches. */
export async function run(session: Session, options: InventoryUnmanagedOptions): Promise<number> {
  const { terminal } = session;
  const { places, port } = await placesFor(session, options.account ? { account: options.account } : {}, null);
  terminal.err(say`Looking in ${countOf(places.length, 'place')} …\n`);
  const { instances: running, failures } = await findInstances(port, places, null);
  const instances = running.filter(({ agent }) => agent === 'UNMANAGED');
  terminal.err(renderFailures(failures, terminal.errView));
  if (session.options.json) terminal.out(`${JSON.stringify({ instances, failures }, null, 2)}\n`);
  else if (instances.length === 0 && failures.length === 0) terminal.out(say`Every running instance is managed.\n`);
  else {
    const rows = instances.map((one) => [
      one.accountName,
      one.region,
      one.id,
      one.name,
      one.platform,
      one.privateAddress,
    ]);
    terminal.out(renderList({ columns: COLUMNS, rows }, terminal, countOf(instances.length, 'instance')));
  }
  return failures.length > 0 ? EXIT.failed : EXIT.done;
}
