import { isAccess } from '../../access/row.ts';
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

/** Ends with 1 when the snapshot could not read everything that it shows. */
export async function run(session: Session, options: AccessListOptions): Promise<number> {
  const { terminal } = session;
  const { archive } = await openAccessStore(session, options);
  const snapshot = await getSnapshot(archive, chooseSnapshot(await listSnapshots(archive), '--at', options.at));
  const isWanted = ({ account }: { readonly account: string }): boolean => options.account?.includes(account) ?? true;
  const rows = snapshot.rows.filter((row) => isAccess(row) && isWanted(row));
  const unread = snapshot.rows.filter(
    (row) => row.state === 'unread' && (isWanted(row) || row.kind === 'identity-center'),
  );
  if (session.options.json) {
    const { id, takenAt } = snapshot;
    terminal.out(`${JSON.stringify({ id, takenAt, unread, rows }, null, 2)}\n`);
  } else {
    tellUnread({ rows: unread }, terminal);
    terminal.out(say`Snapshot of ${snapshot.takenAt}\n`);
    const count = countOf(rows.length, 'row');
    terminal.out(renderList({ columns: accessColumns(), rows: rows.map(accessCells) }, terminal, count));
  }
  return unread.length > 0 ? EXIT.failed : EXIT.done;
}
