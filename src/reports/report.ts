import type { TableName } from '../archive/tables/table.ts';
import type { Parameters } from '../query/query.ts';
import type { ColumnName } from './columns.ts';
import type { ReportId } from './ids.ts';
import type { Text } from './language.ts';

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const TOPICS = ['identity', 'logging', 'network', 'data', 'activity', 'compliance', 'fleet'] as const;
export type Topic = (typeof TOPICS)[number];

/** `eventCategory` of events that a trail records only where it is told to. */
export type OptionalEvents = 'Data' | 'NetworkActivity';

/** A question to the archive, and how it is answered. */
export interface Report {
  /** As its folder is called and as people type it. */
  readonly id: ReportId;
  readonly title: Text;
  readonly question: Text;
  /** Who asks for it. */
  readonly audience: 'security' | 'account owners' | 'network team' | 'data owners' | 'operations';
  /** How bad a row is. */
  readonly severity: Severity;
  /** Its rows count what another report lists: they are no findings of their own. */
  readonly isOverview?: true;
  readonly topic: Topic;
  /** Number of the control of CIS AWS Foundations Benchmark that asks for it. */
  readonly cis?: string;
  readonly tables: readonly TableName[];
  /** Events that it asks about: without one of them in the logs, no row means nothing. */
  readonly needs?: OptionalEvents;
  /** Names of the columns that the SQL gives, in its order. */
  readonly columns: readonly ColumnName[];
  /** What the SQL reads from the table `parameters` when the configuration does not say otherwise. */
  readonly parameters?: Parameters;
  /** The columns that a bar chart shows best. */
  readonly chart?: { readonly label: ColumnName; readonly value: ColumnName };
  /** Trino's dialect, one SELECT. */
  readonly sql: string;
}
