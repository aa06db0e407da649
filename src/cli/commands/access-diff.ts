import { type Change, compareSnapshots } from '../../access/diff.ts';
import { comparePeople, type Person } from '../../access/people.ts';
import { chooseSnapshot, getSnapshot, listSnapshots } from '../../access/store.ts';
import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf, listed } from '../../domain/text/phrases.ts';
import { openAccessStore } from '../open-access-store.ts';
import { changeCells, changeColumns } from '../render/access.ts';
import { renderList } from '../render/list.ts';
import type { Session } from '../session.ts';

export interface AccessDiffOptions {
  readonly archive?: string;
  readonly from: string;
  readonly to?: string;
  readonly account?: readonly string[];
  readonly exitCode: boolean;
}

/** Ends with 1 when something could not be compared: that nothing differs there is not known. */
export async function run(session: Session, options: AccessDiffOptions): Promise<number> {
  const { terminal } = session;
  const { archive } = await openAccessStore(session, options);
  const kept = await listSnapshots(archive);
  const [from, to] = await Promise.all([
    getSnapshot(archive, chooseSnapshot(kept, '--from', options.from)),
    getSnapshot(archive, chooseSnapshot(kept, '--to', options.to)),
  ]);
  const { changes, notCompared, isCenterCompared } = compareSnapshots(from, to, options.account);
  const people = comparePeople(from, to, { changes });
  if (session.options.json) {
    const summary = { from: from.id, to: to.id, changes, people, notCompared, isCenterCompared };
    terminal.out(`${JSON.stringify(summary, null, 2)}\n`);
  } else {
    if (notCompared.length > 0)
      terminal.err(say`Not compared, since one of the two has not read them: ${listed(notCompared)}\n`);
    if (!isCenterCompared) terminal.err(say`Not compared: IAM Identity Center, which one of the two has not read\n`);
    terminal.out(say`From ${from.takenAt} to ${to.takenAt}\n`);
    terminal.out(renderChanges(changes, terminal));
    terminal.out(renderPeople(people));
  }
  if (notCompared.length > 0 || !isCenterCompared) return EXIT.failed;
  return options.exitCode && changes.length > 0 ? EXIT.rowsFound : EXIT.done;
}

function renderChanges(changes: readonly Change[], terminal: Session['terminal']): string {
  if (changes.length === 0) return say`Nothing differs.\n`;
  const rows = changes.map(changeCells);
  return renderList({ columns: changeColumns(), rows }, terminal, countOf(changes.length, 'change'));
}

function renderPeople({ joined, moved, left, leftBehind }: ReturnType<typeof comparePeople>): string {
  const lines = [
    ...(joined.length > 0 ? [say`Joined: ${listed(joined.map(nameOf))}`] : []),
    ...(moved.length > 0 ? [say`Other access than before: ${listed(moved.map(nameOf))}`] : []),
    ...(left.length > 0 ? [say`Left: ${listed(left.map(nameOf))}`] : []),
    ...leftBehind.map(
      ({ person, row }) => say`${person.name} left, and ${row.holder} is still an IAM user of ${row.account}`,
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function nameOf({ name, account }: Person): string {
  return account === undefined ? name : `${name} (${account})`;
}
