import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { call } from '../../test/support/events.ts';
import { openFolder } from '../archive/folder-store.ts';
import { EVERYTHING } from '../archive/tables/scope.ts';
import { sqlText } from '../archive/tables/sql-text.ts';
import { makeDuckDBEngine } from './duckdb/engine.ts';
import { allRows } from './engine.ts';
import type { Query } from './query.ts';
import { checkReadOnly } from './read-only.ts';
import { tablesIn } from './tables-in.ts';

const archive = new ArchiveFolder().addEvents([call('iam', 'CreateUser')]);
const outside = new ArchiveFolder();
afterAll(() => {
  archive.remove();
  outside.remove();
});
const secret = join(outside.path, 'secret.csv');
const written = join(outside.path, 'written.csv');
writeFileSync(secret, 'word\nopen-sesame\n');

const engine = makeDuckDBEngine({ store: openFolder(archive.path), cache: archive.path, threads: 1, workers: 1 });

async function ask(sql: string, given: Partial<Query> = {}) {
  const query: Query = { sql, tables: tablesIn(sql), scope: EVERYTHING, accounts: [], parameters: {}, ...given };
  return allRows(await engine.run(query));
}

const WAYS_OUT = [
  `COPY (SELECT 1) TO '${written}'`,
  `SELECT 1; COPY (SELECT 1) TO '${written}'`,
  `SELECT 1;;COPY (SELECT 1) TO '${written}'`,
  `/* SELECT */ COPY (SELECT 1) TO '${written}'`,
  `SELECT 1 -- \n; COPY (SELECT 1) TO '${written}'`,
  `WITH a AS (SELECT 1) SELECT * FROM a; EXPORT DATABASE '${outside.path}'`,
  `SELECT * FROM '${secret}'`,
  `SELECT * FROM "${secret}"`,
  `SELECT * FROM read_csv('${secret}')`,
  `SELECT * FROM "read_csv"('${secret}')`,
  `SELECT * FROM READ_CSV_AUTO('${secret}')`,
  `SELECT * FROM read_text('${secret}')`,
  `SELECT content FROM read_blob('${secret}')`,
  `SELECT * FROM glob('${outside.path}/*')`,
  `SELECT * FROM sniff_csv('${secret}')`,
  `SELECT * FROM query('SELECT * FROM read_csv(''${secret}'')')`,
  `SELECT * FROM parquet_scan('${secret}')`,
  `SELECT getenv('HOME')`,
  `ATTACH '${written}' AS other`,
  `INSTALL httpfs`,
  `LOAD httpfs`,
  `SET enable_external_access = true`,
  `RESET enable_external_access`,
  `PRAGMA database_list`,
  `CREATE TABLE a AS SELECT 1`,
  `INSERT INTO cloudtrail SELECT 1`,
  `DELETE FROM cloudtrail`,
  `CALL pragma_version()`,
  `EXPLAIN ANALYZE COPY (SELECT 1) TO '${written}'`,
  `SELECT * FROM TABLE(system.query(query => 'DROP TABLE a'))`,
  `UNLOAD (SELECT 1) TO 's3://bucket/' WITH (format = 'PARQUET')`,
  `SELECT 'a`,
  `SELECT 1 /* /* */ ; DROP TABLE a; */`,
  '',
  ';',
];

describe('a query only reads', () => {
  it.each(WAYS_OUT)('is not run: %s', (sql) => {
    expect(() => checkReadOnly(sql)).toThrow(/This query is not run\./);
  });

  it.each([
    'SELECT count(*) FROM cloudtrail',
    ' -- who\n SELECT count(*) FROM cloudtrail;',
    'WITH a AS (SELECT 1 AS b) SELECT b FROM a',
    "SELECT count(*) FROM cloudtrail WHERE eventname = 'DROP TABLE; --'",
    '(SELECT 1) UNION ALL (SELECT 2)',
  ])('is run: %s', async (sql) => {
    expect((await ask(checkReadOnly(sql))).length).toBeGreaterThan(0);
  });

  // The first door may have a hole: DuckDB alone must not let anything out either.
  it.each(WAYS_OUT.filter((sql) => sql.trim() !== ''))('finds DuckDB locked: %s', async (sql) => {
    const rows = await ask(sql).catch((error: Error) => error.message);
    expect(JSON.stringify(rows)).not.toContain('open-sesame');
    expect(existsSync(written)).toBe(false);
  });
});

describe('what a person gives', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(`'`, `''`, `'; DROP TABLE a; --`, `\\'`, `' OR '1'='1`, `"`, `--`, `/*`, `\u0000`, `’`, `ʼ`),
    fc.array(fc.constantFrom(`'`, `\\`, `;`, `"`, `-`, `/`, `*`, ' ', '\n', '$', '?', '1')).map((all) => all.join('')),
  );

  it('is the same text in the answer, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, unit) => {
        fc.pre(!`${name}${unit}`.includes('\0') && isText(name) && isText(unit));
        const accounts = [{ id: '111111111111', name, unit }];
        expect(await ask('SELECT account, name, unit FROM accounts', { accounts })).toEqual([
          ['111111111111', name, unit],
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same as a parameter, alone and in a list', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (value) => {
        fc.pre(!/[\0\n]/.test(value) && isText(value));
        const parameters = { one: value, many: [value, 'b'] };
        const sql = "SELECT one, array_join(many, '|') FROM parameters";
        expect(await ask(sql, { parameters })).toEqual([[value, `${value}|b`]]);
      }),
      { numRuns: 40 },
    );
  });

  it('is refused where it cannot be written down', () => {
    expect(() => sqlText('a\0b')).toThrow(/NUL/);
    const query = { tables: tablesIn('cloudtrail'), accounts: [], parameters: {} };
    const scope = { from: "2026-10-01T00:00:00Z' OR 'a' = 'a", to: EVERYTHING.to };
    return expect(ask('SELECT 1 FROM cloudtrail', { ...query, scope })).rejects.toThrow();
  });

  /** Half a surrogate pair has no bytes. */
  function isText(text: string): boolean {
    return Buffer.from(text).toString() === text;
  }
});
