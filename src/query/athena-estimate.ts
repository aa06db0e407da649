import type { ObjectStore } from '../archive/object-store.ts';
import { listPartitions } from '../archive/tables/partition-objects.ts';
import type { Location, Table } from '../archive/tables/table.ts';
import { MetsukeError } from '../domain/errors.ts';
import { athenaCost } from './athena-price.ts';
import type { CostEstimate } from './engine.ts';
import type { Query } from './query.ts';
import { scansOf } from './scans.ts';

/** The buckets that tables are in. */
export type Stores = Readonly<Record<Location['bucket'], ObjectStore>>;

export interface EstimateOptions {
  readonly stores: Stores;
  /** Bytes after which the work group stops a query. */
  readonly scanLimit: number;
}

/**
 * What queries cost at most: all bytes below the prefixes that their filters select, as often as the statements name the
 * tables, each query up to the limit of the work group. What cannot be listed counts as that limit.
 */
export async function estimateAthena(queries: readonly Query[], options: EstimateOptions): Promise<CostEstimate> {
  const sizes = new Map<string, Promise<number>>();
  const sizeOf = (table: Table, query: Query): Promise<number> => {
    const key = JSON.stringify([table.name, query.scope]);
    const size = sizes.get(key) ?? bytesBelow(table, query, options);
    sizes.set(key, size);
    return size;
  };
  let bytes = 0;
  let cost = 0;
  for (const query of queries) {
    let ofQuery = 0;
    for (const table of query.tables) {
      const scans = scansOf(query.sql, table.name) * scansOfRows(table);
      if (scans > 0) ofQuery += scans * (await sizeOf(table, query));
    }
    const atMost = Math.min(ofQuery, options.scanLimit);
    bytes += atMost;
    cost += athenaCost(atMost);
  }
  return { bytes, cost };
}

/** The rows of a table may be made of the stored ones in several steps. */
function scansOfRows({ stored: { rows } }: Table): number {
  return rows === null ? 1 : rows.split('{stored}').length - 1;
}

async function bytesBelow(table: Table, { scope }: Query, { stores, scanLimit }: EstimateOptions): Promise<number> {
  let bytes = 0;
  try {
    for await (const { size } of listPartitions(stores[table.stored.location.bucket], table, scope)) {
      bytes += size;
      if (bytes >= scanLimit) return scanLimit;
    }
  } catch (error) {
    const isClosed = error instanceof MetsukeError && error.code === 'access-denied';
    if (isClosed) return scanLimit;
    // GuardDuty that is switched off has no bucket.
    if (!(error instanceof MetsukeError) || error.code !== 'not-found') throw error;
  }
  return bytes;
}
