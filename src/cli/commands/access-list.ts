import { listAccess } from '../../access/asked.ts';
import { chooseSnapshot, getSnapshot, listSnapshots } from '../../access/store.ts';
import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { openAccessStore } from '../open-access-store.ts';
import { accessCells, accessColumns, tellUnread } from '../render/access.ts';
import { renderList } from '../render/list.ts';
import type { Session } from '../session.ts';

export interface AccessListOptions {
  readonly archive?: string;
  readonly at?: string;
  readonly account?: readonly string[];
}

/** Ends with 1 when the snapshot has not read everything that is asked for. */
export async function run(session: Session, options: AccessListOptions): Promise<number> {
  const { terminal } = session;
  const { archive } = await openAccessStore(session, options);
  const snapshot = await getSnapshot(archive, chooseSnapshot(await listSnapshots(archive), '--at', options.at));
  const { rows, unread, notAsked } = listAccess(snapshot, options.account);
  if (session.options.json) {
    const { id, takenAt } = snapshot;
    terminal.out(`${JSON.stringify({ id, takenAt, unread, notAsked, rows }, null, 2)}\n`);
  } else {
    tellUnread(unread, terminal);
    if (notAsked.length > 0) terminal.err(`${say`${countOf(notAsked.length, 'account')} not asked`}\n`);
    terminal.out(say`Snapshot of ${snapshot.takenAt}\n`);
    const count = countOf(rows.length, 'row');
    terminal.out(renderList({ columns: accessColumns(), rows: rows.map(accessCells) }, terminal, count));
  }
  return unread.length > 0 ? EXIT.failed : EXIT.done;
}
