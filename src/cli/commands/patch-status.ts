import { EXIT } from '../../domain/errors.ts';
import { note, say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { needsWork, type PatchStatus, readPatchStatus } from '../../inventory/patch-status.ts';
import { type EngineOptions, openEngine } from '../open-engine.ts';
import { GROUP, NAME, REBOOT, renderList } from '../render/list.ts';
import { tellProblems } from '../render/problems.ts';
import type { Session } from '../session.ts';

export interface PatchStatusOptions extends EngineOptions {
  readonly all: boolean;
  readonly exitCode: boolean;
}

const COLUMNS = ['account', 'region', 'instance', NAME, GROUP, 'critical', 'missing', 'failed', REBOOT, note`last`];

/** Ends with 3 when an instance needs something and `--exit-code` was given. */
export async function run(session: Session, options: PatchStatusOptions): Promise<number> {
  const { terminal } = session;
  const archive = await openEngine(session, options);
  try {
    const { items, problems } = await readPatchStatus(archive);
    tellProblems(problems, terminal);
    const needing = items.filter(needsWork);
    const shown = options.all ? items : needing;
    if (session.options.json) terminal.out(`${JSON.stringify(shown, null, 2)}\n`);
    else if (items.length === 0) terminal.out(say`No instance has been scanned yet.\n`);
    else {
      const all = countOf(items.length, 'instance');
      const count =
        needing.length === 1 ? say`1 of ${all} needs something` : say`${needing.length} of ${all} need something`;
      terminal.out(
        shown.length === 0 ? `${count}.\n` : renderList({ columns: COLUMNS, rows: shown.map(rowOf) }, terminal, count),
      );
    }
    return options.exitCode && needing.length > 0 ? EXIT.rowsFound : EXIT.done;
  } finally {
    await archive.engine.close();
  }
}

function rowOf(one: PatchStatus) {
  const { accountName, account, region, instance, computer, patchGroup, critical, missing, failed, pendingReboot } =
    one;
  const last = `${one.operation} ${one.ended || one.captured}`.trim();
  return [
    accountName || account,
    region,
    instance,
    computer,
    patchGroup,
    critical,
    missing,
    failed,
    pendingReboot,
    last,
  ];
}
