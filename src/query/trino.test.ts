import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { tableByName } from '../archive/tables/catalog.ts';
import { allRows } from './engine.ts';
import type { Query } from './query.ts';
import { makeTrinoEngine, parseTrinoUrl } from './trino.ts';

const QUERY: Query = {
  sql: 'SELECT eventname, count(*) AS n FROM cloudtrail GROUP BY 1',
  tables: [tableByName('cloudtrail')],
  scope: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  accounts: [],
  parameters: {},
};
const COLUMNS = [
  { name: 'eventname', type: 'varchar' },
  { name: 'n', type: 'bigint' },
];

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = object | number;

let server: Server | undefined;
afterEach(() => server?.close());

/** Speaks the statement protocol: one answer after the other, whatever is asked. */
async function startTrino(...answers: readonly ((origin: string) => Answer)[]) {
  const asked: Asked[] = [];
  const left = [...answers];
  server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    asked.push({ method, path, headers, body: await text(request) });
    const answer = method === 'DELETE' ? 204 : (left.shift()?.(origin) ?? 500);
    response.writeHead(typeof answer === 'number' ? answer : 200, { 'content-type': 'application/json' });
    response.end(typeof answer === 'number' ? '' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pauses: number[] = [];
  const engine = makeTrinoEngine({
    url: `${origin}/hive/logs`,
    user: 'hanako',
    password: 'open-sesame',
    fetch,
    sleep: async (milliseconds) => void pauses.push(milliseconds),
  });
  return { engine, asked, pauses };
}

describe('Trino', () => {
  it('is followed from page to page', async () => {
    const { engine, asked } = await startTrino(
      (at) => ({ nextUri: `${at}/v1/statement/queued/1` }),
      (at) => ({ nextUri: `${at}/v1/statement/executing/1`, columns: COLUMNS, data: [['RunInstances', 3]] }),
      () => ({ columns: COLUMNS, data: [['StopInstances', '9007199254740991']], stats: { processedBytes: 1234 } }),
    );
    const result = await engine.run(QUERY);
    expect(result.columns).toEqual(['eventname', 'n']);
    expect(await allRows(result)).toEqual([
      ['RunInstances', 3],
      ['StopInstances', 9_007_199_254_740_991],
    ]);
    expect(result.statistics()).toEqual({ objects: null, bytes: 1234, cost: null });
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/statement',
      'GET /v1/statement/queued/1',
      'GET /v1/statement/executing/1',
    ]);
    expect(asked[0]?.headers).toMatchObject({
      'x-trino-catalog': 'hive',
      'x-trino-schema': 'logs',
      'x-trino-user': 'hanako',
    });
    expect(asked[0]?.body).toContain(
      'FROM "logs"."cloudtrail_files" CROSS JOIN UNNEST(transform(records, each -> ARRAY[each])) AS unnested(r)',
    );
  });

  it('is asked again when it is busy', async () => {
    const { engine, pauses } = await startTrino(
      () => 503,
      () => ({ columns: COLUMNS, data: [] }),
    );
    expect(await allRows(await engine.run(QUERY))).toEqual([]);
    expect(pauses).toHaveLength(1);
  });

  it('says what is wrong, in its own words', async () => {
    const { engine } = await startTrino(() => ({ error: { message: "line 1:8: Column 'a' cannot be resolved" } }));
    await expect(engine.run(QUERY)).rejects.toThrow("Column 'a' cannot be resolved");
  });

  it('is told when nobody wants more rows', async () => {
    const { engine, asked } = await startTrino((at) => ({
      nextUri: `${at}/v1/statement/executing/1`,
      columns: COLUMNS,
      data: [['RunInstances', 3]],
    }));
    for await (const _row of (await engine.run(QUERY)).rows) break;
    expect(asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/v1/statement/executing/1' });
  });

  it('cannot lead to another server, to which the password would go', async () => {
    const { engine } = await startTrino(() => ({ nextUri: 'http://127.0.0.2:1/v1/statement/1' }));
    await expect(engine.run(QUERY)).rejects.toThrow(/leads to another server/);
  });

  it.each([
    ['plain http to another machine', 'http://trino.example/hive/logs', /need https/],
    ['no schema', 'https://trino.example/hive', /needs a catalog and a schema/],
    ['a password in the URL', 'https://a:b@trino.example/hive/logs', /no password/],
    ['no URL', 'trino', /needs a catalog and a schema/],
  ])('refuses %s', (_name, url, message) => {
    expect(() => parseTrinoUrl(url)).toThrow(message);
  });
});
