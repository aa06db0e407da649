import type { OnForeign } from '../cloudtrail/list.ts';
import type { ObjectStore } from '../object-store.ts';
import type { Field } from './data-type.ts';
import type { ArchiveFile, ReadableFile, Scope } from './scope.ts';

export const TABLE_NAMES = [
  'cloudtrail',
  'cloudtrail_digest',
  'cloudtrail_insights',
  'config_items',
  'config_compliance',
  'guardduty_findings',
  's3_access_logs',
  'session_logs',
  'ssm_inventory',
  'ssm_instances',
  'patch_compliance',
  'access_snapshots',
  'access_reviews',
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** One kind of log object, as rows. The columns are the same in every engine, by the names that Athena gives them. */
export interface Once {
  /** Columns that make two rows the same, the last of them the one that tells rows apart. */
  readonly by: readonly string[];
  /** By which of them the first one is told. */
  readonly first?: string;
  /** What must be the same too, of what a query mentions: else a row with the id of another one would hide it. */
  readonly also?: (sql: string) => readonly string[];
}

export interface Table {
  readonly name: TableName;
  /** One line for people: what a row is. */
  readonly what: string;
  /** The columns of a row. Those by which objects are found, such as account and region, are among them. */
  readonly columns: readonly Field[];
  /** The column that `--from` and `--to` compare, ISO 8601 in UTC as text; null when rows are a state without a time. */
  readonly time: string | null;
  /** Of a state, of which only the last is kept: the column that says when it was captured. What was captured after a period is not of it. */
  readonly captured?: string;
  /** The column that `--account` compares. */
  readonly account: string;
  /** Of what AWS delivers at least once. */
  readonly once?: Once;
  /** The objects that may hold rows of the scope, as few as their keys tell. */
  readonly files: (store: ObjectStore, scope: Scope, onForeign?: OnForeign) => AsyncIterable<ArchiveFile>;
  /** DuckDB: a SELECT over files of this machine that gives `columns`; null: our own reader of CloudTrail gives them. */
  readonly duckdb: ((files: readonly ReadableFile[]) => string) | null;
  /** What Glue and Hive are told. */
  readonly stored: StoredTable;
  /** Where a Trino of one's own cannot read what Athena reads. */
  readonly storedInTrino?: StoredTable;
}

/** A table as Athena and Trino see it: one row an object's record, before the rows that people ask for are made of it. */
export interface StoredTable {
  /** Several tables can be made of the same stored one. */
  readonly name: string;
  readonly columns: readonly Field[];
  readonly serde: string;
  readonly serdeParameters?: Readonly<Record<string, string>>;
  readonly inputFormat: string;
  readonly outputFormat: string;
  readonly partitions: readonly Partition[];
  /** Below the place of the archive's objects; partitions as `${account}`. */
  readonly location: Location;
  /**
   * Trino SQL that makes the table's rows of the stored ones, `SELECT … FROM {stored}`; null when they are the same.
   * `{where}` is where the engine says which partitions are wanted.
   */
  readonly rows: string | null;
}

export interface Location {
  /**
   * `logs`: the archive's bucket. `trail`: the same, or the bucket with Object Lock that the trail delivers to.
   * `access-logs`: the bucket of its access log. `findings`: where GuardDuty exports to.
   */
  readonly bucket: 'logs' | 'trail' | 'access-logs' | 'findings';
  /** `AWSLogs/${organization}/${account}/CloudTrail/${region}/${timestamp}` */
  readonly template: string;
}

export type Partition =
  | { readonly name: string; readonly kind: 'account' | 'region' }
  /** `yyyy/MM/dd` in Java's letters. */
  | { readonly name: string; readonly kind: 'day'; readonly format: string }
  | { readonly name: string; readonly kind: 'values'; readonly values: readonly string[] };
