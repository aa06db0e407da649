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

/** The last thirty days, today included. */
export async function readEvidence(
  { store, source }: GivenArchive,
  now: string,
): Promise<Omit<Evidence, 'state' | 'at'>> {
  const lastDay = now.slice(0, 10);
  const firstDay = addDays(lastDay, 1 - DAYS);
  const { accounts } = await readCoverage({ store, firstDay, lastDay });
  return { source, firstDay, lastDay, accounts: accounts.map(toAccount) };
}

function toAccount({ account, regions, gaps }: Coverage['accounts'][number]): Evidence['accounts'][number] {
  const days = new Set(regions.flatMap((region) => region.days.map(({ day }) => day)));
  return { account, days: [...days].sort(), gaps: gaps.map(({ from, to, isOpen }) => ({ from, to, isOpen })) };
}
