import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
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
