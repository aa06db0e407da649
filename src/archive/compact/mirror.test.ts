import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MemoryTable } from '../../../test/support/memory-table.ts';
import { hashOfFile } from './hash-of-file.ts';
import { formatManifest, type Manifest, makeManifest, manifestKey } from './manifest.ts';
import { mirrorBucket } from './mirror.ts';

const DAY = '2026-10-01';
let folder = '';
let table = new MemoryTable();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-mirror-'));
  table = new MemoryTable();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A day as a compaction leaves it. What the part holds is nothing to a copy. */
async function publish(day: string, content: string): Promise<Manifest> {
  const key = `curated/cloudtrail/dt=${day}/part-0.parquet`;
  table.objects.set(key, Buffer.from(content));
  await table.bucket.download(key, join(folder, 'part'));
  const { bytes, sha256 } = await hashOfFile(join(folder, 'part'));
  rmSync(join(folder, 'part'));
  const manifest = makeManifest(day, [{ name: 'part-0.parquet', bytes, rows: 1, sha256 }], []);
  table.objects.set(manifestKey(day), Buffer.from(formatManifest(manifest)));
  table.read.length = 0;
  return manifest;
}

/** What a query would read of the day, as another process would find it. */
async function read(day = DAY): Promise<string | undefined> {
  const files = mirrorBucket(table.bucket, folder);
  await files.look(day, day);
  const manifest = files.inspect(day);
  if (manifest === undefined || 'damaged' in manifest) return manifest?.damaged;
  await files.fetch([manifest]);
  const [part] = manifest.parts;
  const path = part && files.pathOf(day, part);
  return path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

it('fetches only the days that are asked for, and each of them once', async () => {
  await publish('2026-10-02', 'another day');
  await publish(DAY, 'first');
  expect(await read()).toBe('first');
  expect(table.read).toEqual([manifestKey(DAY), `curated/cloudtrail/dt=${DAY}/part-0.parquet`]);
  table.read.length = 0;
  expect(await read()).toBe('first');
  expect(table.read).toEqual([]);
});

it('has a day that was compacted again as it is now, and nothing of before', async () => {
  await publish(DAY, 'first');
  await read();
  await publish(DAY, 'other');
  expect(await read()).toBe('other');
  expect(readdirSync(join(folder, `dt=${DAY}`))).toHaveLength(2);
});

it('takes no part that is not the one of the manifest', async () => {
  await publish(DAY, 'first');
  table.objects.set(`curated/cloudtrail/dt=${DAY}/part-0.parquet`, Buffer.from('FIRST'));
  expect(await read()).toBeUndefined();
  table.objects.delete(`curated/cloudtrail/dt=${DAY}/part-0.parquet`);
  expect(await read()).toBeUndefined();
  expect(readdirSync(join(folder, `dt=${DAY}`))).toHaveLength(1);
});

it.each([
  'null',
  '{"format": 1',
  '{"format":1,"day":"2026-10-01","rows":0,"parts":[{"name":"part-0.parquet"}],"sources":[]}',
])('says that %s is no manifest', async (text) => {
  table.objects.set(manifestKey(DAY), Buffer.from(text));
  expect(await read()).toBe(manifestKey(DAY));
});

it('has nothing of a day that is gone, or was never there', async () => {
  await publish(DAY, 'first');
  await read();
  table.objects.delete(manifestKey(DAY));
  expect(await read()).toBeUndefined();
});
