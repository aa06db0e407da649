import { describe, expect, it } from 'vitest';
import { makeAthena } from './athena.ts';

describe('Athena', () => {
  it('is asked in the work group and database, and told from its optional fields', async () => {
    const asked: unknown[] = [];
    const port = makeAthena(async () => ({
      startQueryExecution: async (input: unknown) => {
        asked.push(input);
        return { QueryExecutionId: 'q-1', $metadata: {} };
      },
      getQueryExecution: async () => ({
        QueryExecution: { Status: { State: 'SUCCEEDED' as const }, Statistics: { DataScannedInBytes: 7 } },
        $metadata: {},
      }),
      getQueryResults: async () => ({
        ResultSet: {
          ResultSetMetadata: { ColumnInfo: [{ Name: 'n', Type: 'bigint' }] },
          Rows: [{ Data: [{ VarCharValue: 'n' }] }, { Data: [{}] }],
        },
        $metadata: {},
      }),
      stopQueryExecution: async () => ({ $metadata: {} }),
    }));
    expect(await port.start({ sql: 'SELECT 1', database: 'logs', workGroup: 'audit' })).toBe('q-1');
    expect(asked).toEqual([
      { QueryString: 'SELECT 1', QueryExecutionContext: { Database: 'logs' }, WorkGroup: 'audit' },
    ]);
    expect(await port.readExecution('q-1')).toEqual({ state: 'SUCCEEDED', reason: null, scannedBytes: 7 });
    expect(await port.readResults('q-1', undefined)).toEqual({
      columns: [{ name: 'n', type: 'bigint' }],
      rows: [['n'], [null]],
      next: undefined,
    });
  });
});
