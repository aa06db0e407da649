import { createHash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../../test/support/archive.ts';
import { MemoryTable } from '../../../test/support/memory-table.ts';
import { NEWEST_LOGS_KEY, parseNewestLogs } from '../../domain/newest-logs.ts';
import type { LogScope } from '../cloudtrail/list.ts';
import { openFolder } from '../folder-store.ts';
import { keepInBucket, LEASE_KEY } from './bucket-place.ts';
import { type Compaction, compactCloudTrail } from './compact.ts';
import { takeLease } from './lease.ts';
import { manifestKey, parseManifest } from './manifest.ts';

let archive = new ArchiveFolder();
let table = new MemoryTable();
let time = 0;
const now = (): number => time;
beforeEach(() => {
  archive = new ArchiveFolder();
  table = new MemoryTable();
  time = Date.parse('2026-11-25T00:00:00Z');
});
afterEach(() => archive.remove());

const MINUTE = 60_000;
const FIRST = '2026-10-01';
const SECOND = '2026-10-02';
const part = (day: string, number = 0): string => `curated/cloudtrail/dt=${day}/part-${number}.parquet`;

function log(day: string, unique: string, ...names: readonly string[]): string {
  const date = day.replaceAll('-', '/');
  const name = `111111111111_CloudTrail_us-east-1_${day.replaceAll('-', '')}T0005Z_${unique.padEnd(16, 'A')}.json.gz`;
  const key = `AWSLogs/111111111111/CloudTrail/us-east-1/${date}/${name}`;
  const Records = names.map((eventName, index) => ({ eventTime: `${day}T00:00:0${index}Z`, eventName }));
  archive.addGzip(key, JSON.stringify({ Records }));
  return key;
}

function compact(to = table, scope: LogScope = {}): Promise<Compaction> {
  const place = keepInBucket(to.bucket, now);
  return compactCloudTrail({ store: openFolder(archive.path), place, workers: 1, emit: () => {}, ...scope });
}

/** All but the lease, which says when. */
function contents({ objects } = table): Record<string, string> {
  return Object.fromEntries(
    [...objects].filter(([key]) => key !== LEASE_KEY).map(([key, body]) => [key, body.toString('base64')]),
  );
}

function manifestOf(day: string) {
  return parseManifest(String(table.objects.get(manifestKey(day))), day);
}

async function namesIn(key: string): Promise<unknown> {
  const path = join(archive.path, '.part.parquet');
  writeFileSync(path, table.objects.get(key) ?? '');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const result = await connection.runAndReadAll(`SELECT eventname FROM read_parquet('${path}') ORDER BY 1`);
  return result.getRowsJson().flat();
}

describe('the newest logs of each account', () => {
  const newest = () => parseNewestLogs(String(table.objects.get(NEWEST_LOGS_KEY)))?.accounts;
  const logOf = (account: string, day: string): void => {
    const date = day.replaceAll('-', '/');
    const name = `${account}_CloudTrail_us-east-1_${day.replaceAll('-', '')}T0005Z_${'A'.repeat(16)}.json.gz`;
    archive.addGzip(`AWSLogs/${account}/CloudTrail/us-east-1/${date}/${name}`, '{"Records":[]}');
  };

  it('are written last, also of days that are in the table already', async () => {
    log(FIRST, 'A', 'a');
    await compact();
    table.objects.delete(NEWEST_LOGS_KEY);
    logOf('222222222222', SECOND);
    await compact();
    expect(newest()).toEqual({ 111111111111: FIRST, 222222222222: SECOND });
    const { length } = table.written;
    await compact();
    expect(table.written.slice(length)).not.toContain(NEWEST_LOGS_KEY);
  });

  it('go by digests where an account is quiet, and nothing is taken back by a run over old days', async () => {
    log(FIRST, 'A', 'a');
    logOf('222222222222', '2026-10-09');
    archive.addBytes('AWSLogs/111111111111/CloudTrail-Digest/us-east-1/2026/10/08/digest.json.gz', 'x');
    await compact();
    expect(newest()).toEqual({ 111111111111: '2026-10-08', 222222222222: '2026-10-09' });
    await compact(table, { lastDay: FIRST });
    expect(newest()).toEqual({ 111111111111: '2026-10-08', 222222222222: '2026-10-09' });
  });

  it('are none where an account has a folder, and nothing of the days that were looked at', async () => {
    log(FIRST, 'A', 'a');
    logOf('222222222222', '2026-10-09');
    await compact(table, { firstDay: '2026-10-05' });
    expect(newest()).toEqual({ 111111111111: null, 222222222222: '2026-10-09' });
    await compact();
    expect(newest()).toEqual({ 111111111111: FIRST, 222222222222: '2026-10-09' });
  });
});

describe('a compaction into a bucket', () => {
  it('writes the manifest of a day after its parts, with their hashes', async () => {
    log(FIRST, 'A', 'a');
    log(SECOND, 'B', 'b');
    expect(await compact()).toMatchObject({ days: { written: 2, unchanged: 0 }, rows: 2 });
    expect(table.written.filter((key) => key !== LEASE_KEY)).toEqual([
      ...[FIRST, SECOND].flatMap((day) => [part(day), manifestKey(day)]),
      NEWEST_LOGS_KEY,
    ]);
    const sha256 = createHash('sha256')
      .update(table.objects.get(part(FIRST)) ?? '')
      .digest('hex');
    expect(manifestOf(FIRST)?.parts).toMatchObject([{ name: 'part-0.parquet', rows: 1, sha256 }]);
  });

  it('leaves a day alone whose log files are the same, and makes anew what has changed', async () => {
    log(FIRST, 'A', 'a');
    log(SECOND, 'B', 'b');
    await compact();
    table.written.length = 0;
    expect(await compact()).toMatchObject({ days: { written: 0, unchanged: 2 } });
    expect(new Set(table.written)).toEqual(new Set([LEASE_KEY]));
    log(SECOND, 'C', 'c');
    expect(await compact()).toMatchObject({ days: { written: 1, unchanged: 1 } });
    expect(await namesIn(part(SECOND))).toEqual(['b', 'c']);
  });

  it('keeps the rows of log files that expired in the archive', async () => {
    const old = log(FIRST, 'A', 'old');
    await compact();
    rmSync(join(archive.path, old));
    log(FIRST, 'B', 'new');
    await compact();
    expect(await namesIn(part(FIRST))).toEqual(['new', 'old']);
  });

  it('makes a day anew whose part is gone or of another size', async () => {
    log(FIRST, 'A', 'a');
    await compact();
    const whole = contents();
    table.objects.delete(part(FIRST));
    expect(await compact()).toMatchObject({ days: { written: 1 } });
    table.objects.set(part(FIRST), Buffer.from('PAR1'));
    expect(await compact()).toMatchObject({ days: { written: 1 } });
    expect(contents()).toEqual(whole);
  });

  it('empties a part that is not needed any more, since it may remove nothing', async () => {
    log(FIRST, 'A', 'a');
    await compact();
    table.objects.set(part(FIRST, 1), table.objects.get(part(FIRST)) ?? Buffer.alloc(0));
    log(FIRST, 'B', 'b');
    await compact();
    expect(await namesIn(part(FIRST, 1))).toEqual([]);
    expect(manifestOf(FIRST)?.parts).toHaveLength(1);
  });

  it('killed before any of its writes and repeated gives the same objects', async () => {
    for (const day of [FIRST, SECOND]) for (const unique of ['A', 'B']) log(day, unique, `${unique} ${day}`);
    await compact();
    const whole = contents();
    const writes = table.written.length;
    expect(writes).toBeGreaterThan(4);
    for (let kill = 0; kill < writes; kill += 1) {
      const killed = new MemoryTable();
      let count = 0;
      killed.beforeWrite = () => {
        count += 1;
        if (count > kill) throw new Error('killed');
      };
      const ended = compact(killed);
      // Nobody hears of the last write, which gives the turn back.
      if (kill < writes - 1) await expect(ended).rejects.toThrow('killed');
      else await ended;
      killed.beforeWrite = () => {};
      time += 11 * MINUTE;
      await compact(killed);
      expect(contents(killed)).toEqual(whole);
    }
  });
});

describe('two compactions into one bucket', () => {
  const holder = (change: object) =>
    table.objects.set(
      LEASE_KEY,
      Buffer.from(
        JSON.stringify({
          host: 'elsewhere',
          process: 7,
          since: '2026-11-25T00:00:00.000Z',
          until: '2026-11-25T00:10:00.000Z',
          id: 'x',
          ...change,
        }),
      ),
    );

  it('the second one stops with a sentence, until the turn of the first has ended', async () => {
    log(FIRST, 'A', 'a');
    holder({});
    await expect(compact()).rejects.toMatchObject({
      code: 'archive-in-use',
      message:
        'A compaction into s3://example-curated is already running: process 7 on elsewhere since 2026-11-25T00:00:00Z.',
      hint: expect.stringContaining('its turn ends at 2026-11-25T00:10:00Z'),
    });
    expect(contents()).toEqual({});
    time += 10 * MINUTE;
    expect(await compact()).toMatchObject({ days: { written: 1 } });
  });

  it('one that was killed on this machine is in nobody’s way', async () => {
    log(FIRST, 'A', 'a');
    holder({ host: hostname(), process: 4_194_300 });
    expect(await compact()).toMatchObject({ days: { written: 1 } });
  });

  it('begun in the same moment: one does it', async () => {
    log(FIRST, 'A', 'a');
    const outcomes = await Promise.allSettled([compact(), compact()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('one that slept too long replaces nothing that the other has written', async () => {
    log(FIRST, 'A', 'a');
    let seen: Record<string, string> = {};
    let isFirst = true;
    // Before the first writes its part, so much time passes that another one does all of it.
    table.beforeWrite = (key) => {
      if (key !== part(FIRST) || !isFirst) return;
      isFirst = false;
      table.objects.set(part(FIRST), Buffer.from('of the other'));
      table.objects.set(manifestKey(FIRST), Buffer.from('of the other'));
      seen = contents();
    };
    await expect(compact()).rejects.toMatchObject({
      code: 'archive-in-use',
      message: `s3://example-curated/${part(FIRST)} was changed by another process.`,
    });
    expect(contents()).toEqual(seen);
  });

  it('the turn is held as long as there is a sign of life, and who lost it is told', async () => {
    const take = () => takeLease({ bucket: table.bucket, key: LEASE_KEY, what: 'A compaction', now });
    const first = await take();
    time += 9 * MINUTE;
    await first.stay();
    time += 9 * MINUTE;
    await expect(take()).rejects.toThrow('already running');
    time += 2 * MINUTE;
    const second = await take();
    await expect(first.stay()).rejects.toThrow('A compaction was taken over by process');
    await first.giveBack();
    await second.stay();
    await second.giveBack();
    await (await take()).giveBack();
  });

  it('leave nothing in the temporary folder', async () => {
    const { temporary, end } = await keepInBucket(table.bucket, now).begin();
    expect(existsSync(temporary)).toBe(true);
    await end();
    expect(existsSync(temporary)).toBe(false);
  });
});
