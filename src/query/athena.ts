import { storedRows } from '../archive/tables/partitions.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { type EstimateOptions, estimateAthena } from './athena-estimate.ts';
import { athenaCost } from './athena-price.ts';
import { composeStatement } from './compose.ts';
import type { Engine, Query, QueryResult, Row, Value } from './engine.ts';

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
  return {
    name: 'athena',
    // Athena reads partitions anew for each query; nothing can be kept.
    prepare: async () => {},
    run: (query) => runQuery(query, options),
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

async function runQuery(query: Query, options: AthenaOptions): Promise<QueryResult> {
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
