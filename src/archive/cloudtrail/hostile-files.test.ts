import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createGzip, gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { makeRefusals } from '../../files/refusals.ts';
import { openFolder } from '../folder-store.ts';
import { loadCloudTrail } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'metsuke-hostile-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function pathOf(unique: string): string {
  const name = `111111111111_CloudTrail_us-east-1_20261001T0005Z_${unique.padEnd(16, 'A')}.json.gz`;
  const path = join(folder, 'AWSLogs/111111111111/CloudTrail/us-east-1/2026/10/01', name);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

/** So many megabytes of blanks inside of a log file: a thousandth of it is stored. */
async function bomb(megabytes: number): Promise<Buffer> {
  const gzip = createGzip({ level: 9 });
  const blanks = Buffer.alloc(1024 ** 2, ' ');
  const stored: Buffer[] = [];
  gzip.on('data', (piece: Buffer) => stored.push(piece));
  gzip.write('{"Records":[');
  for (let index = 0; index < megabytes; index += 1) {
    if (!gzip.write(blanks)) await new Promise((resolve) => gzip.once('drain', resolve));
  }
  gzip.end(']}');
  await new Promise((resolve) => gzip.once('end', resolve));
  return Buffer.concat(stored);
}

it('log files that are links, pipes, folders, sparse, or bombs are named, and the others are read in bounded memory', async () => {
  const event = { eventName: 'Good', eventTime: '2026-10-01T00:00:00Z' };
  writeFileSync(pathOf('Good'), gzipSync(JSON.stringify({ Records: [event] })));
  writeFileSync(pathOf('Bomb'), await bomb(1024));
  writeFileSync(pathOf('Members'), Buffer.concat([await bomb(1024), gzipSync('')]));
  writeFileSync(pathOf('Crowd'), gzipSync(`{"Records":[${'{},'.repeat(9_000_000)}{}]}`));
  writeFileSync(pathOf('Sparse'), '');
  truncateSync(pathOf('Sparse'), 10 * 1024 ** 3);
  symlinkSync('/etc/passwd', pathOf('Link'));
  execFileSync('mkfifo', [pathOf('Pipe')]);
  mkdirSync(pathOf('Folder'));
  const refusals = makeRefusals();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = () => {
    most = Math.max(most, process.memoryUsage().rss);
  };
  const loaded = await loadCloudTrail({
    store: openFolder(folder, refusals),
    sql: 'SELECT * FROM cloudtrail',
    workers: 1,
    onFile: watch,
  });
  watch();
  loaded.close();
  expect(loaded.rows).toBe(1);
  const reasons = Object.fromEntries(
    [...loaded.problems, ...refusals.list()].map(({ key, problem }) => [/Z_([A-Z][a-z]+)/.exec(key)?.[1], problem]),
  );
  expect(reasons).toEqual({
    Bomb: expect.stringContaining('inflates to more than 256 MiB'),
    Members: expect.stringContaining('inflates to more than 256 MiB'),
    Crowd: expect.stringContaining('has more records than any log file'),
    Sparse: expect.stringContaining('has 10,737 MB'),
    Link: expect.stringContaining('is a symbolic link'),
    Pipe: expect.stringContaining('is a named pipe'),
  });
  // Bombs of 1 GB took 2.2 GB.
  expect((most - before) / 1024 ** 2).toBeLessThan(1300);
});
