import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from '../archive/tables/scope.ts';
import { MetsukeError } from '../domain/errors.ts';
import { isAccountId } from '../domain/ids.ts';
import type { Engine, EngineName, KnownAccount, Parameters } from '../query/engine.ts';
import { parsePeriod } from '../reports/period.ts';
import { type ArchiveOptions, openArchive } from './open-archive.ts';
import type { Session } from './session.ts';

export interface EngineOptions extends ArchiveOptions {
  readonly account?: readonly string[];
  readonly unit?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly engine: EngineName;
}

/** An engine over the archive that a person means, and what they ask of it. */
export interface OpenedEngine {
  readonly engine: Engine;
  readonly scope: Scope;
  readonly accounts: readonly KnownAccount[];
  /** What the configuration says to reports. */
  readonly parameters: Parameters;
}

export async function openEngine(session: Session, options: EngineOptions): Promise<OpenedEngine> {
  const { store } = await openArchive(session, options);
  const { makeDuckDBEngine } = await import('../query/duckdb/engine.ts');
  const period = parsePeriod(options, new Date(session.clock.now()));
  const accounts = (options.account ?? []).map((account) => {
    if (isAccountId(account)) return account;
    throw new MetsukeError('usage', `--account ${account} is no account's id.`, {
      hint: 'Over a folder, accounts are known by their ids alone.',
    });
  });
  return {
    engine: makeDuckDBEngine({ store, cache: cacheFolder(session) }),
    scope: { ...period, ...(accounts.length > 0 ? { accounts } : {}) },
    accounts: [],
    parameters: {},
  };
}

/** Objects of a bucket that were fetched once. */
function cacheFolder({ environment }: Session): string {
  return join(environment.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'metsuke', 'archive');
}
