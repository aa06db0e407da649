import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFolder } from '../../archive/folder-store.ts';
import type { ObjectStore } from '../../archive/object-store.ts';
import type { ArchiveFile } from '../../archive/tables/scope.ts';
import { stage } from './stage.ts';

let place = '';
let cache = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'metsuke-stage-'));
  cache = join(place, 'one/cache');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const SESSION = 'session-logs/111111111111/us-east-1/admin-1.log';

function fileOf(key: string, etag = 'an etag'): ArchiveFile {
  return { key, etag, size: 4, lastModified: '2026-10-01T00:00:00Z' };
}

async function* listed(files: readonly ArchiveFile[]): AsyncIterable<ArchiveFile> {
  yield* files;
}

it('keeps objects of a bucket inside of the cache, whatever their keys and their ETags are', async () => {
  const store: ObjectStore = {
    location: 's3://logs',
    async *list() {},
    listFolders: async () => [],
    get: async () => ({ body: Buffer.from('text'), metadata: {} }),
  };
  const hostile = ['../../../x', 'a/../../b', '/etc/x', 'a//b', '.metsuke/x', 'a\\..\\b', 'a/\n'];
  const objects = [fileOf(SESSION, '../../../etag'), ...hostile.map((key) => fileOf(key))];
  const { files, problems } = await stage(store, listed(objects), cache);
  expect(files.map(({ key }) => key)).toEqual([SESSION]);
  expect(problems.map(({ key }) => key).sort()).toEqual([...hostile].sort());
  const written = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(written.map((entry) => join(entry.parentPath, entry.name))).toEqual([files[0]?.path]);
  expect(files[0]?.path.startsWith(`${cache}/`)).toBe(true);
});

it('names what in a folder is no file, is too large or inflates without end, and stages the others', async () => {
  const folder = join(place, 'archive');
  const put = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  put('a/good.json.gz', gzipSync('{}'));
  truncateSync(put('a/sparse.json', ''), 10 * 1024 ** 3);
  // As large as a real one, and says in its last four bytes that it holds 4 GB.
  put('a/bomb.json.gz', Buffer.concat([gzipSync('{}'), Buffer.alloc(400_000), Buffer.alloc(4, 0xff)]));
  execFileSync('mkfifo', [join(folder, 'a/pipe.json')]);
  symlinkSync('/etc/passwd', join(folder, 'a/link.json'));
  mkdirSync(join(folder, 'a/folder.json'));
  const names = ['good.json.gz', 'sparse.json', 'bomb.json.gz', 'pipe.json', 'link.json', 'folder.json', 'gone.json'];
  const objects = names.map((name) => ({ ...fileOf(`a/${name}`), size: name.startsWith('bomb') ? 400_026 : 4 }));
  const { files, problems } = await stage(openFolder(folder), listed(objects), cache);
  expect(files.map(({ key }) => key)).toEqual(['a/good.json.gz']);
  expect(Object.fromEntries(problems.map(({ key, problem }) => [key, problem]))).toEqual({
    'a/sparse.json': expect.stringContaining('has 10,737 MB'),
    'a/bomb.json.gz': expect.stringContaining('inflates to more than 1 GB'),
    'a/pipe.json': expect.stringContaining('is a named pipe'),
    'a/link.json': expect.stringContaining('is a symbolic link'),
    'a/folder.json': expect.stringContaining('is a folder'),
    'a/gone.json': 'is gone since it was listed',
  });
});
