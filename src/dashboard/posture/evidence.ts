import { addDays } from '../../archive/compact/days.ts';
import { type Coverage, readCoverage } from '../../archive/coverage.ts';
import type { ObjectStore } from '../../archive/object-store.ts';
import type { Evidence } from './schema.ts';

/** The archive that somebody gave, and what it is called. */
export interface GivenArchive {
  readonly store: ObjectStore;
  readonly source: string;
}

const DAYS = 30;

/** The last thirty days, today included. An account that the archive knows nothing of is told: its folder is not there to be read. */
export async function readEvidence(
  { store, source }: GivenArchive,
  { now, governed }: { readonly now: string; readonly governed: readonly string[] },
): Promise<Omit<Evidence, 'state' | 'at'>> {
  const lastDay = now.slice(0, 10);
  const firstDay = addDays(lastDay, 1 - DAYS);
  const coverage = await readCoverage({ store, firstDay, lastDay });
  const accounts = coverage.accounts.map(toAccount);
  const seen = new Set(
    accounts.filter(({ days, gaps }) => days.length + gaps.length > 0).map(({ account }) => account),
  );
  return {
    verified: null,
    source,
    firstDay,
    lastDay,
    withoutLogs: governed.filter((account) => !seen.has(account)),
    accounts,
  };
}

function toAccount({ account, regions, gaps }: Coverage['accounts'][number]): Evidence['accounts'][number] {
  const days = new Set(regions.flatMap((region) => region.days.map(({ day }) => day)));
  return { account, days: [...days].sort(), gaps: gaps.map(({ from, to, isOpen }) => ({ from, to, isOpen })) };
}
