import { describe, expect, it } from 'vitest';
import { openFolder } from '../archive/folder-store.ts';
import { tableByName } from '../archive/tables/catalog.ts';
import { type AthenaExecution, type AthenaPage, type AthenaPort, makeAthenaEngine } from './athena.ts';
import { athenaCost } from './athena-price.ts';
import { allRows } from './engine.ts';
import type { Query } from './query.ts';

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

function athena(states: readonly AthenaExecution[], pages: readonly AthenaPage[] = []) {
  const started: Parameters<AthenaPort['start']>[0][] = [];
  const left = [...states];
  const port: AthenaPort = {
    async start(query) {
      started.push(query);
      return 'q-1';
    },
    readExecution: async () => left.shift() ?? { state: 'FAILED', reason: 'asked too often', scannedBytes: null },
    readResults: async (_id, token) => pages[Number(token ?? 0)] ?? { columns: [], rows: [], next: undefined },
    stop: async () => {},
  };
  const pauses: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => void pauses.push(milliseconds);
  const nothing = openFolder('/nonexistent');
  const stores = { logs: nothing, trail: nothing, 'access-logs': nothing, findings: nothing };
  const engine = makeAthenaEngine({ port, database: 'logs', workGroup: 'audit', sleep, stores, scanLimit: 1 });
  return { engine, started, pauses };
}

const running: AthenaExecution = { state: 'RUNNING', reason: null, scannedBytes: null };

describe('Athena', () => {
  it('runs, is waited for, and gives all pages without the row of names', async () => {
    const { engine, started, pauses } = athena(
      [running, running, { state: 'SUCCEEDED', reason: null, scannedBytes: 2 ** 40 }],
      [
        {
          columns: COLUMNS,
          rows: [
            ['eventname', 'n'],
            ['RunInstances', '3'],
          ],
          next: '1',
        },
        {
          columns: COLUMNS,
          rows: [
            ['StopInstances', '1'],
            [null, '2'],
          ],
          next: undefined,
        },
      ],
    );
    const result = await engine.run(QUERY);
    expect(await allRows(result)).toEqual([
      ['RunInstances', 3],
      ['StopInstances', 1],
      [null, 2],
    ]);
    expect(result.statistics()).toEqual({ objects: null, bytes: 2 ** 40, cost: 5 });
    expect(pauses).toEqual([250, 500]);
    expect(started).toMatchObject([{ database: 'logs', workGroup: 'audit' }]);
    expect(started[0]?.sql).toContain(
      `FROM "logs"."cloudtrail" WHERE "timestamp" BETWEEN '2026/10/01' AND '2026/11/02'`,
    );
  });

  it('says why it failed, and what to do about the limit', async () => {
    const reason = 'Query exhausted: Bytes scanned limit was exceeded';
    const { engine } = athena([{ state: 'FAILED', reason, scannedBytes: 1 }]);
    await expect(engine.run(QUERY)).rejects.toMatchObject({
      message: reason,
      hint: expect.stringMatching(/shorter time/),
    });
  });

  it('charges at least ten megabytes', () => {
    expect(athenaCost(0)).toBeCloseTo(0.0000477, 7);
    expect(athenaCost(3 * 2 ** 40)).toBe(15);
  });
});
