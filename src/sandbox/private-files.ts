// What stands in the files of a sandbox decides where requests go and which process ends: nobody but its user may have
// written them. A repository or another user of this machine can put a link or a file of theirs where we look.
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { asFileError } from '../files/file-error.ts';

const OTHERS_WRITE = 0o022;
const OTHERS_DO_ANYTHING = 0o077;
// Absent on Windows, where neither links of strangers nor these modes exist.
const { O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY, O_WRONLY } = constants;

/** A folder that only its user opens. One of before, which others may read, is closed. */
export function makePrivateFolder(path: string): void {
  inSentences(path, () => mkdirSync(path, { recursive: true, mode: 0o700 }));
  requirePrivateFolder(path);
  chmodSync(path, 0o700);
}

/** Throws for a folder that somebody else could have filled. */
export function requirePrivateFolder(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isSymbolicLink()) throw notTrusted(path, say`is a symbolic link`);
  if (!stats.isDirectory()) throw notTrusted(path, say`is no folder`);
  requireOwner(path, stats, OTHERS_WRITE);
}

/** Null when there is none. */
export function readPrivateFile(path: string): string | null {
  const file = openWithoutLinks(path);
  if (file === null) return null;
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw notTrusted(path, say`is no file`);
    requireOwner(path, stats, OTHERS_DO_ANYTHING);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

export function writePrivateFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  inSentences(path, () => {
    const file = createPrivateFile(draft);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  });
}

/** An empty file in place of whatever has its name. The caller closes it. */
export function createPrivateFile(path: string): number {
  return inSentences(path, () => {
    rmSync(path, { force: true });
    return openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  });
}

function inSentences<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asFileError(error, path) ?? error;
  }
}

function openWithoutLinks(path: string): number | null {
  try {
    // A named pipe must not be waited for.
    return openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'ELOOP') throw notTrusted(path, say`is a symbolic link`);
    throw notTrusted(path, say`cannot be read (${code})`);
  }
}

function requireOwner(path: string, stats: Stats, forbidden: number): void {
  if (process.getuid === undefined) return;
  if (stats.uid !== process.getuid()) throw notTrusted(path, say`belongs to another user (${stats.uid})`);
  if ((stats.mode & forbidden) === 0) return;
  throw notTrusted(path, say`is open to other users (mode ${(stats.mode & 0o777).toString(8)})`);
}

function notTrusted(path: string, why: string): MetsukeError {
  return new MetsukeError('sandbox-unavailable', say`The state of the sandbox cannot be trusted: ${path} ${why}.`, {
    hint: say`Remove it, then start a sandbox with: metsuke sandbox up`,
  });
}
