import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RowFiles } from '../../archive/cloudtrail/copies.ts';
import type { CuratedFiles } from '../../archive/compact/files.ts';
import { dayPrefix, type Manifest } from '../../archive/compact/manifest.ts';
import { loadDuckDB } from '../../archive/duckdb.ts';
import { parseKey } from '../../archive/layout.ts';
import { type ArchiveFile, deliveryDays, type Scope } from '../../archive/tables/scope.ts';
import { sqlText } from '../../archive/tables/sql-text.ts';
import type { Problem } from '../engine.ts';

/** A part of the compacted table that a query reads, as it was when that was decided. */
export interface CuratedPart {
  readonly path: string;
  /** For people: `curated/cloudtrail/dt=2026-11-25/part-0.parquet`. */
  readonly name: string;
  readonly day: string;
  readonly version: string;
  readonly bytes: number;
}

/** What the compacted table has of the log files that a query is about. */
export interface Curated {
  /** Whether the rows of this log file are taken from the compacted table, or it holds nothing early enough. */
  takes(file: ArchiveFile): 'taken' | 'too-new' | 'not-taken';
  /** Once every log file was asked about. Without rows there is nothing to take. */
  finish(): Promise<Taken>;
}

export interface Taken {
  readonly rows: readonly RowFiles[];
  readonly parts: readonly CuratedPart[];
  /** What is damaged, and log files that gave no rows when they were compacted. */
  readonly problems: readonly Problem[];
  /** Log files whose rows are taken from it, and how many rows these are. */
  readonly taken: { readonly objects: number; readonly events: number };
}

interface Day {
  readonly manifest: Manifest;
  readonly sources: ReadonlyMap<string, Manifest['sources'][number]>;
  readonly taken: Set<string>;
  /** Delivered after the period, and of which all events are later too. */
  readonly tooNew: Set<string>;
}

/** A log file counts as compacted when it is still what the manifest of its day says: one that has changed is read itself. */
export async function openCurated(
  table: CuratedFiles,
  scope: Scope,
  damaged: ReadonlyMap<string, Problem>,
): Promise<Curated> {
  const { first, last } = deliveryDays(scope);
  await table.look(first, last);
  const days = new Map<string, Day | undefined>();
  const problems: Problem[] = [];
  const counts = { objects: 0, events: 0 };
  const open = (name: string): Day | undefined => {
    const known = damaged.get(name);
    if (known !== undefined) problems.push(known);
    const found = known === undefined ? table.inspect(name) : undefined;
    if (found === undefined) return undefined;
    if ('damaged' in found) {
      problems.push({ key: found.damaged, problem: table.readInstead });
      return undefined;
    }
    const sources = new Map(found.sources.map((source) => [source.key, source]));
    return { manifest: found, sources, taken: new Set(), tooNew: new Set() };
  };
  return {
    takes({ key, etag, day: name = '' }) {
      if (!days.has(name)) days.set(name, open(name));
      const day = days.get(name);
      const source = day?.sources.get(key);
      if (day === undefined || source === undefined || source.etag !== etag) return 'not-taken';
      if (source.oldest !== undefined && source.oldest >= scope.to) {
        day.tooNew.add(key);
        return 'too-new';
      }
      day.taken.add(key);
      if (source.problem !== undefined) problems.push({ key, problem: source.problem });
      else counts.objects += 1;
      counts.events += source.rows;
      return 'taken';
    },
    async finish() {
      const used = [...days.values()].filter((day) => day !== undefined).filter(({ taken }) => taken.size > 0);
      await table.fetch(used.map(({ manifest }) => manifest));
      return {
        rows: rowsOf(used, table, scope),
        parts: used.flatMap((day) => partsOf(day, table)),
        problems,
        taken: counts,
      };
    },
  };
}

/** One for all days that are taken whole, and one for each day of which something is left out. */
function rowsOf(days: readonly Day[], table: CuratedFiles, scope: Scope): readonly RowFiles[] {
  const whole: string[] = [];
  const rows: RowFiles[] = [];
  const select = (paths: readonly string[], leftOut: readonly string[], isLate = false): void => {
    // Of what was delivered late, little is read: rows are in the order of their time.
    const period = isLate ? [`eventtime < ${sqlText(scope.to)}`] : [];
    const where = [...period, ...scopeFilters(scope), ...isNone('source_key', leftOut)].join(' AND ');
    if (paths.length > 0) rows.push({ files: paths, where });
  };
  for (const day of days) {
    const paths = partsOf(day, table).map(({ path }) => path);
    const leftOut = leftOutOf(day, scope);
    if (day.tooNew.size > 0) select(paths, leftOut, true);
    else if (leftOut.length === 0) whole.push(...paths);
    else select(paths, leftOut);
  }
  select(whole, []);
  return rows;
}

/** Rows of log files that have changed or are gone. Those of other accounts and regions are told by their columns. */
function leftOutOf({ manifest, taken, tooNew }: Day, { accounts, regions }: Scope): readonly string[] {
  const isMeant = (key: string): boolean => {
    const log = parseKey(key);
    if (log?.kind !== 'cloudtrail') return true;
    return (accounts?.includes(log.account) ?? true) && (regions?.includes(log.region) ?? true);
  };
  const others = manifest.sources.filter(({ key, rows }) => rows > 0 && !taken.has(key) && !tooNew.has(key));
  return others.map(({ key }) => key).filter(isMeant);
}

function scopeFilters({ accounts, regions }: Scope): readonly string[] {
  return [...isAny('account', accounts), ...isAny('region', regions)];
}

function isAny(column: string, values: readonly string[] | undefined): readonly string[] {
  if (values === undefined) return [];
  // An empty list is no SQL.
  return [`${column} IN (${['', ...values].map(sqlText).join(', ')})`];
}

function isNone(column: string, values: readonly string[]): readonly string[] {
  return values.length === 0 ? [] : [`${column} NOT IN (${values.map(sqlText).join(', ')})`];
}

function partsOf({ manifest: { day, parts } }: Day, table: CuratedFiles): readonly CuratedPart[] {
  return parts.map((part) => {
    const path = resolve(table.pathOf(day, part));
    return { path, name: `${dayPrefix(day)}${part.name}`, day, version: versionOf(path), bytes: part.bytes };
  });
}

/** Another one when a compaction has put another file into its place. */
function versionOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.size} ${found.mtimeMs}`;
}

export function isReplaced({ path, version }: CuratedPart): boolean {
  return versionOf(path) !== version;
}

/** Parts that cannot be read from the first to the last byte, or that are not the ones any more that were meant. */
export async function findDamage(parts: readonly CuratedPart[]): Promise<readonly CuratedPart[]> {
  const instance = await loadDuckDB().DuckDBInstance.create(':memory:', { memory_limit: '500MB' });
  const connection = await instance.connect();
  const damaged: CuratedPart[] = [];
  try {
    for (const part of parts) {
      const from = `read_parquet(${sqlText(part.path)}, hive_partitioning = false)`;
      const isReadable = await connection.run(`SELECT bit_xor(hash(t)) FROM ${from} AS t`).then(
        () => true,
        () => false,
      );
      if (!isReadable || isReplaced(part)) damaged.push(part);
    }
    return damaged;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
