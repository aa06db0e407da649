import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { say } from '../domain/say.ts';
import { refusalOfName } from './names.ts';

/** A path, or why there is none, in words that follow the name. */
export type Placed = { readonly path: string } | { readonly refused: string };

/** Where names that others chose lie below a folder: never outside of it, whatever the name is and whatever lies there. */
export interface Inside {
  /** Of a file that is read: no part of the way to it is a link. */
  toRead(name: string): Placed;
  /** Of a file that is written: it replaces nothing but a file of exactly this name. */
  toWrite(name: string): Placed;
}

export interface InsideOptions {
  /** Whether names that differ in case or in their Unicode form alone are one file; absent: as this disk has it. */
  readonly folds?: boolean;
}

/** Folders that are remembered: names come in order, so that few are worked on at a time. */
const FOLDERS_HELD = 256;

export function openInside(root: string, { folds }: InsideOptions = {}): Inside {
  const proven = new Set<string>();
  const names = new Map<string, Map<string, string>>();
  let isFolding = folds;

  /** What stands between the root and the last part of the name. */
  function obstacleOf(name: string): string | undefined {
    for (const folder of foldersOf(name)) {
      const found = proven.has(folder) ? 'folder' : lookAt(join(root, folder));
      if (found === 'nothing') return undefined;
      if (found !== 'folder') return OBSTACLES[found](folder);
      if (proven.size >= FOLDERS_HELD) proven.clear();
      proven.add(folder);
    }
    return undefined;
  }

  /** Another name that would be the same file. The first one stays. */
  function twinOf(name: string): string | undefined {
    isFolding ??= foldsNames(root);
    if (!isFolding) return undefined;
    for (let at = 0; at < name.length; ) {
      const end = name.indexOf('/', at) === -1 ? name.length : name.indexOf('/', at);
      const part = name.slice(at, end);
      const known = namesOf(name.slice(0, at));
      const first = known.get(fold(part)) ?? part;
      if (first !== part) return `${name.slice(0, at)}${first}`;
      known.set(fold(part), part);
      at = end + 1;
    }
    return undefined;
  }

  function namesOf(folder: string): Map<string, string> {
    const known = names.get(folder) ?? new Map(listNames(join(root, folder)).map((each) => [fold(each), each]));
    names.delete(folder);
    names.set(folder, known);
    const [oldest] = names.keys();
    if (names.size > FOLDERS_HELD && oldest !== undefined) names.delete(oldest);
    return known;
  }

  return {
    toRead(name) {
      const refused = refusalOfName(name) ?? obstacleOf(name);
      return refused === undefined ? { path: join(root, name) } : { refused };
    },
    toWrite(name) {
      const refused = refusalOfName(name) ?? obstacleOf(name) ?? occupantOf(join(root, name));
      if (refused !== undefined) return { refused };
      const twin = twinOf(name);
      if (twin === undefined) return { path: join(root, name) };
      return { refused: say`differs from ${twin} in case or in its Unicode form alone, and would replace it` };
    },
  };
}

const OBSTACLES = {
  link: (folder: string) => say`lies behind the symbolic link ${folder}, which is not followed`,
  other: (folder: string) => say`needs a folder ${folder}, where there is a file`,
};

/** Of `a/b/c`: `a`, `a/b` */
function* foldersOf(name: string): Iterable<string> {
  for (let end = name.indexOf('/'); end !== -1; end = name.indexOf('/', end + 1)) yield name.slice(0, end);
}

function lookAt(path: string): 'nothing' | 'link' | 'folder' | 'other' {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 'nothing';
  if (found.isSymbolicLink()) return 'link';
  return found.isDirectory() ? 'folder' : 'other';
}

function occupantOf(path: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return undefined;
  if (found.isSymbolicLink()) return say`has a symbolic link in its place, which is not followed`;
  return found.isDirectory() ? say`has a folder in its place` : say`has a pipe or a device in its place`;
}

/** As APFS and NTFS compare: by canonical form, without case. */
function fold(part: string): string {
  return part.normalize('NFD').toUpperCase().toLowerCase();
}

function listNames(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Whether the disk finds a folder by its name in the other case. */
function foldsNames(root: string): boolean {
  for (let folder = root; folder !== dirname(folder); folder = dirname(folder)) {
    const name = basename(folder);
    const other = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
    const [one, two] = [folder, join(dirname(folder), other)].map((path) => lstatSync(path, { throwIfNoEntry: false }));
    if (other !== name && one !== undefined) return two !== undefined && one.ino === two.ino && one.dev === two.dev;
  }
  return false;
}
