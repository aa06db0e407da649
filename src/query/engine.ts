import type { Query } from './query.ts';
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
