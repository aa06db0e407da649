import { findGaps, type OtherSigns, type SeenDays } from '../archive/gaps.ts';
import { tableByName } from '../archive/tables/catalog.ts';
import { storedRows } from '../archive/tables/partitions.ts';
import type { Table } from '../archive/tables/table.ts';
import { MetsukeError } from '../domain/errors.ts';
import { allRows, type QueryResult } from './engine.ts';
import type { Query } from './query.ts';
import { expectedAccounts, expectedDays, type Looked, note, type TableRead } from './table-read.ts';

/** Runs a statement. */
export type Ask = (sql: string) => Promise<Pick<QueryResult, 'rows'>>;

/** Trino says nothing of objects: it is asked which days of which accounts its tables have. Once for all queries of a scope. */
export function makeTrinoLooks(ask: Ask, schema: string): (table: Table, query: Query) => TableRead {
  const known = new Map<string, Promise<Looked>>();
  return (table, query) => ({
    table: table.name,
    look(now) {
      if (table.name !== 'cloudtrail')
        return Promise.resolve({ objects: null, events: null, copies: null, late: null, gaps: null });
      const key = JSON.stringify(query.scope);
      const looked = known.get(key) ?? lookAtLogs({ ask, schema, table, query, now });
      known.set(key, looked);
      return looked;
    },
  });
}

interface Look {
  readonly ask: Ask;
  readonly schema: string;
  readonly table: Table;
  readonly query: Query;
  readonly now: string;
}

async function lookAtLogs({ ask, schema, table, query, now }: Look): Promise<Looked> {
  const seen = new Map<string, Set<string>>();
  let objects = 0;
  for (const [account, day, count] of await allRows(await ask(filesStatement(table, schema, query)))) {
    note(seen, String(account), String(day).replaceAll('/', '-'));
    objects += Number(count);
  }
  const { firstDay, lastDay } = expectedDays(query.scope, now);
  const gaps = await findGaps({
    seen,
    expected: expectedAccounts(query),
    firstDay,
    lastDay,
    look: async () => ({ digestDays: await readDigestDays(ask, schema, query), older: NOBODY }),
  });
  return { objects, events: null, copies: null, late: null, gaps };
}

/** What was delivered earlier is not looked for, which would read all of it: such days are told as those before the first. */
const NOBODY: OtherSigns['older'] = new Set();

/** A log file is a row of the stored table. */
function filesStatement(table: Table, schema: string, { scope }: Query): string {
  const stored = { ...(table.storedInTrino ?? table.stored), rows: null };
  const rows = storedRows(table, stored, `"${schema}"."${stored.name}"`, scope);
  return `SELECT account, "timestamp", count(*) FROM (${rows}) AS files GROUP BY 1, 2`;
}

async function readDigestDays(ask: Ask, schema: string, { scope }: Query): Promise<SeenDays> {
  const table = tableByName('cloudtrail_digest');
  const rows = storedRows(table, table.stored, `"${schema}"."${table.stored.name}"`, scope);
  const days = new Map<string, Set<string>>();
  try {
    const found = await ask(`SELECT DISTINCT account, dt FROM (${rows}) AS digests`);
    for (const [account, day] of await allRows(found)) note(days, String(account), String(day).replaceAll('/', '-'));
  } catch (error) {
    // Somebody's Trino without the table of digests: quiet days look like gaps.
    if (!(error instanceof MetsukeError) || error.code !== 'query-failed') throw error;
  }
  return days;
}
