import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { METADATA_SUFFIX, openFolder } from './folder-store.ts';
import type { StoredObject } from './object-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'metsuke-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(key: string, text: string): void {
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  writeFileSync(join(folder, key), text);
}

async function keysOf(objects: AsyncIterable<StoredObject>): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of objects) keys.push(key);
  return keys;
}

for (const key of ['o-1/a/z.gz', 'o-1/a.gz', 'o-1/a-b/y.gz', 'o-1/b/x.gz', 'o-2/w.gz']) put(key, key);
put(`o-1/b/x.gz${METADATA_SUFFIX}`, '{"signature":"00ff"}');
const store = openFolder(folder);

describe('a copy of the archive in a folder', () => {
  it('lists keys as S3 does: by their bytes, the slash among them', async () => {
    expect(await keysOf(store.list('o-1/'))).toEqual(['o-1/a-b/y.gz', 'o-1/a.gz', 'o-1/a/z.gz', 'o-1/b/x.gz']);
  });

  it('lists what begins with the prefix, within a name too, and what comes after a key', async () => {
    expect(await keysOf(store.list('o-1/a'))).toEqual(['o-1/a-b/y.gz', 'o-1/a.gz', 'o-1/a/z.gz']);
    expect(await keysOf(store.list('o-1/', { startAfter: 'o-1/a.gz' }))).toEqual(['o-1/a/z.gz', 'o-1/b/x.gz']);
    expect(await keysOf(store.list('no-such/'))).toEqual([]);
  });

  it('lists folders', async () => {
    expect(await store.listFolders('')).toEqual(['o-1/', 'o-2/']);
    expect(await store.listFolders('o-1/')).toEqual(['a-b/', 'a/', 'b/']);
    expect(await store.listFolders('no-such/')).toEqual([]);
  });

  it('gives content with its metadata, and says what is not there', async () => {
    const { body, metadata } = await store.get('o-1/b/x.gz');
    expect(Buffer.from(body).toString()).toBe('o-1/b/x.gz');
    expect(metadata).toEqual({ signature: '00ff' });
    await expect(store.get('o-1/none')).rejects.toThrow(`There is no o-1/none in ${folder}.`);
  });
});
