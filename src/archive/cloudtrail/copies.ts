import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { loadDuckDB } from '../duckdb.ts';
import { sqlText } from '../tables/sql-text.ts';
import { EVENT_COLUMNS, type EventColumn } from './columns.ts';
import { leafOf, typedLeaf } from './leaves.ts';

/** Rows of some Parquet files of events. */
export interface RowFiles {
  readonly files: readonly string[];
  /** Which of their rows are meant; '' for all. */
  readonly where: string;
}

/** Events that were delivered before: the same once more, with the id, of the account and region. */
export interface Copies {
  readonly rows: number;
  /** Parquet files that name them, as `filename` and `file_row_number`. */
  readonly paths: readonly string[];
}

const NO_COPIES: Copies = { rows: 0, paths: [] };

export interface CopiesOptions {
  /** Compacted files: they stay, and what was found in them is remembered. */
  readonly kept: readonly RowFiles[];
  /** Files that were made for this query. */
  readonly made: readonly RowFiles[];
  /** That these files have. */
  readonly columns: readonly EventColumn[];
  /** Where what was found is remembered. */
  readonly cache: string;
  /** For what is found in files that were made; absent when there are none. */
  readonly folder?: string;
  readonly threads?: number;
}

/**
 * CloudTrail delivers each event at least once, and each trail delivers it by itself. First only hashes of ids are
 * compared: where no two are the same, which is nearly always, nothing more is read. Two events of one id are the same
 * only when all is the same that a query can see: else an event with the id of another one would hide it.
 */
export async function findCopies({ kept, made, columns, cache, folder, threads }: CopiesOptions): Promise<Copies> {
  const [old, recent] = [kept.filter(hasFiles), made.filter(hasFiles)];
  const known = old.length === 0 ? NO_COPIES : await remembered(old, cache, threads);
  if (recent.length === 0 || folder === undefined) return known;
  const found = await search(join(folder, 'copies.parquet'), threads, async (connection) => {
    const range = await timeRange(connection, recent);
    if (range === undefined) return null;
    // A copy has the time of its event: of the others, only the same hours matter.
    const among = [
      { rows: recent, content: contentOf(columns, typedLeaf) },
      { rows: old, content: contentOf(columns, leafOf), where: range },
    ];
    return { among, without: known.paths };
  });
  return { rows: known.rows + found.rows, paths: [...known.paths, ...found.paths] };
}

function hasFiles({ files }: RowFiles): boolean {
  return files.length > 0;
}

async function remembered(rows: readonly RowFiles[], cache: string, threads: number | undefined): Promise<Copies> {
  const path = join(cache, '.metsuke', 'copies', `${keyOf(rows)}.parquet`);
  const note = `${path}.json`;
  if (existsSync(note)) {
    const count = Number(readFileSync(note, 'utf8'));
    if (count === 0) return NO_COPIES;
    if (count > 0 && existsSync(path)) return { rows: count, paths: [path] };
  }
  mkdirSync(dirname(path), { recursive: true });
  const found = await search(path, threads, async () => ({
    among: [{ rows, content: contentOf(EVENT_COLUMNS, leafOf) }],
    without: [],
  }));
  writeFileSync(`${note}.${process.pid}`, String(found.rows));
  renameSync(`${note}.${process.pid}`, note);
  return found;
}

/** Another one when a file is another one, or other rows of it are meant. */
function keyOf(rows: readonly RowFiles[]): string {
  const content = rows.map(({ files, where }) => [where, files.map((file) => [file, versionOf(file)])]);
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function versionOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  // The time of the last change of a file is not for its writer to choose.
  return found === undefined ? '' : `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`;
}

interface Ids {
  readonly rows: readonly RowFiles[];
  /** What must be the same beside the id, as an expression. */
  readonly content?: string;
  /** Which of them are looked at; absent: all. */
  readonly where?: string;
}

interface Searched {
  readonly among: readonly Ids[];
  /** Copies that are known already. */
  readonly without: readonly string[];
}

async function search(
  path: string,
  threads: number | undefined,
  prepare: (connection: DuckDBConnection) => Promise<Searched | null>,
): Promise<Copies> {
  const temporary = `${path}.${process.pid}`;
  const instance = await loadDuckDB().DuckDBInstance.create(':memory:', {
    memory_limit: MEMORY_LIMIT,
    temp_directory: `${temporary}.spill`,
    ...(threads === undefined ? {} : { threads: String(threads) }),
  });
  const connection = await instance.connect();
  try {
    const searched = await prepare(connection);
    if (searched === null) return NO_COPIES;
    const { among, without } = searched;
    const isMeant = `eventid <> ''${andNot(without)}`;
    const ids = idsOf(among, isMeant);
    await connection.run(`CREATE TEMP TABLE twice AS SELECT ${HASH} AS h FROM (${ids}) GROUP BY 1 HAVING count(*) > 1`);
    if ((await numberOf(connection, 'SELECT count(*) FROM twice')) === 0) return NO_COPIES;
    const order = '"timestamp", filename, file_row_number';
    // What is in them is read of these alone.
    const suspects = idsOf(among, `${isMeant} AND ${HASH} IN (SELECT h FROM twice)`, true);
    const numbered = `SELECT filename, file_row_number, row_number() OVER (PARTITION BY account, region, eventid, content ORDER BY ${order}) AS n
FROM (${suspects})`;
    const rows = await numberOf(
      connection,
      `COPY (SELECT filename, file_row_number FROM (${numbered}) WHERE n > 1) TO ${sqlText(temporary)} (FORMAT parquet)`,
    );
    if (rows === 0) return NO_COPIES;
    renameSync(temporary, path);
    return { rows, paths: [path] };
  } finally {
    connection.closeSync();
    instance.closeSync();
    for (const each of [temporary, `${temporary}.spill`]) rmSync(each, { recursive: true, force: true });
  }
}

const MEMORY_LIMIT = '1GB';
const HASH = 'hash(account, region, eventid)';
const PLACE = 'account, region, eventid, eventtime, "timestamp", filename, file_row_number';

function idsOf(among: readonly Ids[], where = '', isWithContent = false): string {
  const selects = among.flatMap(({ rows, content = "''", where: some = '' }) => {
    const columns = isWithContent ? `${PLACE}, ${content} AS content` : PLACE;
    return rows.map((each) => {
      const conditions = [each.where, some, where].filter((condition) => condition !== '');
      return `SELECT ${columns} FROM ${readRows(each.files)}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
    });
  });
  return selects.join(' UNION ALL ');
}

/** One that nobody can make another event have. */
function contentOf(columns: readonly EventColumn[], leaf: (name: string) => string): string {
  const fields = columns.map(({ name }) => `${sqlText(name)}: ${leaf(name)}`);
  return `sha256(CAST(to_json({${fields.join(', ')}}) AS VARCHAR))`;
}

/** Events of a period that were delivered after a day. */
export async function countLate(
  rows: readonly RowFiles[],
  copies: Copies,
  { from, to, after }: { readonly from: string; readonly to: string; readonly after: string },
): Promise<number> {
  const withFiles = rows.filter(hasFiles);
  if (withFiles.length === 0) return 0;
  const instance = await loadDuckDB().DuckDBInstance.create(':memory:', { memory_limit: MEMORY_LIMIT });
  const connection = await instance.connect();
  try {
    const isLate = `"timestamp" > ${sqlText(after.replaceAll('-', '/'))}`;
    const period = `eventtime >= ${sqlText(from)} AND eventtime < ${sqlText(to)}`;
    const late = idsOf([{ rows: withFiles }], `${isLate} AND ${period}${andNot(copies.paths)}`);
    return await numberOf(connection, `SELECT count(*) FROM (${late})`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function timeRange(connection: DuckDBConnection, rows: readonly RowFiles[]): Promise<string | undefined> {
  const result = await connection.run(`SELECT min(eventtime), max(eventtime) FROM (${idsOf([{ rows }])})`);
  const [[first, last] = []] = await result.getRowsJS();
  if (typeof first !== 'string' || typeof last !== 'string') return undefined;
  return `eventtime BETWEEN ${sqlText(first)} AND ${sqlText(last)}`;
}

async function numberOf(connection: DuckDBConnection, sql: string): Promise<number> {
  const [[count] = []] = await (await connection.run(sql)).getRowsJS();
  return Number(count);
}

/** Rows with the place that each has in its file. */
export function readRows(files: readonly string[]): string {
  return `read_parquet([${files.map(sqlText).join(', ')}], hive_partitioning = false, filename = true, file_row_number = true)`;
}

/** A condition on rows of `readRows` that leaves copies out; '' when there are none. */
function andNot(copies: readonly string[]): string {
  const condition = isNoCopy(copies);
  return condition === '' ? '' : ` AND ${condition}`;
}

export function isNoCopy(copies: readonly string[]): string {
  if (copies.length === 0) return '';
  const paths = copies.map(sqlText).join(', ');
  return `(filename, file_row_number) NOT IN (SELECT (filename, file_row_number) FROM read_parquet([${paths}]))`;
}
