import type { ObjectStore } from '../archive/object-store.ts';
import { listOwners } from '../archive/owners.ts';
import { TABLES } from '../archive/tables/catalog.ts';
import { EVERYTHING } from '../archive/tables/scope.ts';
import type { Table } from '../archive/tables/table.ts';
import { makeSuggestion } from '../config/suggest.ts';
import { MetsukeError } from '../domain/errors.ts';
import { type AccountId, isAccountId } from '../domain/ids.ts';
import type { KnownAccount } from '../domain/known-account.ts';
import { say } from '../domain/say.ts';

/** An id that neither the organization nor the archive knows is a mistake: its reports would find nothing. */
export async function requireKnown(
  references: readonly string[],
  organization: readonly KnownAccount[],
  store: ObjectStore,
): Promise<void> {
  const ids = references.filter(isAccountId).filter((id) => !organization.some((account) => account.id === id));
  if (ids.length === 0) return;
  const owners = new Set<string>();
  for await (const { account } of listOwners(store)) owners.add(account);
  for (const id of ids) {
    if (owners.has(id) || (await hasObjects(store, id))) continue;
    const candidates = [...owners, ...organization.map((account) => account.id)];
    throw new MetsukeError(
      'usage',
      say`--account ${id}: neither the organization nor the archive knows this account.`,
      {
        hint: makeSuggestion(id, candidates) ?? knownOnes(candidates),
      },
    );
  }
}

function knownOnes(ids: readonly string[]): string {
  if (ids.length === 0) return say`The archive has no folder of any account: is it the right one?`;
  return say`It knows: ${[...new Set(ids)].sort().slice(0, MOST).join(', ')}.`;
}

const MOST = 10;

/** Some services have folders of their own beside `AWSLogs/`. */
async function hasObjects(store: ObjectStore, account: AccountId): Promise<boolean> {
  for (const table of TABLES.filter(isElsewhere)) {
    for await (const _ of table.files(store, { ...EVERYTHING, accounts: [account] })) return true;
  }
  return false;
}

function isElsewhere({ stored: { location } }: Table): boolean {
  return location.bucket === 'logs' && !location.template.startsWith('AWSLogs/');
}
