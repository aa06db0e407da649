import type { Account } from './account.ts';
import type { Unit } from './unit.ts';

/** An account by the names that people know it by. */
export interface KnownAccount {
  readonly id: string;
  readonly name: string;
  /** Path of the organizational unit, `Workloads/Production`; '' for the root. */
  readonly unit: string;
  /** False for one that is suspended or closed, of which no logs are expected. Absent: nobody knows, and it counts as open. */
  readonly isOpen?: boolean;
}

export interface AccountsAndUnits {
  readonly accounts: readonly Account[];
  readonly units: readonly Unit[];
}

export function knownAccounts({ accounts, units }: AccountsAndUnits): readonly KnownAccount[] {
  const paths = new Map<string, string>(units.map(({ id, path }) => [id, path]));
  return accounts.map(({ id, name, path }) => ({ id, name, unit: paths.get(path.at(-1) ?? '') ?? '' }));
}
