import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { openFolder } from '../folder-store.ts';
import type { ObjectStore } from '../object-store.ts';
import { type SyncOptions, syncArchive } from './sync.ts';

const LOG =
  'AWSLogs/111111111111/CloudTrail/us-east-1/2026/10/01/111111111111_CloudTrail_us-east-1_20261001T0005Z_AAAAAAAAAAAAAAAA.json.gz';
const LATER = LOG.replaceAll('2026/10/01', '2026/10/02').replaceAll('20261001', '20261002');
const OTHER = LOG.replaceAll('111111111111', '222222222222');
const DIGEST =
  'AWSLogs/111111111111/CloudTrail-Digest/us-east-1/2026/10/01/111111111111_CloudTrail-Digest_us-east-1_trail_us-east-1_20261001T010000Z.json.gz';
const SESSION = 'session-logs/admin-0123.log';

interface FakeObject {
  readonly text: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A bucket that counts what is read from it. */
function bucketOf(objects: Map<string, FakeObject>): ObjectStore & { readonly read: string[] } {
  const read: string[] = [];
  return {
    read,
    location: 's3://logs',
    async *list() {
      for (const [key, { text }] of [...objects].sort(([a], [b]) => (a < b ? -1 : 1))) {
        yield { key, size: text.length, etag: `etag of ${text}`, lastModified: '2026-10-01T00:10:00.000Z' };
      }
    },
    listFolders: async () => [],
    async get(key) {
      read.push(key);
      const object = objects.get(key);
      if (object === undefined) throw new MetsukeError('not-found', `There is no ${key}.`);
      return { body: Buffer.from(object.text), metadata: object.metadata ?? {} };
    },
  };
}

let folder = '';
let objects = new Map<string, FakeObject>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-sync-'));
  objects = new Map<string, FakeObject>([
    [LOG, { text: 'log' }],
    [LATER, { text: 'later' }],
    [OTHER, { text: 'other' }],
    [DIGEST, { text: 'digest', metadata: { signature: '00ff' } }],
    [SESSION, { text: 'session' }],
  ]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function sync(options: Partial<SyncOptions> = {}) {
  const store = bucketOf(objects);
  const synced = await syncArchive({ store, folder, onObject: () => {}, ...options });
  return { ...synced, read: store.read.sort() };
}

describe('a copy of the bucket', () => {
  it('has everything, digests with their signatures', async () => {
    expect(await sync()).toMatchObject({ copied: 5, unchanged: 0, gone: 0, bytes: 26 });
    const copy = openFolder(folder);
    expect(Buffer.from((await copy.get(LOG)).body).toString()).toBe('log');
    expect((await copy.get(DIGEST)).metadata).toEqual({ signature: '00ff' });
    const keys: string[] = [];
    for await (const { key, lastModified } of copy.list('')) {
      keys.push(key);
      expect(lastModified).toBe('2026-10-01T00:10:00.000Z');
    }
    expect(keys.sort()).toEqual([...objects.keys()].sort());
  });

  it('reads nothing again, and what has changed alone', async () => {
    await sync();
    expect(await sync()).toMatchObject({ copied: 0, unchanged: 5, read: [] });
    objects.set(LOG, { text: 'gol' });
    expect(await sync()).toMatchObject({ copied: 1, unchanged: 4, read: [LOG] });
    expect(readFileSync(join(folder, LOG), 'utf8')).toBe('gol');
  });

  it('goes on where it was killed, with or without notes of etags', async () => {
    await sync();
    rmSync(join(folder, '.metsuke'), { recursive: true });
    rmSync(join(folder, LATER));
    expect(await sync()).toMatchObject({ copied: 1, unchanged: 4, read: [LATER] });
    rmSync(join(folder, '.metsuke'), { recursive: true });
    // Somebody else's file of the same size, or one that was cut off while it had another time.
    writeFileSync(join(folder, LOG), 'xxx');
    utimesSync(join(folder, LOG), new Date(0), new Date(0));
    expect(await sync()).toMatchObject({ copied: 1, read: [LOG] });
  });

  it('reads a file again that was damaged since', async () => {
    await sync();
    writeFileSync(join(folder, LOG), 'lo');
    expect(await sync()).toMatchObject({ copied: 1, read: [LOG] });
  });

  it('is of the accounts and the days that are asked for', async () => {
    const accounts = ['111111111111' as AccountId];
    expect((await sync({ accounts, firstDay: '2026-10-01', lastDay: '2026-10-01' })).read).toEqual(
      [LOG, DIGEST].sort(),
    );
    expect((await sync({ firstDay: '2026-10-02' })).read).toEqual([LATER]);
    expect(existsSync(join(folder, OTHER))).toBe(false);
  });

  it('counts what expired since it was listed', async () => {
    const store = bucketOf(objects);
    const expired = {
      ...store,
      get: (key: string) => (key === LOG ? Promise.reject(new MetsukeError('not-found', 'gone')) : store.get(key)),
    };
    expect(await sync({ store: expired })).toMatchObject({ copied: 4, gone: 1 });
  });

  it('stops at the first thing that goes wrong, keeps what is whole, and continues later', async () => {
    const store = bucketOf(objects);
    const broken = {
      ...store,
      get: (key: string) => (key === SESSION ? Promise.reject(new Error('denied')) : store.get(key)),
    };
    await expect(sync({ store: broken })).rejects.toThrow('denied');
    expect(await sync()).toMatchObject({ copied: 1, read: [SESSION] });
  });
});

/** Everything below the folder that holds the copy, without what Metsuke keeps for itself. */
function filesBelow(place: string): readonly string[] {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))
    .filter((name) => !name.includes('.metsuke/'))
    .sort();
}

describe('keys that others chose', () => {
  let place = '';
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'metsuke-hostile-'));
    folder = join(place, 'one/copy');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(place, 'secret'), 'as before');
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it.each([
    ['../../secret', '".."'],
    [`AWSLogs/222222222222/../../${LOG}`, '".."'],
    [`AWSLogs/./${LOG}`, '"."'],
    [`/${LOG}`, 'begins with a slash'],
    [`AWSLogs//${LOG}`, 'an empty part'],
    ['.metsuke/etags/x.json', '".metsuke"'],
    ['a/.METSUKE/x', '".metsuke"'],
    ['a/b\n.gz', 'invisible characters'],
    ['a/\u202egnp.gz', 'invisible characters'],
    ['a\\..\\..\\secret', 'a backslash'],
    ['C:/windows/x', 'a drive of Windows'],
    ['a/NUL.json', 'reserves for a device'],
    ['a/b./c', 'a dot or a space'],
    [`a/${'x'.repeat(241)}`, 'more than 240 bytes'],
    [`${DIGEST}.metadata.json`, 'as the notes that a copy keeps'],
    ['curated/cloudtrail/dt=2026-10-01/part-0.parquet', 'the table of a copy'],
    ['curated-manifest/cloudtrail/dt=2026-10-01.json', 'the table of a copy'],
  ])('are refused and named, and the rest is copied: %j', async (key, why) => {
    objects.set(key, { text: 'not what it says' });
    const { copied, refused } = await sync();
    expect({ copied, count: refused.length }).toEqual({ copied: 5, count: 1 });
    expect(refused[0]?.problem).toContain(why);
    expect(readFileSync(join(place, 'secret'), 'utf8')).toBe('as before');
    expect(readFileSync(join(folder, LOG), 'utf8')).toBe('log');
    expect(filesBelow(place)).toEqual(
      ['secret', ...[...objects.keys(), `${DIGEST}.metadata.json`].map((name) => `one/copy/${name}`)]
        .filter((name) => name !== `one/copy/${key}` || key === `${DIGEST}.metadata.json`)
        .sort()
        .filter((name, index, all) => name !== all[index - 1]),
    );
    expect(JSON.parse(readFileSync(join(folder, `${DIGEST}.metadata.json`), 'utf8'))).toEqual({ signature: '00ff' });
  });

  it('are counted once for each reason', async () => {
    for (const name of ['../a', '../b', 'x/../../c']) objects.set(name, { text: 'x' });
    objects.set('a//b', { text: 'x' });
    const { refused } = await sync();
    expect(refused.map(({ key, count }) => [key, count])).toEqual([
      ['../a', 3],
      ['a//b', 1],
    ]);
  });

  it('are not followed through links that lie in the folder', async () => {
    const outside = join(place, 'outside');
    mkdirSync(outside);
    symlinkSync(outside, join(folder, 'AWSLogs'));
    symlinkSync(join(place, 'secret'), join(folder, 'session-logs'));
    const { copied, refused } = await sync();
    expect(copied).toBe(0);
    expect(refused.map(({ problem }) => problem)).toEqual([
      'lies behind the symbolic link AWSLogs, which is not followed',
      'lies behind the symbolic link session-logs, which is not followed',
    ]);
    expect(readdirSync(outside)).toEqual([]);
    rmSync(join(folder, 'session-logs'));
    mkdirSync(join(folder, 'session-logs'));
    symlinkSync(join(place, 'secret'), join(folder, SESSION));
    expect((await sync()).refused[1]?.problem).toContain('has a symbolic link in its place');
    expect(readFileSync(join(place, 'secret'), 'utf8')).toBe('as before');
  });

  it('do not stop the rest when one needs a file where another needs a folder', async () => {
    objects.set('a', { text: 'file' });
    objects.set('a/b', { text: 'below' });
    await sync();
    const { copied, unchanged, refused } = await sync();
    expect({ copied, unchanged }).toEqual({ copied: 0, unchanged: 6 });
    expect(refused).toHaveLength(1);
    expect(refused[0]?.problem).toMatch(/^(needs a folder a, where there is a file|has a folder in its place)$/);
  });

  it.each([
    ['in case', LOG.toLowerCase()],
    ['in the case of a folder', LOG.replace('AWSLogs', 'awslogs')],
    ['in the Unicode form', SESSION.replace('session-logs/', 'session-logs/e\u0301')],
  ])('replace nothing where names that differ %s are one file', async (_what, key) => {
    objects.set('session-logs/\u00e9admin-0123.log', { text: 'accent' });
    objects.set(key, { text: 'twin' });
    const { copied, refused } = await sync({ folds: true });
    expect(copied).toBe(6);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.problem).toMatch(/differs from .+ in case or in its Unicode form alone, and would replace it/);
    // Elsewhere they are two files.
    expect(await sync({ folds: false })).toMatchObject({ copied: 1, unchanged: 6, refused: [] });
  });
});
