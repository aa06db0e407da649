import type { Scope } from '../archive/tables/scope.ts';
import type { Table } from '../archive/tables/table.ts';
import type { KnownAccount } from '../domain/known-account.ts';
import type { TableRead } from './table-read.ts';

export const ENGINES = ['duckdb', 'athena', 'trino'] as const;
export type EngineName = (typeof ENGINES)[number];

/** Where SQL is run. The same query gives the same rows in each. */
export interface Engine {
  readonly name: EngineName;
  /** What will be run, so that logs that several queries need are read once. */
  prepare(queries: readonly Query[]): Promise<void>;
  run(query: Query): Promise<QueryResult>;
  /** What running the queries costs at most; null where nobody charges for it. */
  estimate(queries: readonly Query[]): Promise<CostEstimate | null>;
  close(): Promise<void>;
}

export interface CostEstimate {
  /** That are read at most. */
  readonly bytes: number;
  /** Dollars. */
  readonly cost: number;
}

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

export type Value = string | number | boolean | null;
export type Row = readonly Value[];

export interface QueryResult {
  readonly columns: readonly string[];
  /** Read once, from the first to the last. */
  readonly rows: AsyncIterable<Row>;
  /** Objects that could not be read, and are not among the rows. */
  readonly problems: readonly Problem[];
  /** What was read of each table, and what is missing there. */
  readonly read: readonly TableRead[];
  /** What it took, once the rows are read. */
  readonly statistics: () => Statistics;
}

export interface Problem {
  readonly key: string;
  /** In words that follow the key. */
  readonly problem: string;
}

export interface Statistics {
  /** Objects of the archive that were opened; null when the engine does not tell. */
  readonly objects: number | null;
  readonly bytes: number | null;
  /** Dollars; null when nobody charges for it. */
  readonly cost: number | null;
}

export async function allRows({ rows }: Pick<QueryResult, 'rows'>): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
