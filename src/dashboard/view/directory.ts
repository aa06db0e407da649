import type { Posture } from '../posture/schema.ts';

/** Names and places of accounts, looked up once. */
export interface Directory {
  /** The id itself for an account that has left. */
  nameOf(account: string): string;
  /** Names of the units above, from the root down: `Workloads/Production`; empty below the root. */
  unitOf(account: string): string;
  readonly unitPaths: readonly string[];
}

export function makeDirectory({ accounts, units }: Posture): Directory {
  const paths = new Map(units.map(({ id, path }) => [id, path]));
  const known = new Map(accounts.map((account) => [account.id, account]));
  return {
    nameOf: (account) => known.get(account)?.name ?? account,
    unitOf: (account) => paths.get(known.get(account)?.parent ?? '') ?? '',
    unitPaths: units.map(({ path }) => path).sort(),
  };
}
