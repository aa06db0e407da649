import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../../test/support/archive.ts';
import { openFolder } from '../folder-store.ts';
import { type CompactOptions, compactCloudTrail } from './compact.ts';
import { keepInFolder } from './folder-place.ts';
import { readManifest } from './manifest.ts';

const database = await DuckDBInstance.create(':memory:');
let archive = new ArchiveFolder();
afterEach(() => {
  archive.remove();
  archive = new ArchiveFolder();
});

function keyOf(account: string, day: string, unique = 'A'): string {
  const [year, month, date] = day.split('-');
  const name = `${account}_CloudTrail_us-east-1_${year}${month}${date}T0005Z_${unique.padEnd(16, 'A')}.json.gz`;
  return `AWSLogs/${account}/CloudTrail/us-east-1/${year}/${month}/${date}/${name}`;
}

function log(key: string, ...events: readonly (readonly [time: string, name: string])[]): string {
  const Records = events.map(([eventTime, eventName]) => ({
    eventTime,
    eventName,
    userIdentity: { type: 'Root' },
    requestParameters: { a: [1, { b: 'é' }] },
    resources: [{ ARN: 'arn:aws:s3:::b', accountId: '111111111111', type: 'AWS::S3::Bucket' }],
  }));
  archive.addGzip(key, JSON.stringify({ Records }));
  return key;
}

function compact(options: Partial<CompactOptions> = {}) {
  return compactCloudTrail({
    store: openFolder(archive.path),
    place: keepInFolder(archive.path),
    workers: 2,
    emit: () => {},
    ...options,
  });
}

async function query(sql: string): Promise<unknown> {
  const connection = await database.connect();
  const from = `read_parquet('${archive.path}/curated/cloudtrail/*/*.parquet', hive_partitioning = true, file_row_number = true)`;
  const result = await connection.runAndReadAll(`WITH t AS (FROM ${from}) ${sql}`);
  connection.closeSync();
  return result.getRowsJson();
}

/** Every file below with its content: what a compaction has made, to the byte. */
function contents(...folders: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    folders.flatMap((folder) =>
      readdirSync(join(archive.path, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path, readFileSync(path, 'base64')]),
    ),
  );
}

describe('compaction', () => {
  it('makes a file a delivery day, sorted by account and time, in which every row knows where it came from', async () => {
    const second = log(
      keyOf('222222222222', '2026-10-01'),
      ['2026-10-01T00:02:00Z', 'b'],
      ['2026-10-01T00:01:00Z', 'a'],
    );
    const first = log(keyOf('111111111111', '2026-10-01'), ['2026-10-01T00:03:00Z', 'c']);
    log(keyOf('111111111111', '2026-10-02'), ['2026-10-01T23:59:00Z', 'd']);
    expect(await compact()).toMatchObject({ days: { written: 2, unchanged: 0 }, rows: 4, files: 3, problems: [] });
    const sql = `SELECT dt::VARCHAR, account, eventname, source_key, record_number, "timestamp" FROM t ORDER BY dt, file_row_number`;
    expect(await query(sql)).toEqual([
      ['2026-10-01', '111111111111', 'c', first, 0, '2026/10/01'],
      ['2026-10-01', '222222222222', 'a', second, 1, '2026/10/01'],
      ['2026-10-01', '222222222222', 'b', second, 0, '2026/10/01'],
      ['2026-10-02', '111111111111', 'd', keyOf('111111111111', '2026-10-02'), 0, '2026/10/02'],
    ]);
    expect(await query(`SELECT DISTINCT useridentity.type, requestparameters, resources[1].arn FROM t`)).toEqual([
      ['Root', '{"a":[1,{"b":"é"}]}', 'arn:aws:s3:::b'],
    ]);
  });

  it('notes of every log file what it was', async () => {
    const key = log(keyOf('111111111111', '2026-10-01'), ['2026-10-01T00:03:00Z', 'c']);
    await compact();
    const content = readFileSync(join(archive.path, 'curated/cloudtrail/dt=2026-10-01/part-0.parquet'));
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(readManifest(archive.path, '2026-10-01')).toMatchObject({
      rows: 1,
      parts: [{ name: 'part-0.parquet', rows: 1, sha256 }],
      sources: [
        {
          key,
          rows: 1,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          etag: expect.any(String),
        },
      ],
    });
  });

  it('leaves a day alone whose files are the same, and makes anew what has changed', async () => {
    log(keyOf('111111111111', '2026-10-01'), ['2026-10-01T00:03:00Z', 'a']);
    log(keyOf('111111111111', '2026-10-02'), ['2026-10-02T00:03:00Z', 'b']);
    await compact();
    expect(await compact()).toMatchObject({ days: { written: 0, unchanged: 2 } });
    log(keyOf('111111111111', '2026-10-02', 'B'), ['2026-10-02T00:01:00Z', 'late']);
    expect(await compact()).toMatchObject({ days: { written: 1, unchanged: 1 }, rows: 2 });
    expect(await query('SELECT eventname FROM t ORDER BY dt, file_row_number')).toEqual([['a'], ['late'], ['b']]);
  });

  it('keeps the rows of log files that expired in the archive', async () => {
    const old = log(keyOf('111111111111', '2026-10-01'), ['2026-10-01T00:03:00Z', 'old']);
    await compact();
    rmSync(join(archive.path, old));
    expect(await compact()).toMatchObject({ days: { written: 0, unchanged: 0 } });
    log(keyOf('111111111111', '2026-10-01', 'B'), ['2026-10-01T00:01:00Z', 'new']);
    expect(await compact()).toMatchObject({ days: { written: 1 }, rows: 2 });
    expect(await query('SELECT eventname, resources[1].arn FROM t ORDER BY 1')).toEqual([
      ['new', 'arn:aws:s3:::b'],
      ['old', 'arn:aws:s3:::b'],
    ]);
    expect(readManifest(archive.path, '2026-10-01')?.sources.map(({ key }) => key)).toEqual([
      old,
      keyOf('111111111111', '2026-10-01', 'B'),
    ]);
  });

  it('skips what cannot be read, says so, and does not try again until it changes', async () => {
    log(keyOf('111111111111', '2026-10-01'), ['2026-10-01T00:03:00Z', 'a']);
    const broken = keyOf('222222222222', '2026-10-01');
    archive.addBytes(broken, 'not gzip');
    const { problems } = await compact();
    expect(problems).toEqual([{ key: broken, problem: 'is neither gzip nor JSON' }]);
    expect(await compact()).toMatchObject({ days: { written: 0, unchanged: 1 } });
    log(broken, ['2026-10-01T00:03:00Z', 'b']);
    expect(await compact()).toMatchObject({ days: { written: 1 }, rows: 2, problems: [] });
  });

  it('gives the same bytes whatever an attempt before has left behind', async () => {
    for (const day of ['2026-10-01', '2026-10-02']) {
      for (const unique of ['A', 'B', 'C'])
        log(keyOf('111111111111', day, unique), [`${day}T00:0${unique.charCodeAt(0) % 7}:00Z`, unique]);
    }
    await compact();
    const expected = contents('curated', 'curated-manifest');
    const part = join(archive.path, 'curated/cloudtrail/dt=2026-10-01/part-0.parquet');
    writeFileSync(part, readFileSync(part).subarray(0, 100));
    rmSync(join(archive.path, 'curated-manifest/cloudtrail/dt=2026-10-02.json'));
    writeFileSync(join(archive.path, 'curated/cloudtrail/dt=2026-10-02/part-7.parquet'), 'left over');
    mkdirSync(join(archive.path, 'curated/.compacting/day/rows'), { recursive: true });
    writeFileSync(join(archive.path, 'curated/.compacting/day/rows/0.parquet'), 'left over');
    expect(await compact()).toMatchObject({ days: { written: 2, unchanged: 0 } });
    expect(contents('curated', 'curated-manifest')).toEqual(expected);
  });

  it('of days only, when they are asked for', async () => {
    for (const day of ['2026-10-01', '2026-10-02', '2026-11-03'])
      log(keyOf('111111111111', day), [`${day}T00:03:00Z`, 'a']);
    expect(await compact({ firstDay: '2026-10-02', lastDay: '2026-10-31' })).toMatchObject({ days: { written: 1 } });
    expect(await compact()).toMatchObject({ days: { written: 2, unchanged: 1 } });
  });

  it('of an empty archive is nothing', async () => {
    expect(await compact()).toMatchObject({ days: { written: 0, unchanged: 0 }, problems: [] });
  });
});

describe('two compactions at once', () => {
  const lock = (): string => join(archive.path, 'curated/.compacting.lock');

  function holdLock(process: number, host = hostname()): void {
    mkdirSync(join(archive.path, 'curated'), { recursive: true });
    writeFileSync(lock(), JSON.stringify({ host, process, since: '2026-10-01T00:00:00.000Z' }));
  }

  it('the second one stops with a sentence', async () => {
    holdLock(process.ppid);
    await expect(compact()).rejects.toThrow(
      `A compaction of this archive is already running: process ${process.ppid} on ${hostname()} since 2026-10-01T00:00:00Z.`,
    );
    holdLock(1, 'elsewhere');
    await expect(compact()).rejects.toThrow('process 1 on elsewhere');
  });

  it('one that was killed is in nobody’s way', async () => {
    holdLock(4_194_300);
    log(keyOf('111111111111', '2026-10-01'), ['2026-10-01T00:03:00Z', 'a']);
    expect(await compact()).toMatchObject({ days: { written: 1 } });
    expect(existsSync(lock())).toBe(false);
  });

  it('begun in the same moment: one does it', async () => {
    log(keyOf('111111111111', '2026-10-01'), ['2026-10-01T00:03:00Z', 'a']);
    const outcomes = await Promise.allSettled([compact(), compact()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
