import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
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
  for (const key of walk(folder, directory, startAfter)) {
    if (key.startsWith(prefix) && key > startAfter && !key.endsWith(METADATA_SUFFIX)) yield makeObject(folder, key);
  }
}

/** The file is looked at when somebody wants to know more than its key: an archive has many files. */
function makeObject(folder: string, key: string): StoredObject {
  let looked: { readonly size: number; readonly mtimeMs: number } | undefined;
  const look = () => {
    looked ??= statSync(`${folder}/${key}`, { throwIfNoEntry: false }) ?? GONE;
    return looked;
  };
  return {
    key,
    get size() {
      return look().size;
    },
    get etag() {
      return `${look().size}-${look().mtimeMs}`;
    },
    get lastModified() {
      return new Date(look().mtimeMs).toISOString();
    },
  };
}

/** Removed since it was listed; whoever reads it will be told. */
const GONE = { size: 0, mtimeMs: 0 };

/** Files below, in the order of their keys: a folder sorts as its name with the slash behind it. */
function* walk(folder: string, directory: string, startAfter: string): Iterable<string> {
  // All of it comes before.
  if (directory < startAfter && !startAfter.startsWith(directory)) return;
  const names = readEntries(join(folder, directory)).map(({ name, isDirectory }) => (isDirectory ? `${name}/` : name));
  if (names.some((name) => NOT_ASCII.test(name))) names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  else names.sort((a, b) => (a < b ? -1 : 1));
  for (const name of names) {
    if (name.endsWith('/')) yield* walk(folder, `${directory}${name}`, startAfter);
    else yield `${directory}${name}`;
  }
}

/** Elsewhere the order of strings is that of their bytes. */
const NOT_ASCII = /[^\0-\x7f]/;

async function listSubfolders(folder: string, prefix: string): Promise<readonly string[]> {
  const entries = readEntries(join(folder, prefix));
  return entries
    .filter(({ isDirectory }) => isDirectory)
    .map(({ name }) => `${name}/`)
    .sort();
}

/** Not awaited, which for so many small folders would cost more than it saves. */
function readEntries(path: string): readonly { readonly name: string; readonly isDirectory: boolean }[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
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
    throw new MetsukeError('not-found', say`There is no ${key} in ${folder}.`, { cause: error });
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
