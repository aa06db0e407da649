import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { type Inside, openInside } from '../files/inside.ts';
import { NotPlain, notAFile, readPlain } from '../files/read-plain.ts';
import type { Refusals } from '../files/refusals.ts';
import type { ListOptions, ObjectContent, ObjectStore, StoredObject } from './object-store.ts';
import { UnreadableObject } from './unreadable-object.ts';

/** Beside an object whose metadata matters, since a folder has no place for it. */
export const METADATA_SUFFIX = '.metadata.json';

/** No object of an archive is as large; what is, is not read into memory. */
export const MOST_STORED_BYTES = 256 * 1024 ** 2;
/** Metadata of S3 has 2 KB at most. */
const MOST_METADATA_BYTES = 64 * 1024;

/**
 * A copy of the bucket in a folder: as `metsuke archive sync` and `aws s3 sync` make it. Links, pipes and folders that
 * cannot be read are left out of lists and counted.
 */
export function openFolder(folder: string, refusals?: Pick<Refusals, 'add'>): ObjectStore {
  const inside = openInside(folder);
  const place: Place = { folder, refuse: (key, problem) => refusals?.add(key, problem) };
  return {
    location: folder,
    folder,
    list: (prefix, options) => listFolder(place, prefix, options),
    listFolders: (prefix) => listSubfolders(place, prefix),
    get: async (key) => readObject(inside, key, folder),
  };
}

interface Place {
  readonly folder: string;
  readonly refuse: (key: string, problem: string) => void;
}

async function* listFolder(
  place: Place,
  prefix: string,
  { startAfter = '' }: ListOptions = {},
): AsyncIterable<StoredObject> {
  const { folder } = place;
  const directory = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  for (const key of walk(place, directory, startAfter)) {
    if (key.startsWith(prefix) && key > startAfter && !key.endsWith(METADATA_SUFFIX)) yield makeObject(folder, key);
  }
}

/** The file is looked at when somebody wants to know more than its key: an archive has many files. */
function makeObject(folder: string, key: string): StoredObject {
  let looked: { readonly size: number; readonly mtimeMs: number } | undefined;
  const look = () => {
    looked ??= lstatSync(`${folder}/${key}`, { throwIfNoEntry: false }) ?? GONE;
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
function* walk(place: Place, directory: string, startAfter: string): Iterable<string> {
  // All of it comes before.
  if (directory < startAfter && !startAfter.startsWith(directory)) return;
  const names = readNames(place, directory);
  if (names.some((name) => NOT_ASCII.test(name))) names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  else names.sort((a, b) => (a < b ? -1 : 1));
  for (const name of names) {
    if (name.endsWith('/')) yield* walk(place, `${directory}${name}`, startAfter);
    else yield `${directory}${name}`;
  }
}

/** Elsewhere the order of strings is that of their bytes. */
const NOT_ASCII = /[^\0-\x7f]/;

async function listSubfolders(place: Place, prefix: string): Promise<readonly string[]> {
  return readNames(place, prefix)
    .filter((name) => name.endsWith('/'))
    .sort();
}

/** Folders with a slash behind them. Not awaited, which for so many small folders would cost more than it saves. */
function readNames({ folder, refuse }: Place, directory: string): string[] {
  const names: string[] = [];
  for (const entry of readEntries({ folder, refuse }, directory)) {
    // What tools keep for themselves; no key of the archive begins so.
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) names.push(`${entry.name}/`);
    else if (entry.isFile()) names.push(entry.name);
    else refuse(`${directory}${entry.name}`, notAFile(entry));
  }
  return names;
}

function readEntries({ folder, refuse }: Place, directory: string) {
  try {
    return readdirSync(join(folder, directory), { withFileTypes: true });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    refuse(directory, say`cannot be looked into: you have no permission; ask its owner, or read as a user who has it`);
    return [];
  }
}

/** Throws `not-found` for what is not there, UnreadableObject for what is there and no object. */
function readObject(inside: Inside, key: string, folder: string): ObjectContent {
  const placed = inside.toRead(key);
  if ('refused' in placed) throw new UnreadableObject(key, folder, placed.refused);
  try {
    return { body: readPlain(placed.path, MOST_STORED_BYTES), metadata: readMetadata(placed.path) };
  } catch (error) {
    if (error instanceof NotPlain) throw new UnreadableObject(key, folder, error.message);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new MetsukeError('not-found', say`There is no ${key} in ${folder}.`, { cause: error });
  }
}

function readMetadata(path: string): Readonly<Record<string, string>> {
  try {
    const found: unknown = JSON.parse(readPlain(`${path}${METADATA_SUFFIX}`, MOST_METADATA_BYTES).toString());
    const entries = typeof found === 'object' && found !== null ? Object.entries(found) : [];
    return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    const why = error instanceof NotPlain ? error.message : say`is no JSON: copy it again`;
    if (error instanceof NotPlain || error instanceof SyntaxError) {
      throw new NotPlain(say`has metadata in a file beside it, with ${METADATA_SUFFIX} behind its name, which ${why}`);
    }
    throw error;
  }
}
