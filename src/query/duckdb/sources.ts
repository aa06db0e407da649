import { dirname } from 'node:path';
import { type Copies, findCopies, type RowFiles } from '../../archive/cloudtrail/copies.ts';
import { type Loaded, loadCloudTrail } from '../../archive/cloudtrail/load.ts';
import { columnsFor, selectFrom, selectFromCompacted } from '../../archive/cloudtrail/select.ts';
import type { CuratedFiles } from '../../archive/compact/files.ts';
import { loadDuckDB } from '../../archive/duckdb.ts';
import type { SeenDays } from '../../archive/gaps.ts';
import type { ObjectStore } from '../../archive/object-store.ts';
import type { Scope } from '../../archive/tables/scope.ts';
import type { Location, Table } from '../../archive/tables/table.ts';
import type { Problem } from '../engine.ts';
import { note } from '../table-read.ts';
import { type CuratedPart, openCurated } from './curated.ts';
import { stage } from './stage.ts';

export interface SourceOptions {
  readonly store: ObjectStore;
  /** For tables whose objects are not in the store. */
  readonly others?: Readonly<Partial<Record<Location['bucket'], ObjectStore>>>;
  /** Where objects of a bucket are kept; the next query finds them there. */
  readonly cache: string;
  /** Threads that read log files of CloudTrail. */
  readonly workers?: number;
  /** Threads of DuckDB. */
  readonly threads?: number;
  /** What `metsuke archive compact` made; absent: log files only. */
  readonly curated?: CuratedFiles;
  /** Days of which the compacted table turned out to be of no use, with the reason. */
  readonly damaged?: ReadonlyMap<string, Problem>;
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
  /** Log objects that were read and not skipped, and the rows in them; null where nobody counts these. */
  readonly read: { readonly objects: number; readonly events: number | null; readonly copies: number | null };
  /** Account → days of delivery with log files. */
  readonly seen: SeenDays;
  readonly problems: readonly Problem[];
  /** Of the compacted table, as far as it is read. */
  readonly parts: readonly CuratedPart[];
  close(): void;
}

/** @param sql what will be asked: only what it mentions is read */
export function openSource(table: Table, scope: Scope, sql: string, options: SourceOptions): Promise<Source> {
  return table.duckdb === null ? openCloudTrail(table, scope, sql, options) : openFiles(table, scope, options);
}

/** From the compacted table what is in it, the rest from the log files. */
async function openCloudTrail(table: Table, scope: Scope, sql: string, options: SourceOptions): Promise<Source> {
  const { store, workers, curated: compacted, damaged = new Map() } = options;
  // The period is compared too, and each event counts once, whatever the query mentions.
  const read = `${sql} eventtime eventid`;
  const curated = compacted && (await openCurated(compacted, scope, damaged));
  let bytes = 0;
  const seen = new Map<string, Set<string>>();
  const files = await unlessNone(
    (async function* () {
      for await (const file of table.files(store, scope)) {
        const { key, account, region, day } = file;
        if (account === undefined || region === undefined || day === undefined) continue;
        note(seen, account, day);
        if (curated?.takes(file)) continue;
        bytes += file.size;
        yield { key, account, region, day };
      }
    })(),
  );
  const columns = columnsFor(read);
  const loading =
    files === undefined
      ? undefined
      : loadCloudTrail({ store, sql: read, files, ...(workers === undefined ? {} : { workers }) });
  // While the threads begin.
  loadDuckDB();
  const loaded = await loading;
  const { rows: kept = [], parts = [], problems = [], taken } = (await curated?.finish()) ?? {};
  const made: readonly RowFiles[] = loaded === undefined ? [] : [{ files: loaded.paths, where: '' }];
  const copies = await copiesIn({ kept, made, parts }, loaded, options);
  const select = [
    ...made.map(({ files: paths }) => selectFrom(paths, columns, { source: false, copies: copies.paths })),
    ...kept.map((rows) => selectFromCompacted(rows, copies.paths)),
  ].join(' UNION ALL ');
  return {
    table,
    select: select === '' ? selectFrom([], columns, { source: false }) : select,
    folders: foldersOf(loaded?.folder, parts, copies),
    objects: (loaded?.files ?? 0) + parts.length,
    bytes: parts.reduce((sum, part) => sum + part.bytes, bytes),
    read: {
      objects: (loaded?.files ?? 0) - (loaded?.problems.length ?? 0) + (taken?.objects ?? 0),
      events: (loaded?.rows ?? 0) + (taken?.events ?? 0) - copies.rows,
      copies: copies.rows,
    },
    seen,
    problems: [...(loaded?.problems ?? []), ...problems],
    parts,
    close: () => loaded?.close(),
  };
}

interface Rows {
  readonly kept: readonly RowFiles[];
  readonly made: readonly RowFiles[];
  readonly parts: readonly CuratedPart[];
}

async function copiesIn({ kept, made, parts }: Rows, loaded: Loaded | undefined, options: SourceOptions) {
  const { cache, threads } = options;
  const where = { cache, ...(loaded && { folder: loaded.folder }) };
  try {
    return await findCopies({ kept, made, ...where, ...(threads === undefined ? {} : { threads }) });
  } catch (error) {
    loaded?.close();
    throw parts.length === 0 ? error : new UnreadableParts(parts, error);
  }
}

function foldersOf(folder: string | undefined, parts: readonly CuratedPart[], copies: Copies): readonly string[] {
  const paths = [...parts.map(({ path }) => path), ...copies.paths];
  return [...new Set([...(folder === undefined ? [] : [folder]), ...paths.map((path) => dirname(path))])];
}

/** Parts of the compacted table were to be read, and something could not be. */
export class UnreadableParts extends Error {
  readonly parts: readonly CuratedPart[];

  constructor(parts: readonly CuratedPart[], cause: unknown) {
    super('Parts of the compacted table cannot be read.', { cause });
    this.parts = parts;
  }
}

/** Undefined when there is not one: then no thread needs to be started. */
async function unlessNone<Item>(items: AsyncGenerator<Item>): Promise<AsyncIterable<Item> | undefined> {
  const first = await items.next();
  if (first.done) return undefined;
  return (async function* () {
    yield first.value;
    yield* items;
  })();
}

async function openFiles(table: Table, scope: Scope, options: SourceOptions): Promise<Source> {
  const { cache, others = {} } = options;
  const store = others[table.stored.location.bucket] ?? options.store;
  const { files, problems } = await stage(store, table.files(store, scope), cache);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return {
    table,
    select: table.duckdb?.(files) ?? '',
    folders: files.length === 0 ? [] : [store.folder ?? cache],
    objects: files.length,
    bytes,
    read: { objects: files.length, events: null, copies: null },
    seen: new Map(),
    problems,
    parts: [],
    close: () => {},
  };
}
