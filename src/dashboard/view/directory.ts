import type { Posture } from '../posture/schema.ts';

/** Names and places of accounts, looked up once. */
export interface Directory {
  /** The id itself for an account that has left. */
  nameOf(account: string): string;
  /** Names of the units above, from the root down: `Workloads/Production`; empty below the root. */
  unitOf(account: string): string;
  /** Whether an account is in a unit, or in one below it. */
  isIn(account: string, unitPath: string): boolean;
  readonly unitPaths: readonly string[];
}

export function makeDirectory({ accounts, units }: Posture): Directory {
  const paths = new Map(units.map(({ id, path }) => [id, path]));
  const known = new Map(accounts.map((account) => [account.id, account]));
  const unitOf = (account: string): string => paths.get(known.get(account)?.parent ?? '') ?? '';
  return {
    nameOf: (account) => known.get(account)?.name ?? account,
    unitOf,
    isIn: (account, unitPath) => `${unitOf(account)}/`.startsWith(`${unitPath}/`),
    unitPaths: units.map(({ path }) => path).sort(),
  };
}
