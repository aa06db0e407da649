import { afterAll, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { openFolder } from './folder-store.ts';
import { belowPrefix, joinStores } from './joined-store.ts';

const archives: ArchiveFolder[] = [];
afterAll(() => {
  for (const archive of archives) archive.remove();
});

function storeOf(objects: Readonly<Record<string, string>>) {
  const archive = new ArchiveFolder();
  archives.push(archive);
  for (const [key, text] of Object.entries(objects)) archive.addBytes(key, text);
  const { folder: _, ...store } = openFolder(archive.path);
  return store;
}

async function keysOf(keys: AsyncIterable<{ readonly key: string }>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const { key } of keys) all.push(key);
  return all;
}

describe('two buckets as one', () => {
  const old = storeOf({ 'o/a/1': 'old', 'o/a/3': 'old', 'o/b/1': 'old' });
  const joined = joinStores([storeOf({ 'o/a/2': 'new', 'o/a/3': 'new', 'o/c/1': 'new' }), old]);

  it('are listed in the order of their keys, each once', async () => {
    expect(await keysOf(joined.list(''))).toEqual(['o/a/1', 'o/a/2', 'o/a/3', 'o/b/1', 'o/c/1']);
    expect(await keysOf(joined.list('o/a/', { startAfter: 'o/a/1' }))).toEqual(['o/a/2', 'o/a/3']);
    expect(await joined.listFolders('o/')).toEqual(['a/', 'b/', 'c/']);
  });

  it('are read wherever the object is', async () => {
    const textOf = async (key: string) => Buffer.from((await joined.get(key)).body).toString();
    expect(await textOf('o/a/1')).toBe('old');
    expect(await textOf('o/a/3')).toBe('new');
    await expect(joined.get('o/a/4')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are one when there is only one', () => expect(joinStores([old])).toBe(old));
});

describe('a bucket below a prefix', () => {
  const store = belowPrefix(storeOf({ '2026-10-14': 'a', '2026-10-15': 'b' }), 's3-access-logs/');

  it('has its keys below it', async () => {
    expect(await store.listFolders('')).toEqual(['s3-access-logs/']);
    expect(await store.listFolders('AWSLogs/')).toEqual([]);
    expect(await keysOf(store.list('AWSLogs/'))).toEqual([]);
    expect(await keysOf(store.list(''))).toEqual(['s3-access-logs/2026-10-14', 's3-access-logs/2026-10-15']);
    const later = store.list('s3-access-logs/', { startAfter: 's3-access-logs/2026-10-14' });
    expect(await keysOf(later)).toEqual(['s3-access-logs/2026-10-15']);
    expect(Buffer.from((await store.get('s3-access-logs/2026-10-15')).body).toString()).toBe('b');
  });
});
