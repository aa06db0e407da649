import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../../test/support/archive.ts';
import { call } from '../../../test/support/events.ts';
import { openFolder } from '../../archive/folder-store.ts';
import type { ObjectStore } from '../../archive/object-store.ts';
import { tableByName } from '../../archive/tables/catalog.ts';
import type { TableName } from '../../archive/tables/table.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { allRows } from '../engine.ts';
import type { Query } from '../query.ts';
import { makeDuckDBEngine } from './engine.ts';

let archive: ArchiveFolder;
let cache: string;
beforeEach(() => {
  archive = new ArchiveFolder().addEvents([call('iam', 'ListUsers', { readOnly: true })]);
  cache = mkdtempSync(join(tmpdir(), 'metsuke-engine-'));
});
afterEach(() => {
  archive.remove();
  rmSync(cache, { recursive: true, force: true });
});

function query(table: TableName): Query {
  return {
    sql: `SELECT count(*) AS n FROM ${table}`,
    tables: [tableByName(table)],
    scope: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
    accounts: [],
    parameters: {},
  };
}

function closedTo(reader: string): ObjectStore {
  const refuse = (): never => {
    throw new MetsukeError('access-denied', `${reader} may not read this bucket.`);
  };
  return {
    location: 's3://closed',
    // biome-ignore lint/correctness/useYield: it fails before the first object
    list: async function* () {
      refuse();
    },
    listFolders: async () => refuse(),
    get: async () => refuse(),
  };
}

describe('a bucket that may not be read', () => {
  it('is told when queries are announced, and again by each that needs it; the others are answered', async () => {
    const others = { findings: closedTo('hanako') };
    const engine = makeDuckDBEngine({ store: openFolder(archive.path), others, cache, threads: 1, workers: 1 });
    const [closed, open] = [query('guardduty_findings'), query('cloudtrail')];
    await expect(engine.prepare([closed, open])).rejects.toThrow('hanako may not read this bucket.');
    await expect(engine.run(closed)).rejects.toThrow('hanako may not read this bucket.');
    expect(await allRows(await engine.run(open))).toEqual([[1]]);
    await engine.close();
  });
});
