import { dirname } from 'node:path';
import { loadCloudTrail } from '../../archive/cloudtrail/load.ts';
import type { ObjectStore } from '../../archive/object-store.ts';
import { deliveryDays, type Scope } from '../../archive/tables/scope.ts';
import type { Table } from '../../archive/tables/table.ts';
import type { Problem } from '../engine.ts';
import { stage } from './stage.ts';

export interface SourceOptions {
  readonly store: ObjectStore;
  /** Where objects of a bucket are kept; the next query finds them there. */
  readonly cache: string;
  /** Threads that read log files of CloudTrail. */
  readonly workers?: number;
}

/** A table within a scope, as DuckDB reads it. */
export interface Source {
  readonly table: Table;
  /** A SELECT that gives the columns of the table. */
  readonly select: string;
  /** All that the SELECT reads is in one of these. */
  readonly folders: readonly string[];
  readonly objects: number;
  readonly bytes: number;
  readonly problems: readonly Problem[];
  close(): void;
}

/** @param sql what will be asked: only what it mentions is read */
export function openSource(table: Table, scope: Scope, sql: string, options: SourceOptions): Promise<Source> {
  return table.duckdb === null ? openCloudTrail(table, scope, sql, options) : openFiles(table, scope, options);
}

async function openCloudTrail(
  table: Table,
  { accounts, regions, ...period }: Scope,
  sql: string,
  { store, workers }: SourceOptions,
): Promise<Source> {
  const { first, last } = deliveryDays({ ...period });
  let bytes = 0;
  const files = table.files(store, { ...period, ...(accounts ? { accounts } : {}), ...(regions ? { regions } : {}) });
  const counted = async function* () {
    for await (const file of files) {
      bytes += file.size;
      const { key, account, region, day } = file;
      if (account !== undefined && region !== undefined && day !== undefined) yield { key, account, region, day };
    }
  };
  const loaded = await loadCloudTrail({
    store,
    // The period is compared too, whatever the query mentions.
    sql: `${sql} eventtime`,
    firstDay: first,
    lastDay: last,
    files: counted(),
    ...(workers === undefined ? {} : { workers }),
  });
  const { select, files: objects, problems, close } = loaded;
  return { table, select, folders: foldersIn(select), objects, bytes, problems, close };
}

/** What the loader wrote: the paths stand in its SELECT. */
function foldersIn(select: string): readonly string[] {
  return [...new Set([...select.matchAll(/'((?:[^']|'')*\.parquet)'/g)].map(([, path = '']) => dirname(path)))];
}

async function openFiles(table: Table, scope: Scope, { store, cache }: SourceOptions): Promise<Source> {
  const files = await stage(store, table.files(store, scope), cache);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return {
    table,
    select: table.duckdb?.(files) ?? '',
    folders: files.length === 0 ? [] : [store.folder ?? cache],
    objects: files.length,
    bytes,
    problems: [],
    close: () => {},
  };
}
