import type { Scope } from '../archive/tables/scope.ts';
import type { Table } from '../archive/tables/table.ts';
import type { KnownAccount } from '../domain/known-account.ts';

export interface Query {
  /** One SELECT in Trino's dialect, over `tables` by their names, `accounts` and `parameters`. */
  readonly sql: string;
  readonly tables: readonly Table[];
  readonly scope: Scope;
  readonly parameters: Parameters;
  /** Rows of the table `accounts`. Whoever has no organization at hand gives none. */
  readonly accounts: readonly KnownAccount[] | StoredAccounts;
}

/** What a query is told beside the logs, as the one row of the table `parameters`: lists of texts and texts. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>;

/** The rows of `accounts` are kept where the query is run: `"logs"."accounts"`. */
export interface StoredAccounts {
  readonly table: string;
}
