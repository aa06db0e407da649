import { statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { selectFromCompacted } from '../../archive/cloudtrail/select.ts';
import { dayFolder, inspectDay, type Manifest } from '../../archive/compact/manifest.ts';
import { loadDuckDB } from '../../archive/duckdb.ts';
import { parseKey } from '../../archive/layout.ts';
import type { ArchiveFile, Scope } from '../../archive/tables/scope.ts';
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
  /** Whether the rows of this log file are taken from the compacted table. */
  takes(file: ArchiveFile): boolean;
  /** Once every log file was asked about. Without a select there is nothing to take. */
  finish(): Taken;
}

export interface Taken {
  readonly selects: readonly string[];
  readonly parts: readonly CuratedPart[];
  /** What is damaged, and log files that gave no rows when they were compacted. */
  readonly problems: readonly Problem[];
}

/** A compaction leaves a day alone whose parts have the sizes of its manifest: what is damaged must go first. */
export const READ_INSTEAD =
  'is damaged; the log files of that day were read instead. Remove it and repeat: metsuke archive compact';

interface Day {
  readonly manifest: Manifest;
  readonly sources: ReadonlyMap<string, Manifest['sources'][number]>;
  readonly taken: Set<string>;
}

/** A log file counts as compacted when it is still what the manifest of its day says: one that has changed is read itself. */
export function openCurated(folder: string, scope: Scope, damaged: ReadonlyMap<string, Problem>): Curated {
  const root = resolve(folder);
  const days = new Map<string, Day | undefined>();
  const problems: Problem[] = [];
  const open = (name: string): Day | undefined => {
    const known = damaged.get(name);
    if (known !== undefined) problems.push(known);
    const found = known === undefined ? inspectDay(root, name) : undefined;
    if (found === undefined) return undefined;
    if ('damaged' in found) {
      problems.push({ key: found.damaged, problem: READ_INSTEAD });
      return undefined;
    }
    const sources = new Map(found.sources.map((source) => [source.key, source]));
    return { manifest: found, sources, taken: new Set() };
  };
  return {
    takes({ key, etag, day: name = '' }) {
      if (!days.has(name)) days.set(name, open(name));
      const day = days.get(name);
      const source = day?.sources.get(key);
      if (day === undefined || source === undefined || source.etag !== etag) return false;
      day.taken.add(key);
      if (source.problem !== undefined) problems.push({ key, problem: source.problem });
      return true;
    },
    finish() {
      const used = [...days.values()].filter((day) => day !== undefined).filter(({ taken }) => taken.size > 0);
      return {
        selects: selectsOf(used, root, scope),
        parts: used.flatMap((day) => partsOf(day, root)),
        problems,
      };
    },
  };
}

/** One for all days that are taken whole, and one for each day of which something is left out. */
function selectsOf(days: readonly Day[], root: string, scope: Scope): readonly string[] {
  const whole: string[] = [];
  const selects: string[] = [];
  const select = (paths: readonly string[], leftOut: readonly string[]): void => {
    const where = [...scopeFilters(scope), ...isNone('source_key', leftOut)].join(' AND ');
    const from = selectFromCompacted(paths);
    if (paths.length > 0) selects.push(where === '' ? from : `${from} WHERE ${where}`);
  };
  for (const day of days) {
    const paths = partsOf(day, root).map(({ path }) => path);
    const leftOut = leftOutOf(day, scope);
    if (leftOut.length === 0) whole.push(...paths);
    else select(paths, leftOut);
  }
  select(whole, []);
  return selects;
}

/** Rows of log files that have changed or are gone. Those of other accounts and regions are told by their columns. */
function leftOutOf({ manifest, taken }: Day, { accounts, regions }: Scope): readonly string[] {
  const isMeant = (key: string): boolean => {
    const log = parseKey(key);
    if (log?.kind !== 'cloudtrail') return true;
    return (accounts?.includes(log.account) ?? true) && (regions?.includes(log.region) ?? true);
  };
  const others = manifest.sources.filter(({ key, rows }) => rows > 0 && !taken.has(key));
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

function partsOf({ manifest: { day, parts } }: Day, root: string): readonly CuratedPart[] {
  return parts.map(({ name, bytes }) => {
    const path = join(dayFolder(root, day), name);
    return { path, name: relative(root, path), day, version: versionOf(path), bytes };
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
