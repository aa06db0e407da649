import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { readPatchStatus } from '../inventory/patch-status.ts';
import { type LastScan, scanKey } from '../patching/plan.ts';
import { openEngine } from './open-engine.ts';
import type { Session } from './session.ts';

/** Nothing is known of whom the archive does not know, and of nobody where it cannot be read: patches wait for neither. */
export async function readLastScans(session: Session): Promise<ReadonlyMap<string, LastScan>> {
  try {
    const archive = await openEngine(session, { engine: 'duckdb' });
    try {
      const { items } = await readPatchStatus(archive);
      return new Map(
        items.map(({ account, region, instance, missing, critical, ended, captured }) => [
          scanKey({ account, region, id: instance }),
          { missing, critical, at: ended || captured },
        ]),
      );
    } finally {
      await archive.engine.close();
    }
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    session.terminal.err(say`What is missing is not known, because the archive cannot be read: ${error.message}\n`);
    return new Map();
  }
}
