import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MetsukeError } from '../domain/errors.ts';
import type { ListOptions, ObjectContent, ObjectStore, StoredObject } from './object-store.ts';

/** Beside an object whose metadata matters, since a folder has no place for it. */
export const METADATA_SUFFIX = '.metadata.json';

/** A copy of the bucket in a folder: as `metsuke archive sync` and `aws s3 sync` make it. */
export function openFolder(folder: string): ObjectStore {
  return {
    location: folder,
    folder,
    list: (prefix, options) => listFolder(folder, prefix, options),
    listFolders: (prefix) => listSubfolders(folder, prefix),
    get: (key) => readObject(folder, key),
  };
}

async function* listFolder(
  folder: string,
  prefix: string,
  { startAfter = '' }: ListOptions = {},
): AsyncIterable<StoredObject> {
  const directory = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  for await (const key of walk(folder, directory)) {
    if (!key.startsWith(prefix) || key <= startAfter || key.endsWith(METADATA_SUFFIX)) continue;
    // An awaited stat costs ten times as much, and an archive has many files.
    const { size, mtime } = statSync(join(folder, key));
    const etag = createHash('md5').update(`${size} ${mtime.getTime()}`).digest('hex');
    yield { key, size, etag, lastModified: mtime.toISOString() };
  }
}

/** Files below, in the order of their keys: a folder sorts as its name with the slash behind it. */
async function* walk(folder: string, directory: string): AsyncIterable<string> {
  const entries = await readEntries(join(folder, directory));
  const keys = entries.map((entry) => ({ key: `${directory}${entry.name}${entry.isDirectory ? '/' : ''}`, ...entry }));
  keys.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  for (const { key, isDirectory } of keys) {
    if (isDirectory) yield* walk(folder, key);
    else yield key;
  }
}

async function listSubfolders(folder: string, prefix: string): Promise<readonly string[]> {
  const entries = await readEntries(join(folder, prefix));
  return entries
    .filter(({ isDirectory }) => isDirectory)
    .map(({ name }) => `${name}/`)
    .sort();
}

async function readEntries(path: string): Promise<{ readonly name: string; readonly isDirectory: boolean }[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    // What tools keep for themselves; no key of the archive begins so.
    const own = entries.filter(({ name }) => !name.startsWith('.'));
    return own.map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function readObject(folder: string, key: string): Promise<ObjectContent> {
  try {
    return { body: await readFile(join(folder, key)), metadata: await readMetadata(join(folder, key)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new MetsukeError('not-found', `There is no ${key} in ${folder}.`, { cause: error });
  }
}

async function readMetadata(path: string): Promise<Readonly<Record<string, string>>> {
  try {
    return JSON.parse(await readFile(`${path}${METADATA_SUFFIX}`, 'utf8')) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
