import { dirname } from 'node:path';
import type { LogInput } from '../../archive/cloudtrail/batch.ts';
import type { EventColumn } from '../../archive/cloudtrail/columns.ts';
import { type Copies, countLate, findCopies, type RowFiles } from '../../archive/cloudtrail/copies.ts';
import { type Loaded, loadCloudTrail } from '../../archive/cloudtrail/load.ts';
import { columnsFor, selectFrom, selectFromCompacted } from '../../archive/cloudtrail/select.ts';
import type { CuratedFiles } from '../../archive/compact/files.ts';
import { loadDuckDB } from '../../archive/duckdb.ts';
import type { SeenDays } from '../../archive/gaps.ts';
import type { ObjectStore } from '../../archive/object-store.ts';
import { type ArchiveFile, DAYS_LATE, deliveryDays, MOST_DAYS_LATE, type Scope } from '../../archive/tables/scope.ts';
import type { Location, Table } from '../../archive/tables/table.ts';
import { say } from '../../domain/say.ts';
import type { Problem } from '../engine.ts';
import { type Looked, note } from '../table-read.ts';
import { type Curated, type CuratedPart, openCurated, type Taken } from './curated.ts';
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
  readonly read: Omit<Looked, 'gaps'>;
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
async function openCloudTrail(table: Table, asked: Scope, sql: string, options: SourceOptions): Promise<Source> {
  // Late files are few, and the others are put aside by a look at them.
  const scope: Scope = { ...asked, lateDays: asked.lateDays ?? MOST_DAYS_LATE };
  const { store, workers, curated: compacted, damaged = new Map() } = options;
  // The period is compared too, and each event counts once, whatever the query mentions.
  const read = `${sql} eventtime eventid`;
  const curated = compacted && (await openCurated(compacted, scope, damaged));
  const foreign: Problem[] = [];
  const onForeign = (key: string): void => {
    foreign.push({ key, problem: say`has no name of a log file of CloudTrail` });
  };
  const listing = listLogs(table.files(store, scope, onForeign), scope, curated);
  const files = await unlessNone(listing.files);
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
  const { copies, late } = await compare({ kept, made, columns, parts, listing, scope }, loaded, options);
  const select = [
    ...made.map(({ files: paths }) => selectFrom(paths, columns, { source: false, copies: copies.paths })),
    ...kept.map((rows) => selectFromCompacted(rows, copies.paths)),
  ].join(' UNION ALL ');
  const counts = countsOf(loaded, taken);
  return {
    table,
    select: select === '' ? selectFrom([], columns, { source: false }) : select,
    folders: foldersOf(loaded?.folder, parts, copies),
    objects: (loaded?.files ?? 0) + parts.length,
    bytes: parts.reduce((sum, part) => sum + part.bytes, listing.found.bytes),
    read: { objects: counts.objects, events: counts.events - copies.rows, copies: copies.rows, late },
    seen: listing.found.seen,
    problems: [...(loaded?.problems ?? []), ...problems, ...foreign],
    parts,
    close: () => loaded?.close(),
  };
}

/** Of which files something is known only once all were listed. */
interface Listing {
  readonly files: AsyncGenerator<LogInput>;
  readonly found: { readonly seen: Map<string, Set<string>>; bytes: number; isLate: boolean };
  /** The last day of delivery that is not late. */
  readonly onTime: string;
}

/** Log files that must be read, without those that the compacted table has. */
function listLogs(all: AsyncIterable<ArchiveFile>, scope: Scope, curated: Curated | undefined): Listing {
  const found: Listing['found'] = { seen: new Map(), bytes: 0, isLate: false };
  const { last: onTime } = deliveryDays({ ...scope, lateDays: DAYS_LATE });
  async function* list(): AsyncGenerator<LogInput> {
    for await (const file of all) {
      const { key, account, region, day } = file;
      if (account === undefined || region === undefined || day === undefined) continue;
      note(found.seen, account, day);
      const how = curated?.takes(file) ?? 'not-taken';
      found.isLate ||= day > onTime && how !== 'too-new';
      if (how !== 'not-taken') continue;
      found.bytes += file.size;
      yield { key, account, region, day, ...(day > onTime ? { before: scope.to } : {}) };
    }
  }
  return { files: list(), found, onTime };
}

function countsOf(loaded: Loaded | undefined, taken: Taken['taken'] | undefined) {
  const { files = 0, tooNew = 0, rows = 0, problems = [] } = loaded ?? {};
  const { objects = 0, events = 0 } = taken ?? {};
  return { objects: files - tooNew - problems.length + objects, events: rows + events };
}

interface Rows {
  readonly kept: readonly RowFiles[];
  readonly made: readonly RowFiles[];
  readonly columns: readonly EventColumn[];
  readonly parts: readonly CuratedPart[];
  readonly listing: Listing;
  readonly scope: Scope;
}

/** Events that are there more than once, and how many of the others came late. */
async function compare(
  { kept, made, columns, parts, listing, scope }: Rows,
  loaded: Loaded | undefined,
  options: SourceOptions,
): Promise<{ readonly copies: Copies; readonly late: number }> {
  const { cache, threads } = options;
  const where = { cache, ...(loaded && { folder: loaded.folder }) };
  try {
    const copies = await findCopies({ kept, made, columns, ...where, ...(threads === undefined ? {} : { threads }) });
    const { found, onTime } = listing;
    const late = found.isLate ? await countLate([...made, ...kept], copies, { ...scope, after: onTime }) : 0;
    return { copies, late };
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
    read: { objects: files.length, events: null, copies: null, late: null },
    seen: new Map(),
    problems,
    parts: [],
    close: () => {},
  };
}
