import type { Scope } from '../archive/tables/scope.ts';
import type { KnownAccount } from '../domain/known-account.ts';
import { allRows, type Engine, type Problem, type Row } from '../query/engine.ts';
import { tablesIn } from '../query/tables-in.ts';

/** Where inventory is asked for. */
export interface FleetArchive {
  readonly engine: Engine;
  readonly scope: Scope;
  readonly accounts: readonly KnownAccount[];
}

/** An instance, as the archive knows it. */
export interface Place {
  readonly account: string;
  /** '' when nobody knows it. */
  readonly accountName: string;
  readonly region: string;
  readonly instance: string;
  /** The name that the system gives itself. */
  readonly computer: string;
  /** `Amazon Linux 2023` */
  readonly platform: string;
  /** When the agent looked, ISO 8601. */
  readonly captured: string;
}

export interface Read<Item> {
  readonly items: readonly Item[];
  /** Objects that could not be read. */
  readonly problems: readonly Problem[];
}

/** Rows of one SELECT over the tables of the archive. */
export async function ask(
  { engine, scope, accounts }: FleetArchive,
  sql: string,
): Promise<{ readonly rows: readonly Row[]; readonly problems: readonly Problem[] }> {
  const result = await engine.run({ sql, tables: tablesIn(sql), scope, accounts, parameters: {} });
  return { rows: await allRows(result), problems: result.problems };
}

/** The first seven columns: account, region, instance, its name, platform, version of that, when it reported. */
export function placeOf(row: Row, accounts: readonly KnownAccount[]): Place {
  const [account = '', region = '', instance = '', computer = '', name = '', version = '', captured = ''] =
    row.map(text);
  return {
    account,
    accountName: accounts.find(({ id }) => id === account)?.name ?? '',
    region,
    instance,
    computer,
    platform: `${name} ${version}`.trim(),
    captured,
  };
}

export function text(value: Row[number]): string {
  return value === null ? '' : String(value);
}
