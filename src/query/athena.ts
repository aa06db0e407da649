import type { ObjectStore } from '../archive/object-store.ts';
import { storedRows } from '../archive/tables/partitions.ts';
import type { Table } from '../archive/tables/table.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { type EstimateOptions, estimateAthena } from './athena-estimate.ts';
import { athenaCost } from './athena-price.ts';
import { composeStatement } from './compose.ts';
import type { Engine, QueryResult, Row, Value } from './engine.ts';
import type { Query } from './query.ts';
import { type Looked, lookAtObjects, readGaps, type TableRead } from './table-read.ts';

/** What is asked of Amazon Athena; implemented in src/aws. */
export interface AthenaPort {
  /** Starts a query and gives its id. */
  start(query: { readonly sql: string; readonly database: string; readonly workGroup: string }): Promise<string>;
  readExecution(id: string): Promise<AthenaExecution>;
  readResults(id: string, token: string | undefined): Promise<AthenaPage>;
  stop(id: string): Promise<void>;
}

export interface AthenaExecution {
  readonly state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  /** AWS's own words when it failed. */
  readonly reason: string | null;
  readonly scannedBytes: number | null;
}

export interface AthenaPage {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The first row of the first page repeats the names of the columns. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly next: string | undefined;
}

export interface AthenaOptions extends EstimateOptions {
  readonly port: AthenaPort;
  readonly database: string;
  readonly workGroup: string;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly onProgress?: (execution: AthenaExecution) => void;
}

export function makeAthenaEngine(options: AthenaOptions): Engine {
  const looks = makeLooks(options.stores);
  return {
    name: 'athena',
    // Athena reads partitions anew for each query; nothing can be kept.
    prepare: async () => {},
    run: async (query) => ({
      ...(await runQuery(query, options)),
      read: query.tables.map((table) => looks(table, query)),
    }),
    estimate: (queries) => estimateAthena(queries, options),
    close: async () => {},
  };
}

/** @param database qualifies the stored tables, whose names are those of the definitions before the query */
export function athenaStatement(query: Query, database: string): string {
  return composeStatement(query, (table, scope) =>
    storedRows(table, table.stored, `"${database}"."${table.stored.name}"`, scope),
  );
}

/** Athena says how many bytes it has read, and not of which objects: the bucket tells what there is. */
function makeLooks(stores: AthenaOptions['stores']): (table: Table, query: Query) => TableRead {
  const known = new Map<string, Promise<Looked>>();
  return (table, query) => ({
    table: table.name,
    look(now) {
      const key = JSON.stringify([table.name, query.scope]);
      const looked = known.get(key) ?? lookAt(stores[table.stored.location.bucket], table, query, now);
      known.set(key, looked);
      return looked;
    },
  });
}

async function lookAt(store: ObjectStore, table: Table, query: Query, now: string): Promise<Looked> {
  try {
    const { objects, seen } = await lookAtObjects(store, table, query.scope);
    const gaps = table.name === 'cloudtrail' ? await readGaps(store, seen, query, now) : null;
    return { objects, events: null, copies: null, late: null, gaps };
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    // A service that is switched off has no bucket.
    if (error.code === 'not-found') return { objects: 0, events: null, copies: null, late: null, gaps: null };
    if (error.code === 'access-denied') return { objects: null, events: null, copies: null, late: null, gaps: null };
    throw error;
  }
}

async function runQuery(query: Query, options: AthenaOptions): Promise<Omit<QueryResult, 'read'>> {
  const { port, database, workGroup } = options;
  const id = await port.start({ sql: athenaStatement(query, database), database, workGroup });
  const { scannedBytes } = await waitFor(id, options);
  const first = await port.readResults(id, undefined);
  return {
    columns: first.columns.map(({ name }) => name),
    rows: rowsOf(first, (token) => port.readResults(id, token)),
    problems: [],
    statistics: () => ({
      objects: null,
      bytes: scannedBytes,
      cost: scannedBytes === null ? null : athenaCost(scannedBytes),
    }),
  };
}

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

async function waitFor(id: string, { port, sleep, onProgress }: AthenaOptions): Promise<AthenaExecution> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const execution = await port.readExecution(id);
    onProgress?.(execution);
    switch (execution.state) {
      case 'QUEUED':
      case 'RUNNING':
        await sleep(pause);
        break;
      case 'SUCCEEDED':
        return execution;
      case 'FAILED':
      case 'CANCELLED':
        throw failure(execution);
      default:
        execution.state satisfies never;
    }
  }
}

function failure({ reason, state }: AthenaExecution): MetsukeError {
  const isLimit = reason !== null && /bytes scanned limit/i.test(reason);
  return new MetsukeError('query-failed', reason ?? say`Athena says ${state} and nothing more.`, {
    ...(isLimit
      ? { hint: say`Ask for a shorter time or fewer accounts, or raise reports.athena.scanLimitGigabytes.` }
      : {}),
  });
}

async function* rowsOf(first: AthenaPage, read: (token: string) => Promise<AthenaPage>): AsyncIterable<Row> {
  let page = first;
  let skip = 1;
  for (;;) {
    for (const row of page.rows.slice(skip)) {
      yield row.map((text, index) => typedValue(text, first.columns[index]?.type ?? 'varchar'));
    }
    if (page.next === undefined) return;
    skip = 0;
    page = await read(page.next);
  }
}

/** Athena gives every value as text. */
function typedValue(text: string | null, type: string): Value {
  if (text === null) return null;
  if (/^(bigint|integer|int|smallint|tinyint|double|float|real)$/.test(type)) {
    const number = Number(text);
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
  }
  return type === 'boolean' ? text === 'true' : text;
}
