import { storedRows } from '../archive/tables/partitions.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { composeStatement } from './compose.ts';
import type { Engine, QueryResult, Row, Value } from './engine.ts';
import type { Query } from './query.ts';
import { makeTrinoLooks } from './trino-look.ts';

export interface TrinoOptions {
  /** `https://trino.example:8443/hive/logs`: coordinator, catalog, schema. */
  readonly url: string;
  readonly user: string;
  /** A password needs https, as everything that is not on this machine. */
  readonly password?: string;
  readonly token?: string;
  readonly fetch: typeof fetch;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** A Trino of one's own, through its statement protocol. https://trino.io/docs/current/develop/client-protocol.html */
export function makeTrinoEngine(options: TrinoOptions): Engine {
  const place = parseTrinoUrl(options.url);
  const ask = (sql: string) => runStatement(sql, place, options);
  const looks = makeTrinoLooks(ask, place.schema);
  return {
    name: 'trino',
    prepare: async () => {},
    run: async (query) => ({
      ...(await ask(trinoStatement(query, place.schema))),
      read: query.tables.map((table) => looks(table, query)),
    }),
    estimate: async () => null,
    close: async () => {},
  };
}

interface Place {
  readonly origin: string;
  readonly catalog: string;
  readonly schema: string;
}

export function parseTrinoUrl(text: string): Place {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const [, catalog, schema] = /^\/([\w-]+)\/([\w-]+)\/?$/.exec(url?.pathname ?? '') ?? [];
  if (url === undefined || catalog === undefined || schema === undefined || url.username !== '') {
    throw new MetsukeError('usage', say`The URL of Trino needs a catalog and a schema, and no password.`, {
      hint: say`Write https://trino.example/hive/logs; user and password are in TRINO_USER and TRINO_PASSWORD.`,
    });
  }
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:')) {
    throw new MetsukeError('usage', say`${url.origin} is not asked: logs and passwords need https.`);
  }
  return { origin: url.origin, catalog, schema };
}

export function trinoStatement(query: Query, schema: string): string {
  return composeStatement(query, (table, scope) => {
    const stored = table.storedInTrino ?? table.stored;
    return storedRows(table, stored, `"${schema}"."${stored.name}"`, scope);
  });
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/** An answer of the coordinator: as many rows as it has, and where the next ones are. */
interface Page {
  readonly nextUri?: string;
  readonly columns?: readonly Column[];
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: { readonly message: string; readonly errorName?: string };
  readonly stats?: { readonly processedBytes?: number };
}

async function runStatement(sql: string, place: Place, options: TrinoOptions): Promise<Omit<QueryResult, 'read'>> {
  let bytes: number | null = null;
  const read = async (uri: string, init?: RequestInit): Promise<Page> => {
    const page = await request(uri, place, options, init);
    bytes = page.stats?.processedBytes ?? bytes;
    return page;
  };
  let page = await read(`${place.origin}/v1/statement`, { method: 'POST', body: sql });
  // Columns are known before the first row, but not at once.
  while (page.columns === undefined && page.nextUri !== undefined) page = await read(page.nextUri);
  const columns = page.columns ?? [];
  return {
    columns: columns.map(({ name }) => name),
    rows: rowsOf(page, columns, read),
    problems: [],
    statistics: () => ({ objects: null, bytes, cost: null }),
  };
}

async function* rowsOf(
  first: Page,
  columns: readonly Column[],
  read: (uri: string, init?: RequestInit) => Promise<Page>,
): AsyncIterable<Row> {
  let page = first;
  try {
    for (;;) {
      for (const row of page.data ?? [])
        yield row.map((value, index) => plain(value, columns[index]?.type ?? 'varchar'));
      if (page.nextUri === undefined) return;
      page = await read(page.nextUri);
    }
  } finally {
    // Whoever stops early leaves no query running.
    if (page.nextUri !== undefined) await read(page.nextUri, { method: 'DELETE' }).catch(() => undefined);
  }
}

const MOST_TRIES = 8;
const PAUSE = 100;

async function request(uri: string, place: Place, options: TrinoOptions, init: RequestInit = {}): Promise<Page> {
  // The server says where to go on, and the password goes along.
  if (new URL(uri).origin !== place.origin) {
    throw new MetsukeError(
      'query-failed',
      say`Trino leads to another server, ${new URL(uri).origin}, which is not followed.`,
    );
  }
  for (let tries = 1; ; tries += 1) {
    const response = await options.fetch(uri, { ...init, headers: headersOf(place, options), redirect: 'error' });
    if (response.status === 204) return {};
    const isBusy = [429, 502, 503, 504].includes(response.status) && tries < MOST_TRIES;
    if (!isBusy) return readPage(response);
    await options.sleep(PAUSE * 2 ** tries);
  }
}

async function readPage(response: Response): Promise<Page> {
  if (!response.ok) {
    const hint = response.status === 401 ? { hint: say`Set TRINO_USER with TRINO_PASSWORD, or TRINO_TOKEN.` } : {};
    throw new MetsukeError('query-failed', say`Trino answers ${response.status} ${response.statusText}.`, hint);
  }
  const page = (await response.json()) as Page;
  if (page.error) throw new MetsukeError('query-failed', page.error.message);
  return page;
}

function headersOf({ catalog, schema }: Place, { user, password, token }: TrinoOptions): Record<string, string> {
  const basic = password === undefined ? {} : { authorization: `Basic ${btoa(`${user}:${password}`)}` };
  return {
    'x-trino-user': user,
    'x-trino-source': 'metsuke',
    'x-trino-catalog': catalog,
    'x-trino-schema': schema,
    'x-trino-time-zone': 'UTC',
    ...(token === undefined ? basic : { authorization: `Bearer ${token}` }),
  };
}

function plain(value: unknown, type: string): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return /^(bigint|decimal)/.test(type) ? Number(value) : value;
  return JSON.stringify(value);
}
